/// Warnings with a bound, so that a hostile file cannot fill memory or a report with them.
struct Notes: Sendable {
    /// More are counted, not kept.
    static let limit = 100

    private(set) var warnings: [Inventory.Warning] = []
    private var omitted = 0

    mutating func add(_ line: Int, _ reason: String) {
        guard warnings.count < Self.limit else {
            omitted &+= 1
            return
        }
        warnings.append(Inventory.Warning(line: line, reason))
    }

    mutating func add(_ other: Notes) {
        for warning in other.warnings { add(warning.line, warning.reason) }
        omitted &+= other.omitted
    }

    /// Kept or not.
    var count: Int { warnings.count + omitted }

    /// All that is kept, and how many are not.
    var all: [Inventory.Warning] {
        guard omitted > 0 else { return warnings }
        return warnings + [Inventory.Warning("\(omitted) further warnings are left out")]
    }
}
