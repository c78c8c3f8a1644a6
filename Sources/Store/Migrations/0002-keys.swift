extension Migration {
    /// Keys are never deleted, so that a listing also tells which were revoked. `digest` is SHA-256 over `salt` and the
    /// key's text, in hexadecimal; the text itself is nowhere.
    static let keys = Migration(
        "0002-keys",
        sql: """
            CREATE TABLE api_keys (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                prefix TEXT NOT NULL UNIQUE,
                scopes TEXT NOT NULL,
                salt TEXT NOT NULL,
                digest TEXT NOT NULL CHECK (length(digest) = 64),
                created_at INTEGER NOT NULL,
                expires_at INTEGER,
                last_used_at INTEGER,
                revoked_at INTEGER
            ) STRICT;
            """)
}
