public import Model

/// A key of the API for people at a terminal.
public enum KeyReport {
    /// One line without a line feed: id, prefix, state, scopes, dates and name.
    public static func line(_ key: APIKey, at time: Timestamp) -> String {
        let state = key.revokedAt != nil ? "revoked" : key.isExpired(at: time) ? "expired" : "live"
        var fields = [key.id, key.prefix, state, key.scopes.map(\.rawValue).joined(separator: ",")]
        fields.append("created \(day(key.createdAt))")
        fields.append(key.lastUsedAt.map { "used \(day($0))" } ?? "never used")
        if let expiry = key.expiresAt { fields.append("expires \(day(expiry))") }
        return TextReport.printable((fields + [key.name]).joined(separator: "  "))
    }

    private static func day(_ time: Timestamp) -> String { String(time.iso8601.prefix(10)) }
}
