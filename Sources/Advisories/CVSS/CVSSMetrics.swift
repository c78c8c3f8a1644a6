/// The metrics of one vector: what stands on both sides of each colon.
struct CVSSMetrics {
    private var values: [Substring: Substring] = [:]

    /// Nil when a part is malformed, comes twice, or is not among the `allowed` metrics with one of its values, which
    /// are separated by spaces.
    init?(_ text: Substring, allowed: [Substring: String]) {
        for part in text.split(separator: "/", omittingEmptySubsequences: false) {
            let sides = part.split(separator: ":", omittingEmptySubsequences: false)
            guard sides.count == 2, let known = allowed[sides[0]],
                known.split(separator: " ").contains(sides[1]), values.updateValue(sides[1], forKey: sides[0]) == nil
            else { return nil }
        }
    }

    subscript(_ name: Substring) -> Substring? { values[name] }

    /// The weight of a metric's value; nil when the metric is missing or the value has no weight.
    func weight<Weight>(_ name: Substring, _ weights: [Substring: Weight]) -> Weight? {
        values[name].flatMap { weights[$0] }
    }
}
