/// Ids of rules, as `secrets.*` or `code.*.old-tls`: a `*` stands for any text, also for none.
struct RulePattern: Sendable {
    let text: String
    private let parts: [Substring]

    init(_ text: String) {
        self.text = text
        parts = text.split(separator: "*", omittingEmptySubsequences: false)
    }

    /// Takes time in proportion to the lengths of both: what comes first between two `*` is as good as any later place.
    func matches(_ id: String) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return id == text }
        guard id.utf8.count >= first.utf8.count + last.utf8.count, id.hasPrefix(first), id.hasSuffix(last) else {
            return false
        }
        var rest = id.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
