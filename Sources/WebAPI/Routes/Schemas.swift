internal import Model

/// The objects that the API answers with, as `Model` writes them.
enum ScanSchemas {
    static let scan = Schema.named(
        "Scan",
        .object([
            Property("id", .uuid), Property("target_path", .string, example: "/srv/repositories/shop"),
            Property("scan_types", .list(of: .string), example: ["code"]),
            Property("status", .choice(ScanStatus.allCases.map(\.rawValue)), example: "completed"),
            Property("created_at", .timestamp), Property("started_at", .nullable(.timestamp)),
            Property("completed_at", .nullable(.timestamp)), Property("findings_count", .count, example: 6),
            Property("risk_score", .number, "0 to 100", example: 85.5),
            Property("summary", .nullable(.string), example: "6 findings (4 critical, 1 high, 1 medium)."),
            Property("error", .nullable(.string), example: .null),
            Property("target_url", .nullable(.string), example: "https://shop.example.org"),
            Property("target_host", .nullable(.string), example: "shop.example.org"),
            Property("ref", .nullable(.string), example: "main"),
            Property("base_ref", .nullable(.string), example: .null), Property("history", .boolean),
            Property("no_ignore", .boolean),
            Property("options", .dictionary(of: .anything, keys: nil), example: [:]),
            Property("scanners_run", .list(of: .string), "Sorted", example: ["secrets"]),
            Property("scanners_skipped", .list(of: skippedScanner), "Sorted by name"),
            Property("scanners_failed", .list(of: failedScanner)),
            Property("notes", .list(of: note), "What scanners have to say about their result as a whole"),
            Property("target", .nullable(target)), Property("progress", progress),
        ]))

    static let summary = Schema.named(
        "ScanSummary",
        .object(
            [Property("total_findings", .count, example: 6)] + severities + [
                Property("risk_score", .number, example: 85.5),
                Property("scanners_run", .list(of: .string), example: ["secrets"]),
                Property("scanners_skipped", .list(of: skippedScanner)),
                Property(
                    "duration_s", .nullable(.number), "Until now while the scan runs; null before it starts",
                    example: 1.25),
            ]))

    static let severities = Severity.allCases.reversed().map { Property($0.rawValue, .count) }

    private static let skippedScanner = Schema.named(
        "SkippedScanner",
        .object([
            Property("name", .string, example: "org.example.words"),
            Property("reason", .string, example: "The library does not match its sha256"),
            Property("install_hint", .nullable(.string), example: .null),
        ]))

    private static let failedScanner = Schema.named(
        "FailedScanner",
        .object([
            Property("name", .string, example: "org.example.words"),
            Property("error", .string, example: "The worker was ended by SIGKILL"),
        ]))

    private static let note = Schema.named(
        "ScanNote",
        .object([
            Property("scanner", .string, example: "dependency"),
            Property(
                "message", .string,
                example: "412 packages of npm were checked with the advisories imported on 2026-08-22 (3 days old)."),
        ]))

    private static let target = Schema.named(
        "Target",
        .object([
            Property("kind", .choice(["directory", "file", "git"]), example: "git"),
            Property("commit", .nullable(.string), example: "0eb64da6c1f2a7d3b9e8405c6d7f8a9b0c1d2e3f"),
            Property("branch", .nullable(.string), example: "main"), Property("dirty", .nullable(.boolean)),
            Property("remote", .nullable(.string), example: .null), Property("files", .count, example: 120),
            Property("bytes", .count, example: 482_133),
            Property(
                "skipped", .dictionary(of: .count, keys: nil), "Entries left out, by reason", example: ["binary": 3]),
        ]))

    private static let progress = Schema.named(
        "Progress",
        .object([Property("files_done", .count, example: 120), Property("files_total", .count, example: 120)]))
}

enum FindingSchemas {
    static let findingWithState = Schema.named(
        "FindingWithState",
        .object([
            Property("id", .uuid), Property("scan_id", .uuid, example: Sample.scan),
            Property("scanner", .string, example: "secrets"),
            Property("scan_type", .string, example: "secrets"),
            Property("severity", .choice(Severity.allCases.reversed().map(\.rawValue))),
            Property("title", .string, example: "Slack token"),
            Property("description", .string, example: "Slack token in clear text as the value of `SLACK_TOKEN`."),
            Property(
                "file_path", .string, "Relative to the target, parts joined by `/`", example: "deploy/production.env"),
            Property("line_start", .nullable(.count), example: 3), Property("line_end", .nullable(.count), example: 3),
            Property("column_start", .nullable(.count), example: 13),
            Property("column_end", .nullable(.count), example: 68),
            Property("rule_id", .string, example: "secrets.slack.token"),
            Property("cwe", .nullable(.string), example: "CWE-798"),
            Property(
                "remediation", .nullable(.string),
                example: "Revoke the token and keep the new one out of the repository."),
            Property("confidence", .choice(Confidence.allCases.reversed().map(\.rawValue))),
            Property(
                "metadata", .dictionary(of: .anything, keys: nil), example: ["snippet": "SLACK_TOKEN=xoxb-[redacted]"]),
            Property("compliance_tags", .list(of: .string), "Sorted", example: ["OWASP-A07"]),
            Property("fingerprint", .text(64...64), "Stays the same from scan to scan", example: Sample.fingerprint),
            Property("state", .nullable(listedState)),
        ]))

    static let state = Schema.named("FindingState", .object(stateMembers))

    static let comment = Schema.named(
        "FindingComment",
        .object([
            Property("id", .uuid), Property("fingerprint", .string, example: Sample.fingerprint),
            Property("text", .string, example: "Rotated today."),
            Property("author", .nullable(.string), example: "ana"), Property("created_at", .timestamp),
        ]))

