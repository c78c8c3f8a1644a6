import CodeSyntax

/// An object of the program, by its number in one analysis.
struct ObjectID: Hashable, Sendable {
    let rawValue: Int32
}

/// A function as a value, with the variables it sees.
struct Closure: Hashable, Sendable {
    let place: Place
    /// Index among the analysis' kept scopes, -1 for a function of the file.
    let scope: Int32
}

/// What the analysis knows of a value at one point of the program.
struct Value: Hashable, Sendable {
    var taint = TaintSet.none
    var known = Known.unknown
    /// The objects it may be; empty when not followed.
    var objects: [ObjectID] = []
    var closure: Closure?
    /// The class of a value whose object is not followed, or the module an import stands for.
    var type: String?
    /// How a text begins that is not known as a whole.
    var prefix: String?

    static let unknown = Value()

    init() {}

    init(_ constant: Constant) {
        known = .one(constant)
    }

    init(_ object: ObjectID) {
        objects = [object]
    }

    init(_ taint: TaintSet) {
        self.taint = taint
    }

    var constant: Constant? { known.constant }
    var object: ObjectID? { objects.count == 1 ? objects[0] : nil }

    /// An object in more guises than this is no longer followed.
    static let mostObjects = 4

    func joined(_ other: Value) -> Value {
        if self == other { return self }
        var value = Value()
        value.taint = taint.union(other.taint)
        value.known = known.joined(other.known)
        value.objects = objects
        for object in other.objects where !value.objects.contains(object) { value.objects.append(object) }
        if value.objects.count > Self.mostObjects { value.objects.removeLast(value.objects.count - Self.mostObjects) }
        value.closure = closure ?? other.closure
        value.type = type == other.type ? type : type ?? other.type
        if let prefix, prefix == other.prefix { value.prefix = prefix }
        return value
    }

    /// The text it certainly begins with.
    var beginning: String? {
        if let constant { return constant.text }
        return prefix
    }
}
