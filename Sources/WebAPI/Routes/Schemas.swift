internal import Model

/// The objects that the API answers with, as `Model` writes them.
enum ScanSchemas {
    static let scan = Schema.named(
        "Scan",
        .object([
            Property("id", .uuid), Property("target_path", .string), Property("scan_types", .list(of: .string)),
            Property("status", .choice(ScanStatus.allCases.map(\.rawValue))),
            Property("created_at", .timestamp), Property("started_at", .nullable(.timestamp)),
            Property("completed_at", .nullable(.timestamp)), Property("findings_count", .count),
            Property("risk_score", .number, "0 to 100"), Property("summary", .nullable(.string)),
            Property("error", .nullable(.string)), Property("target_url", .nullable(.string)),
            Property("target_host", .nullable(.string)), Property("ref", .nullable(.string)),
            Property("base_ref", .nullable(.string)), Property("history", .boolean),
            Property("no_ignore", .boolean),
            Property("options", .dictionary(of: .anything, keys: nil)),
            Property("scanners_run", .list(of: .string), "Sorted"),
            Property("scanners_skipped", .list(of: skippedScanner), "Sorted by name"),
            Property("scanners_failed", .list(of: failedScanner)),
            Property("notes", .list(of: note), "What scanners have to say about their result as a whole"),
            Property("target", .nullable(target)), Property("progress", progress),
        ]))

    static let summary = Schema.named(
        "ScanSummary",
        .object(
            [Property("total_findings", .count)] + severities + [
                Property("risk_score", .number), Property("scanners_run", .list(of: .string)),
                Property("scanners_skipped", .list(of: skippedScanner)),
                Property("duration_s", .nullable(.number), "Until now while the scan runs; null before it starts"),
            ]))

    static let severities = Severity.allCases.reversed().map { Property($0.rawValue, .count) }

    private static let skippedScanner = Schema.named(
        "SkippedScanner",
        .object([
            Property("name", .string), Property("reason", .string), Property("install_hint", .nullable(.string)),
        ]))

    private static let failedScanner = Schema.named(
        "FailedScanner", .object([Property("name", .string), Property("error", .string)]))

    private static let note = Schema.named(
        "ScanNote", .object([Property("scanner", .string), Property("message", .string)]))

    private static let target = Schema.named(
        "Target",
        .object([
            Property("kind", .choice(["directory", "file", "git"])), Property("commit", .nullable(.string)),
            Property("branch", .nullable(.string)), Property("dirty", .nullable(.boolean)),
            Property("remote", .nullable(.string)), Property("files", .count), Property("bytes", .count),
            Property("skipped", .dictionary(of: .count, keys: nil), "Entries left out, by reason"),
        ]))

    private static let progress = Schema.named(
        "Progress", .object([Property("files_done", .count), Property("files_total", .count)]))
}

enum FindingSchemas {
    static let findingWithState = Schema.named(
        "FindingWithState",
        .object([
            Property("id", .uuid), Property("scan_id", .uuid), Property("scanner", .string),
            Property("scan_type", .string),
            Property("severity", .choice(Severity.allCases.reversed().map(\.rawValue))),
            Property("title", .string), Property("description", .string),
            Property("file_path", .string, "Relative to the target, parts joined by `/`"),
            Property("line_start", .nullable(.count)), Property("line_end", .nullable(.count)),
            Property("column_start", .nullable(.count)), Property("column_end", .nullable(.count)),
            Property("rule_id", .string), Property("cwe", .nullable(.string), "For example `CWE-89`"),
            Property("remediation", .nullable(.string)),
            Property("confidence", .choice(Confidence.allCases.reversed().map(\.rawValue))),
            Property("metadata", .dictionary(of: .anything, keys: nil)),
            Property("compliance_tags", .list(of: .string), "Sorted"),
            Property("fingerprint", .text(64...64), "Stays the same from scan to scan"),
            Property("state", .nullable(listedState)),
        ]))

