/// A set of taint rules, one bit each: an analysis follows up to 64 rules at a time.
public typealias Lanes = UInt64

/// That a value comes from a source, and for which rules that still matters.
struct Taint: Hashable, Sendable {
    /// Index among the analysis' origins.
    var origin: Int32
    var lanes: Lanes
    /// Index of the last step that led here.
    var step: Int32
}

/// The sources a value comes from.
struct TaintSet: Hashable, Sendable {
    private(set) var items: [Taint] = []

    /// A value that mixes more sources than this keeps the first ones: one path is enough to act on.
    static let most = 6

    static let none = TaintSet()

    init() {}

    init(_ taint: Taint) {
        items = [taint]
    }

    var isEmpty: Bool { items.isEmpty }
    var lanes: Lanes { items.reduce(0) { $0 | $1.lanes } }

    mutating func insert(_ taint: Taint) {
        for index in items.indices where items[index].origin == taint.origin {
            items[index].lanes |= taint.lanes
            return
        }
        if items.count < Self.most {
            items.append(taint)
        } else if taint.lanes & ~lanes != 0 {
            // Never lose a rule altogether.
            items[Self.most - 1] = taint
        }
    }

    mutating func formUnion(_ other: TaintSet) {
        if items.isEmpty { items = other.items } else { for taint in other.items { insert(taint) } }
    }

    func union(_ other: TaintSet) -> TaintSet {
        var set = self
        set.formUnion(other)
        return set
    }

    /// What is left after a sanitizer of these rules.
    func without(_ lanes: Lanes) -> TaintSet {
        guard lanes != 0, !items.isEmpty else { return self }
        var set = TaintSet()
        for var taint in items {
            taint.lanes &= ~lanes
            if taint.lanes != 0 { set.items.append(taint) }
        }
        return set
    }

    /// The same sources, one step further.
    func advanced(_ step: (Int32) -> Int32) -> TaintSet {
        var set = self
        for index in set.items.indices { set.items[index].step = step(set.items[index].step) }
        return set
    }
}

/// Where a taint began.
struct Origin: Hashable, Sendable {
    let place: Place
    let mark: Int32
}

/// A step of a path from a source to a sink; a list that shares its beginnings.
struct Step: Sendable {
    let place: Place
    let note: StepNote
    let previous: Int32
    let length: Int32
}

/// What happens at a step.
public enum StepNote: Sendable, Hashable {
    case source
    case assigned(String)
    case stored(String)
    case passed(String)
    case returned(String)
    case propagated
    case sink

    /// For people.
    public var text: String {
        switch self {
        case .source: "comes from outside here"
        case .assigned(let name): "assigned to \(name)"
        case .stored(let name): "kept in \(name)"
        case .passed(let name): "passed to \(name)"
        case .returned(let name): "returned by \(name)"
        case .propagated: "passed on"
        case .sink: "used here"
        }
    }
}
