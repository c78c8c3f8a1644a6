extension ScanRequest {
    /// Takes what only the transport needs to know out of a target that is a URL: a password or token before the host,
    /// and a query, which often is one. `targetPath` is then fit to be stored, shown and logged.
    public mutating func hideCredentials() {
        let shown = ScanRequest.withoutCredentials(targetPath)
        guard shown != targetPath else { return }
        confidentialTarget = targetPath
        targetPath = shown
    }

    /// The user of an ssh address is no secret and stays.
    private static func withoutCredentials(_ target: String) -> String {
        guard let scheme = ["https://", "http://", "ssh://"].first(where: target.lowercased().hasPrefix) else {
            return target
        }
        let head = target.prefix(scheme.count)
        let rest = target.dropFirst(scheme.count).prefix { $0 != "?" && $0 != "#" }
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return String(head + rest) }
        let user = scheme == "ssh://" ? authority[..<at].prefix { $0 != ":" } + "@" : ""
        return String(head + user + rest[rest.index(after: at)...])
    }
}
