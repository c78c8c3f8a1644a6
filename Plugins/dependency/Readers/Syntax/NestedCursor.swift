/// What a value is, for choosing how to read it.
enum NestedKind: Sendable, Equatable {
    case object, array, string, number, bool, null
    /// There is no value: the text ended or could not be read further.
    case nothing

    /// For messages.
    var description: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .bool: "a boolean"
        case .null: "null"
        case .nothing: "nothing"
        }
    }
}

/// A forward reader of nested data (JSON, YAML) that holds no tree.
///
/// It stands before a value. A reader asks for it with one of `enterObject`, `enterArray`, `string`, `scalar`, `bool`;
/// a value that nobody asked for is skipped by the next step. Every loop over `nextKey` or `nextElement` must run to
/// its end. What cannot be read becomes a warning; after an error of syntax there are no more keys and elements.
protocol NestedCursor {
    /// Of what was read last, from 1.
    var line: Int { get }
    var notes: Notes { get set }
    /// Of the value that comes next; does not consume it.
    mutating func kind() -> NestedKind
    /// False when the value is none; it is then skipped with a warning.
    mutating func enterObject() -> Bool
    /// The next key of the object entered last; nil at its end. A key that was there before is skipped with a warning.
    mutating func nextKey() -> String?
    mutating func enterArray() -> Bool
    /// Whether the array entered last has a further element.
    mutating func nextElement() -> Bool
    /// The text of a string, a number or a boolean; nil for anything else, which is skipped without a warning.
    mutating func scalar() -> String?
    mutating func skip()
}

extension NestedCursor {
    /// The value when it is a string; nil with a warning when it is not, null excepted.
    mutating func string() -> String? {
        switch kind() {
        case .string: return scalar()
        case .null, .nothing: skip()
        case let other: refuse("a string", other)
        }
        return nil
    }

    /// The value when it is a boolean; nil with a warning when it is not, null excepted.
    mutating func bool() -> Bool? {
        switch kind() {
        case .bool: return scalar() == "true"
        case .null, .nothing: skip()
        case let other: refuse("a boolean", other)
        }
        return nil
    }

    /// Skips the value with a warning.
    mutating func refuse(_ wanted: String, _ found: NestedKind) {
        notes.add(line, "\(wanted) is expected, not \(found.description)")
        skip()
    }

    /// The strings of an array; other elements are skipped with a warning.
    mutating func strings() -> [String] {
        var result: [String] = []
        guard enterArray() else { return result }
        while nextElement() {
            if let text = string(), admits(result.count) { result.append(text) }
        }
        return result
    }

    /// Whether a further value may be gathered into a list that has so many.
    private mutating func admits(_ count: Int) -> Bool {
        if count == Limits.values {
            notes.add(line, "more than \(Limits.values) values in one place; others are left out")
        }
        return count < Limits.values
    }

    /// The members of an object whose values are scalars, in their order; other members are skipped.
    mutating func pairs() -> [(key: String, value: String, line: Int)] {
        var result: [(key: String, value: String, line: Int)] = []
        guard enterObject() else { return result }
        while let key = nextKey() {
            let line = line
            if let value = scalar(), admits(result.count) { result.append((key, value, line)) }
        }
        return result
    }

    /// The names of the members of an object; their values are skipped.
    mutating func keys() -> [String] {
        var result: [String] = []
        guard enterObject() else { return result }
        while let key = nextKey() {
            if admits(result.count) { result.append(key) }
        }
        return result
    }
}

private enum Limits {
    /// Gathered from one array or object; everything else is read without being kept.
    static let values = 200_000
}
