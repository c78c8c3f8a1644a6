internal import Digest
internal import GRDB
internal import Model

/// A row of `api_keys`.
enum KeyRecord {
    /// Condition for keys that grant everything and can be used at the time that is the argument.
    static let isLiveAdmin = """
        revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
        AND EXISTS (SELECT 1 FROM json_each(scopes) WHERE value = 'admin')
        """

    static func insert(_ key: APIKey, _ secret: SecretDigest, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO api_keys (id, name, prefix, scopes, salt, digest, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key.id, StoredValue.text(key.name), key.prefix,
                StoredValue.json { $0.value(key.scopes.map(\.rawValue)) }, secret.salt, Hex.encode(secret.digest),
                key.createdAt.microseconds, key.expiresAt?.microseconds,
            ])
    }

    static func key(_ row: Row) throws -> APIKey {
        APIKey(
            id: row["id"], name: row["name"], prefix: row["prefix"],
            scopes: try StoredValue.strings(row["scopes"]).map {
                try StoredValue.required(APIKey.Scope(rawValue: $0), from: $0)
            },
            createdAt: Timestamp(microseconds: row["created_at"]), expiresAt: time(row["expires_at"]),
            lastUsedAt: time(row["last_used_at"]), revokedAt: time(row["revoked_at"]))
    }

    static func stored(_ row: Row) throws -> StoredKey {
        let text: String = row["digest"]
        let digest = try StoredValue.required(Hex.decode(text), from: "digest of a key")
        return StoredKey(key: try key(row), secret: SecretDigest(salt: row["salt"], digest: digest))
    }

    private static func time(_ microseconds: Int64?) -> Timestamp? { microseconds.map(Timestamp.init(microseconds:)) }
}
