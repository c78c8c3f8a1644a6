extension Migration {
    /// `finding_state_targets` remembers where a fingerprint was seen when it was said to be fixed, so that it can be
    /// told from the same code in another target after the scans are gone.
    static let triage = Migration(
        "0004-triage",
        sql: """
            CREATE TABLE finding_state_targets (
                fingerprint TEXT NOT NULL REFERENCES finding_states (fingerprint) ON DELETE CASCADE,
                target TEXT NOT NULL,
                PRIMARY KEY (fingerprint, target)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE finding_comments (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                fingerprint TEXT NOT NULL,
                text TEXT NOT NULL,
                author TEXT,
                created_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX finding_comments_in_order ON finding_comments (fingerprint, created_at, number);
            """)
}
