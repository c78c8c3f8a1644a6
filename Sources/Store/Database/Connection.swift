internal import GRDB

/// How long a commit waits for the disk.
///
/// In WAL mode a commit under `NORMAL` only hands its pages to the operating system: the death of the process loses
/// nothing, a power cut may lose the newest commits, and never leaves half of one. `FULL` adds one fsync of the log,
/// which also brings every earlier commit to the disk, so an acknowledged end of a scan has all its batches below it.
enum Durability: String {
    case promised = "PRAGMA synchronous = FULL"
    case progress = "PRAGMA synchronous = NORMAL"
}

extension Database {
    /// Runs `body` in one immediate transaction, which is rolled back when it throws.
    func transaction<T>(_ durability: Durability, _ body: (Database) throws -> T) throws -> T {
        // SQLite refuses this pragma inside a transaction, and it holds for the connection until it is set again.
        try execute(sql: durability.rawValue)
        try beginTransaction(.immediate)
        do {
            let result = try body(self)
            try commit()
            return result
        } catch {
            try rollback()
            throw error
        }
    }
}

extension Store {
    /// Condition on tables whose rows belong to a scan, with the scan's id as its argument.
    static let ofScan = "scan = (SELECT number FROM scans WHERE id = ?)"

    /// Page caches are small, since the operating system caches the file too and an idle server should stay small.
    private static let writerCacheKiB = 8192
    private static let readerCacheKiB = 1024
    /// After how many pages of 4 KiB in the log they are carried over into the file. SQLite's 1000 are less than one
    /// batch of findings touches in the indexes; the longer the log, the more often changed pages are carried once.
    private static let checkpointPages = 8000
    /// What the log is cut to after a checkpoint, so that one large deletion does not hold disk for ever.
    private static let logLimitBytes = 64 << 20

    static func configuration(busySeconds: Double) -> Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busySeconds)
        configuration.maximumReaderCount = 1
        configuration.prepareDatabase { db in
            let cache = db.configuration.readonly ? readerCacheKiB : writerCacheKiB
            try db.execute(sql: "PRAGMA cache_size = -\(cache)")
            if !db.configuration.readonly {
                try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
                try db.execute(sql: "PRAGMA journal_size_limit = \(logLimitBytes)")
            }
            db.add(function: FoldedContains.function)
        }
        return configuration
    }
}
