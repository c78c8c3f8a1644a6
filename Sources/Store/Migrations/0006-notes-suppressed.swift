extension Migration {
    /// Findings that do not count stand in a table of their own, so that no listing, count or index of the others has
    /// to pass them over.
    static let notesSuppressed = Migration(
        "0006-notes-suppressed",
        sql: """
            ALTER TABLE scans ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
            CREATE TABLE suppressed_findings (
                number INTEGER PRIMARY KEY,
                scan INTEGER NOT NULL REFERENCES scans (number) ON DELETE CASCADE,
                id TEXT NOT NULL,
                scanner TEXT NOT NULL,
                scan_type TEXT NOT NULL,
                severity_order INTEGER NOT NULL CHECK (severity_order BETWEEN 0 AND 4),
                title TEXT NOT NULL,
                description TEXT NOT NULL,
                file_path TEXT NOT NULL,
                line_start INTEGER NOT NULL,
                line_end INTEGER,
                column_start INTEGER,
                column_end INTEGER,
                rule_id TEXT NOT NULL,
                cwe TEXT,
                remediation TEXT,
                confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 2),
                metadata TEXT NOT NULL,
                compliance_tags TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                UNIQUE (scan, fingerprint)
            ) STRICT;
            CREATE INDEX suppressed_findings_canonical ON suppressed_findings
                (scan, severity_order, file_path, line_start, rule_id, title, id);
            """)
}