    static let state = Schema.named("FindingState", .object(stateMembers))

    static let comment = Schema.named(
        "FindingComment",
        .object([
            Property("id", .uuid), Property("fingerprint", .string), Property("text", .string),
            Property("author", .nullable(.string)), Property("created_at", .timestamp),
        ]))

    static let comparison = Schema.named(
        "ScanComparison",
        .object([
            Property("scan_a", .uuid), Property("scan_b", .uuid),
            Property("new", .list(of: findingWithState), "In B and not in A"),
            Property("fixed", .list(of: findingWithState), "In A and not in B"),
            Property("unchanged", .list(of: findingWithState), "In both, as B has them"),
            Property(
                "summary",
                .object([
                    Property("new_count", .count), Property("fixed_count", .count),
                    Property("unchanged_count", .count), Property("risk_delta", .number, "Risk of B less that of A"),
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
        Property("fingerprint", .string),
        Property("status", .choice(FindingState.Status.allCases.map(\.rawValue))),
        Property("note", .nullable(.string)), Property("updated_at", .timestamp),
        Property("updated_by", .nullable(.string)),
    ]
}

enum EventSchemas {
    static let event = Schema.named(
        "Event",
        .object([
            Property("id", .string, "Its number in the scan's story, from 1"),
            Property("event", .choice(ScanEvent.names)),
            Property("data", .anything, "A JSON object on one line; `scan_id` is always in it"),
        ]))
}

enum DashboardSchemas {
    static let statistics = Schema.named(
        "DashboardStats",
        .object([
            Property("total_scans", .count), Property("total_findings", .count, "Of all scans"),
            Property("average_risk_score", .number, "Of completed scans"), Property("completed_scans", .count),
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
                            Property("date", .string, "The day in UTC, for example `2026-01-31`"),
                            Property("risk_score", .number), Property("total_findings", .count),
                        ] + ScanSchemas.severities)))
        ]))

    static let folder = Schema.named(
        "FolderListing",
        .object([
            Property("current", .string), Property("parent", .nullable(.string)),
            Property(
                "entries",
                .list(
                    of: .object([
                        Property("name", .string), Property("path", .string), Property("is_dir", .boolean),
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
                Property("available", .boolean), Property("install_hint", .nullable(.string)),
                Property("rules_count", .count), Property("rules_by_severity", .object(ScanSchemas.severities)),
                Property("rule_tags", .list(of: .string)),
            ]))

    static let rule = Schema.named(
        "Rule",
        .object([
            Property("id", .string), Property("title", .string),
            Property("severity", .choice(Severity.allCases.reversed().map(\.rawValue))),
            Property("cwe", .nullable(.string)),
            Property("confidence", .choice(Confidence.allCases.reversed().map(\.rawValue))),
            Property("help", .string, "Markdown, written by the plugin's author: not to be trusted"),
            Property("tags", .list(of: .string)),
        ]))

    static let scannerStatus = Schema.named(
        "DashboardStatus",
        .object([
            Property(
                "scanners",
                .list(
                    of: .object([
                        Property("name", .string), Property("scan_type", .nullable(.string)),
                        Property("available", .boolean), Property("message", .string),
                        Property("description", .string), Property("checks", .list(of: .anything)),
                        Property("version", .string), Property("install_hint", .nullable(.string)),
                        Property("installable", .boolean),
                    ]))), Property("checked_at", .timestamp),
        ]))

    private static let entry = [
        Property("id", .string), Property("name", .string), Property("version", .string),
        Property("abi_version", .string), Property("scan_types", .list(of: .string)),
        Property("capabilities", .list(of: .string)),
        Property("sha256", .string, "Of the library file"), Property("isolation", .string),
        Property("state", .choice(["loaded", "disabled", "quarantined"])), Property("reason", .nullable(.string)),
    ]
}
