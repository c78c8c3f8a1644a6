internal import Delivery
internal import Logging
internal import WebAPI

extension Registry {
    /// Files and folders, and the key that belongs to them.
    static let places = Section(
        Places(),
        [
            Field(
                Setting.fileName, optional: \.file, .text("a path"), flag: "--config", default: "none",
                "A YAML file with settings."),
            Field(
                "SECURESCAN_DB_PATH", optional: \.database, .text("a path"), flag: "--database",
                default: "securescan.db in the state folder", "The database."),
            Field(
                "SECURESCAN_ADVISORY_DB", optional: \.advisories, .text("a path"),
                default: "advisories.db in the state folder",
                "Known vulnerabilities, written by db import and db update."),
            Field(
                "SECURESCAN_CACHE_DIR", optional: \.cache, .text("a path"), default: "the cache folder",
                "Clones of remote targets."),
            Field(
                "SECURESCAN_RESULT_CACHE_DIR", optional: \.results, .text("a path"),
                default: "results in the state folder", "What plugins keep from scan to scan."),
            Field(
                "SECURESCAN_COMPLIANCE_DIR", optional: \.compliance, .folder, default: "none",
                "A folder with frameworks of your own, which add to those that are built in or replace them."),
            Field(
                "SECURESCAN_HASH_KEY", optional: \.hashKey, .secret, default: "hash.key in the state folder",
                "The key that tells secrets apart; fingerprints of secrets depend on it."),
        ])

    /// Of webhooks.
    static let deliveries = Section(
        DeliveryConfiguration(allowsPrivate: { false }),
        [
            Field(
                "SECURESCAN_WEBHOOK_TIMEOUT", \.attemptSeconds, .seconds(upTo: 3600),
                "Seconds for one attempt to deliver, from the receiver's name to the last byte of its answer."),
            Field(
                "SECURESCAN_WEBHOOK_CONCURRENCY", \.concurrentWebhooks, .whole(1...256),
                "Webhooks that are sent to at once; the others wait."),
            Field(
                "SECURESCAN_WEBHOOK_GIVE_UP", \.giveUpSeconds, .seconds(upTo: 604_800),
                "Seconds after which a delivery that keeps failing is given up."),
        ])

    static let log = Section(
        LogSettings(),
        [
            Field("SECURESCAN_LOG_FORMAT", \.format, .word(), "For people or for machines."),
            Field(
                "SECURESCAN_LOG_LEVEL", \.level, .word(aliases: ["warn": "warning"]), "The least that is written."),
        ])
}

struct Places: Sendable {
    var file: String?
    var database: String?
    var advisories: String?
    var cache: String?
    var results: String?
    var compliance: String?
    var hashKey: [UInt8]?
}

struct LogSettings: Sendable {
    var format = LogOutput.Format.text
    var level = Logger.Level.info
}
