extension Migration {
    /// What a waiting scan needs for cloning its target and nobody may see; and what two spellings of one target have
    /// in common.
    static let confidentialTargets = Migration(
        "0005-confidential-targets",
        sql: """
            ALTER TABLE scans ADD COLUMN confidential_target TEXT;
            ALTER TABLE scans ADD COLUMN target_key TEXT NOT NULL DEFAULT '';
            UPDATE scans SET target_key = target_path;
            """)
}
