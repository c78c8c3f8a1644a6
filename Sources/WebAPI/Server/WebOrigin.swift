/// What may stand among the origins that browsers may call from.
public enum WebOrigin {
    /// `*`, or scheme and authority without a path.
    public static func isOrigin(_ text: String) -> Bool {
        guard text != "*" else { return true }
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return false }
        let authority = text.dropFirst(scheme.count)
        return !authority.isEmpty && !authority.contains { "/?#@ ".contains($0) }
    }
}
