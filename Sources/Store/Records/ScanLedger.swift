internal import GRDB
internal import Model

/// A scan's row while a transaction changes it, with the number of its last event.
struct ScanLedger {
    var scan: Scan
    private let number: Int64
    private var lastSequence: Int64

    /// Nil when no scan has this id.
    init?(_ db: Database, scanID: String) throws {
        guard let row = try StoredScan.fetch(db, id: scanID) else { return nil }
        scan = row.scan
        number = row.number
        lastSequence = row.lastSequence
    }

    /// Writes the rows of a batch and takes them into the counts; `save` must follow.
    mutating func record(_ batch: ScanBatch, _ db: Database) throws -> [RecordedEvent] {
        if let terminal = batch.events.first(where: \.isTerminal) {
            throw StoreError(.invalid, "The event \(terminal.name) is made when the scan is finished, not before.")
        }
        for event in batch.events { remember(event) }
        let counted = batch.findings.filter { !$0.isSuppressed }
        let added = try FindingRecord.insert(counted, into: .counted, scan: number, db)
        if counted.count < batch.findings.count {
            _ = try FindingRecord.insert(batch.findings.filter(\.isSuppressed), into: .suppressed, scan: number, db)
        }
        for note in batch.notes { scan.add(note) }
        for severity in Severity.allCases { scan.severityCounts.add(severity, count: added[severity]) }
        scan.riskScore = RiskScore.of(scan.severityCounts)
        try ComponentRecord.insert(batch.components, scan: number, db)
        try ComponentRecord.insert(batch.relations, scan: number, db)
        scan.target = batch.target ?? scan.target
        scan.progress = batch.progress ?? scan.progress
        return try record(batch.events, db)
    }

    /// Writes the last batch and the end; `save` must follow.
    mutating func close(_ end: ScanEnd, _ db: Database) throws -> [RecordedEvent] {
        let events = try record(end.batch, db)
        scan.status = end.status
        scan.request.confidentialTarget = nil
        scan.completedAt = end.at
        scan.error = end.error
        if end.hasScanners {
            scan.scannersRun = end.scannersRun.sorted()
            scan.scannersSkipped = end.scannersSkipped.sorted { $0.name < $1.name }
            scan.scannersFailed = end.scannersFailed.sorted { $0.name < $1.name }
        }
        scan.summary = end.summary ?? ScanSentence.of(scan)
        guard let terminal = scan.terminalEvent else { return events }
        return try events + record([terminal], db)
    }

    /// What scanners did stands in the scan while it runs, and stays there when nobody is left to sum it up.
    private mutating func remember(_ event: ScanEvent) {
        switch event {
        case .scannerComplete(let name, _, _) where !scan.scannersRun.contains(name):
            scan.scannersRun = (scan.scannersRun + [name]).sorted()
        case .scannerSkipped(let skipped) where !scan.scannersSkipped.contains(skipped):
            scan.scannersSkipped = (scan.scannersSkipped + [skipped]).sorted { $0.name < $1.name }
        case .scannerFailed(let name, let error, _) where !scan.scannersFailed.contains(where: { $0.name == name }):
            scan.scannersFailed.append(FailedScanner(name: name, error: error))
            scan.scannersFailed.sort { $0.name < $1.name }
        default: break
        }
    }

    func save(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE scans SET status = ?, started_at = ?, completed_at = ?, critical = ?, high = ?, medium = ?,
                    low = ?, info = ?, risk_score = ?, summary = ?, error = ?, scanners_run = ?, scanners_skipped = ?,
                    scanners_failed = ?, target = ?, files_done = ?, files_total = ?, last_sequence = ?,
                    confidential_target = ?, notes = ?
                WHERE number = ?
                """)
        statement.setUncheckedArguments(arguments)
        try statement.execute()
    }

    /// The payloads of the recorded events of one name, in order.
    func eventPayloads(named name: String, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT payload FROM events WHERE scan = ? AND name = ? ORDER BY sequence",
            arguments: [number, name])
    }

    private mutating func record(_ events: [ScanEvent], _ db: Database) throws -> [RecordedEvent] {
        let recorded = events.enumerated().map { index, event in
            event.recorded(sequence: lastSequence + 1 + Int64(index), scanID: scan.id)
        }
        try EventRecord.insert(recorded, scan: number, db)
        lastSequence += Int64(recorded.count)
        return recorded
    }

    private var arguments: StatementArguments {
        let counts = scan.severityCounts
        return [
            scan.status.rawValue, scan.startedAt?.microseconds, scan.completedAt?.microseconds, counts.critical,
            counts.high, counts.medium, counts.low, counts.info, scan.riskScore,
            scan.summary.map(StoredValue.text), scan.error.map(StoredValue.text),
            StoredValue.json { $0.value(scan.scannersRun) }, StoredValue.json { $0.value(scan.scannersSkipped) },
            StoredValue.json { $0.value(scan.scannersFailed) },
            scan.target.map { target in StoredValue.json { target.write(to: &$0) } }, scan.progress.filesDone,
            scan.progress.filesTotal, lastSequence, scan.request.confidentialTarget,
            StoredValue.json { $0.value(scan.notes) }, number,
        ]
    }
}
