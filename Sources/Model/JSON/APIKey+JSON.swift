extension APIKey {
    /// The key as clients see it, never with its secret.
    public func write(to json: inout JSONWriter) {
        json.object { writeMembers(to: &$0) }
    }

    /// Adds the members of the key to the object being written.
    public func writeMembers(to json: inout JSONWriter) {
        json.member("id", id)
        json.member("name", name)
        json.member("prefix", prefix)
        json.member("scopes", scopes.map(\.rawValue))
        json.member("created_at", createdAt)
        json.member("expires_at", expiresAt)
        json.member("last_used_at", lastUsedAt)
        json.member("revoked_at", revokedAt)
    }
}