    static let comparison = Schema.named(
        "ScanComparison",
        .object([
            Property("scan_a", .uuid, example: Sample.scan), Property("scan_b", .uuid, example: Sample.laterScan),
            Property("new", .list(of: findingWithState), "In B and not in A", example: []),
            Property("fixed", .list(of: findingWithState), "In A and not in B"),
            Property("unchanged", .list(of: findingWithState), "In both, as B has them", example: []),
            Property(
                "summary",
                .object([
                    Property("new_count", .count), Property("fixed_count", .count, example: 1),
                    Property("unchanged_count", .count),
                    Property("risk_delta", .number, "Risk of B less that of A", example: -15.0),
                ])),
        ]))

    private static let listedState = Schema.named(
        "ListedFindingState",
        .object(
            stateMembers + [
                Property(
                    "regressed", .boolean, "It was said to be fixed, and a scan that began later found it again")
            ]))

    private static let stateMembers = [
        Property("fingerprint", .string, example: Sample.fingerprint),
        Property("status", .choice(FindingState.Status.allCases.map(\.rawValue)), example: "false_positive"),
        Property("note", .nullable(.string), example: "A key of the test system."), Property("updated_at", .timestamp),
        Property("updated_by", .nullable(.string), example: "ana"),
    ]
}

enum EventSchemas {
    static let event = Schema.named(
        "Event",
        .object([
            Property("id", .string, "Its number in the scan's story, from 1", example: "2"),
            Property("event", .choice(ScanEvent.names), example: "scanner.start"),
            Property(
                "data", .anything, "A JSON object on one line; `scan_id` is always in it",
                example: ["scan_id": .string(Sample.scanID), "scanner": "secrets"]),
        ]))
}

enum DashboardSchemas {
    static let statistics = Schema.named(
        "DashboardStats",
        .object([
            Property("total_scans", .count, example: 12),
            Property("total_findings", .count, "Of all scans", example: 71),
            Property("average_risk_score", .number, "Of completed scans", example: 41.3),
            Property("completed_scans", .count, example: 11),
            Property("severity_totals", .object(ScanSchemas.severities)),
            Property(
                "open_by_state",
                .object(FindingState.Status.allCases.map { Property($0.rawValue, .count) }),
                "Findings of the latest completed scan of each target, by what was decided"),
        ]))

    static let trends = Schema.named(
        "DashboardTrends",
        .object([
            Property(
                "data",
                .list(
                    of: .object(
                        [
                            Property("date", .string, "The day in UTC", example: "2026-01-31"),
                            Property("risk_score", .number, example: 41.3),
                            Property("total_findings", .count, example: 6),
                        ] + ScanSchemas.severities)))
        ]))

    static let folder = Schema.named(
        "FolderListing",
        .object([
            Property("current", .string, example: "/srv/repositories"),
            Property("parent", .nullable(.string), example: "/srv"),
            Property(
                "entries",
                .list(
                    of: .object([
                        Property("name", .string, example: "shop"),
                        Property("path", .string, example: "/srv/repositories/shop"),
                        Property("is_dir", .boolean, example: true),
                    ]))),
            Property("truncated", .boolean, "There are more entries than are listed"),
        ]))
}

enum PluginSchemas {
    static let plugin = Schema.named("Plugin", .object(entry))

    static let pluginDetails = Schema.named(
        "PluginDetails",
        .object(
            entry + [
                Property("available", .boolean, example: true),
                Property("install_hint", .nullable(.string), example: .null),
                Property("rules_count", .count, example: 71),
                Property("rules_by_severity", .object(ScanSchemas.severities)),
                Property("rule_tags", .list(of: .string), example: ["owasp-a07"]),
            ]))

    static let rule = Schema.named(
        "Rule",
        .object([
            Property("id", .string, example: "secrets.slack.token"), Property("title", .string, example: "Slack token"),
            Property("severity", .choice(Severity.allCases.reversed().map(\.rawValue))),
            Property("cwe", .nullable(.string), example: "CWE-798"),
            Property("confidence", .choice(Confidence.allCases.reversed().map(\.rawValue))),
            Property(
                "help", .string, "Markdown, written by the plugin's author: not to be trusted",
                example: "Revoke the token and keep the new one out of the repository."),
            Property("tags", .list(of: .string), example: ["owasp-a07"]),
        ]))

    static let scannerStatus = Schema.named(
        "DashboardStatus",
        .object([
            Property(
                "scanners",
                .list(
                    of: .object([
                        Property("name", .string, example: "secrets"),
                        Property("scan_type", .nullable(.string), example: "secrets"),
                        Property("available", .boolean, example: true), Property("message", .string, example: "ready"),
                        Property("description", .string, example: "Secrets"),
                        Property("checks", .list(of: .anything), example: []),
                        Property("version", .string, example: "1.0.0"),
                        Property("install_hint", .nullable(.string), example: .null),
                        Property("installable", .boolean),
                    ]))), Property("checked_at", .timestamp),
        ]))

    private static let entry = [
        Property("id", .string, example: "secrets"), Property("name", .string, example: "Secrets"),
        Property("version", .string, example: "1.0.0"),
        Property("abi_version", .string, example: "1.0"),
        Property("scan_types", .list(of: .string), example: ["secrets", "code"]),
        Property("capabilities", .list(of: .string), example: ["findings"]),
        Property("sha256", .string, "Of the library file", example: Sample.fingerprint),
        Property("isolation", .string, example: "worker"),
        Property("state", .choice(["loaded", "disabled", "quarantined"])),
        Property("reason", .nullable(.string), example: .null),
    ]
}
