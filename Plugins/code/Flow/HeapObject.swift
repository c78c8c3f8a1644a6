import CodeSyntax

/// A place in an object.
enum FieldKey: Hashable, Sendable {
    /// A field, or a key of a dictionary that is a text.
    case name(String)
    case constant(Constant)
}

/// What is known of one object.
struct HeapObject: Hashable, Sendable {
    enum Shape: Hashable, Sendable {
        /// An object with fields, or one nothing is known of.
        case plain
        /// A dictionary.
        case map
        /// A sequence whose elements are all known, in order.
        case list
        /// A sequence, set or stream whose elements are known only together.
        case bag
        /// A text under construction: its value is in `rest`.
        case builder
    }

    var shape: Shape
    /// Its class as the program names it.
    var type: String?
    /// Of the class in the analysed program.
    var declared: Place?
    var fields: [FieldKey: Value] = [:]
    var elements: [Value] = []
    /// What may be at any place not known otherwise.
    var rest = Value.unknown
    /// Taint of the object as a whole.
    var own = TaintSet.none
    /// Nothing was put at a place that is not known.
    var isComplete = true

    init(_ shape: Shape, type: String? = nil) {
        self.shape = shape
        self.type = type
    }

    /// More elements or fields than this are known only together.
    static let most = 256

    /// All that may be inside.
    var contents: Value {
        var value = rest
        for element in elements { value = value.joined(element) }
        for (_, field) in fields { value = value.joined(field) }
        return value
    }

    /// The objects it refers to.
    var known: [ObjectID] {
        var ids = rest.objects
        for element in elements { ids += element.objects }
        for (_, field) in fields { ids += field.objects }
        return ids
    }

    func forEachValue(_ body: (Value) -> Void) {
        body(rest)
        for element in elements { body(element) }
        for (_, field) in fields { body(field) }
    }

    /// Gives up the order of a list.
    mutating func blur() {
        guard shape == .list else { return }
        for element in elements { add(element) }
        elements = []
        shape = .bag
    }

    /// Something is put at a place that is not known.
    mutating func add(_ value: Value) {
        rest = isComplete && rest == .unknown ? value : rest.joined(value)
        isComplete = false
        // It may have been any of those that are known; what is set later is known again.
        if shape == .map || shape == .plain { for (key, field) in fields { fields[key] = field.joined(value) } }
    }

    mutating func append(_ value: Value) {
        if shape == .list, elements.count < Self.most { return elements.append(value) }
        blur()
        add(value)
    }

    mutating func set(_ key: FieldKey, _ value: Value) {
        if fields.count < Self.most || fields[key] != nil { fields[key] = value } else { add(value) }
    }

    func get(_ key: FieldKey) -> Value {
        if let value = fields[key] { return value }
        return isComplete ? Value.unknown : rest
    }

    func joined(_ other: HeapObject) -> HeapObject {
        if self == other { return self }
        var object = self
        object.own.formUnion(other.own)
        if shape == .list, other.shape == .list, elements.count == other.elements.count {
            for index in elements.indices { object.elements[index] = elements[index].joined(other.elements[index]) }
        } else if shape == .list || other.shape == .list {
            object.blur()
            var second = other
            second.blur()
            object.rest =
                object.isComplete ? second.rest : second.isComplete ? object.rest : object.rest.joined(second.rest)
            object.isComplete = object.isComplete && second.isComplete
        }
        for (key, value) in other.fields { object.fields[key] = fields[key].map { $0.joined(value) } ?? value }
        if shape != .list, other.shape != .list {
            object.rest = rest.joined(other.rest)
            if shape == .builder { object.rest.known = rest.known.joined(other.rest.known) }
            object.isComplete = isComplete && other.isComplete
        }
        return object
    }
}
