internal import GRDB

/// One change of the schema. Its identifier is for ever, and so is what it does: a later change is a later migration.
struct Migration: Sendable {
    /// Number and subject, for example `0001-scans-findings-events`; applied in the order of `all`.
    let identifier: String
    let apply: @Sendable (Database) throws -> Void

    init(_ identifier: String, sql: String) {
        self.identifier = identifier
        apply = { try $0.execute(sql: sql) }
    }

    static let all: [Migration] = [
        .scansFindingsEvents,
        .keys,
        .webhooksNotifications,
        .triage,
        .confidentialTargets,
        .notesSuppressed,
    ]
}
