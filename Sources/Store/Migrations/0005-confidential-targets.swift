extension Migration {
    /// What a waiting scan needs for cloning its target and nobody may see.
    static let confidentialTargets = Migration(
        "0005-confidential-targets", sql: "ALTER TABLE scans ADD COLUMN confidential_target TEXT")
}
