import CodeSyntax

/// What is known of a value.
enum Known: Hashable, Sendable {
    case unknown
    case one(Constant)
    /// One of these, two to four.
    case some([Constant])

    var constant: Constant? {
        if case .one(let constant) = self { return constant }
        return nil
    }

    var all: [Constant] {
        switch self {
        case .unknown: []
        case .one(let constant): [constant]
        case .some(let constants): constants
        }
    }

    func joined(_ other: Known) -> Known {
        if self == other { return self }
        if case .unknown = self { return .unknown }
        if case .unknown = other { return .unknown }
        var constants = all
        for constant in other.all where !constants.contains(constant) { constants.append(constant) }
        return constants.count > 4 ? .unknown : .some(constants)
    }
}
