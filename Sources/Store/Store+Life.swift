public import Model

// Called from threads of the engine; each call is one transaction and blocks until it is committed.
extension Store {
    /// Turns a pending scan into a running one. Nil, and nothing changed, when it is unknown or not pending any more.
    public func begin(scanID: String, at time: Timestamp) throws -> Scan? {
        try writeBlocking(.progress) { db in
            guard var ledger = try ScanLedger(db, scanID: scanID), ledger.scan.status == .pending else { return nil }
            ledger.scan.status = .running
            ledger.scan.startedAt = time
            try ledger.save(db)
            return ledger.scan
        }
    }

    /// Adds what a running scan brought: all of the batch or, when this throws, nothing of it. False, and nothing
    /// written, unless the scan is running. Its events reach followers after the commit.
    public func append(_ batch: ScanBatch, to scanID: String) throws -> Bool {
        let events = try writeBlocking(.progress) { db -> [RecordedEvent]? in
            guard var ledger = try ScanLedger(db, scanID: scanID), ledger.scan.status == .running else { return nil }
            let events = try ledger.record(batch, db)
            try ledger.save(db)
            return events
        } published: { events in
            feed.publish(events ?? [], of: scanID)
        }
        return events != nil
    }

    /// Ends a pending or running scan once: last batch, counts, risk score, summary, status and terminal event
    /// together with the notifications and webhook deliveries that announce it; on the disk when this returns. Nil, and
    /// nothing changed, when it is unknown or had ended before.
    public func finish(_ end: ScanEnd) throws -> Scan? {
        guard end.status.isTerminal else {
            throw StoreError(.invalid, "A scan cannot end as \(end.status.rawValue).")
        }
        let result = try writeBlocking(.promised) { db -> (scan: Scan, events: [RecordedEvent], isQueued: Bool)? in
            guard var ledger = try ScanLedger(db, scanID: end.scanID), !ledger.scan.status.isTerminal else {
                return nil
            }
            let events = try ledger.close(end, db)
            try ledger.save(db)
            let isQueued = try ledger.announce(at: .now(), scannerTypes: end.scannerTypes, db)
            return (ledger.scan, events, isQueued)
        } published: { result in
            feed.publish(result?.events ?? [], of: end.scanID)
            if result?.isQueued == true { feed.deliveries.announce() }
        }
        return result?.scan
    }
}
