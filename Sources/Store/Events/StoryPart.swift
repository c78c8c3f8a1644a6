internal import GRDB
internal import Model

/// A part of a scan's recorded story, as of one moment.
struct StoryPart: Sendable {
    /// At most `EventRecord.pageSize`, in order. Never empty when the scan has ended.
    var events: [RecordedEvent]
    /// Nothing more is recorded now; what follows comes from the feed.
    var isLast: Bool
    /// What the caller has, at most the newest number there is: a number from elsewhere must not hide what comes.
    var start: Int64

    /// Nil when no scan has this id.
    init?(_ db: Database, scanID: String, after sequence: Int64) throws {
        guard let row = try StoredScan.fetch(db, id: scanID) else { return nil }
        let scan = row.scan
        let newest = row.lastSequence
        start = min(max(0, sequence), newest)
        events = try EventRecord.fetch(db, scanID: scanID, after: start, limit: EventRecord.pageSize)
        // An ended scan is read on until nothing is left, since its terminal event may not be among its rows.
        isLast = !scan.status.isTerminal && events.count < EventRecord.pageSize
        guard events.isEmpty, let terminal = scan.terminalEvent else { return }
        // The terminal event is always the last one, so its number is known without its row. It is sent even to a
        // reader that has it, since a stream that ends without one makes browsers connect again and again.
        events = [terminal.recorded(sequence: max(1, newest), scanID: scanID)]
    }
}
