internal import GRDB

/// The conditions of a WHERE clause, all of which must hold, with their arguments.
struct Conditions {
    private var terms: [String] = []
    private(set) var arguments: [DatabaseValue] = []

    mutating func add(_ term: String, _ values: [any DatabaseValueConvertible]) {
        terms.append(term)
        arguments += values.map(\.databaseValue)
    }

    mutating func add(_ term: String, _ value: (some DatabaseValueConvertible)?) {
        if let value { add(term, [value]) }
    }

    /// Empty without any condition.
    var clause: String { terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND ") }
}

/// How many rows a page may hold, kept within what SQLite counts with.
enum PageLimit {
    static func clamped(_ limit: Int) -> Int { min(max(1, limit), Int(Int32.max)) }
}
