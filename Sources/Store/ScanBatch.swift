public import Model

/// What a running scan brought since the last batch; written as one transaction.
public struct ScanBatch: Sendable {
    /// Their `scanID` is not read; they belong to the scan the batch is appended to. One whose fingerprint the scan
    /// has already is left out, and not counted.
    public var findings: [Finding]
    /// One whose ref the scan has already is left out.
    public var components: [Component]
    public var relations: [ComponentRelation]
    public var notes: [ScanNote] = []
    /// In the order they happened; none of them terminal, since `Store.finish` makes that one.
    public var events: [ScanEvent]
    /// Nil leaves what is stored.
    public var target: TargetSummary?
    /// Nil leaves what is stored.
    public var progress: ScanProgress?

    public init(
        findings: [Finding] = [], components: [Component] = [], relations: [ComponentRelation] = [],
        events: [ScanEvent] = [], target: TargetSummary? = nil, progress: ScanProgress? = nil
    ) {
        self.findings = findings
        self.components = components
        self.relations = relations
        self.events = events
        self.target = target
        self.progress = progress
    }

    /// Nothing to write.
    public var isEmpty: Bool {
        findings.isEmpty && components.isEmpty && relations.isEmpty && events.isEmpty && notes.isEmpty
            && target == nil && progress == nil
    }
}

/// How a scan ended. The terminal event is made by the store from what it counted.
public struct ScanEnd: Sendable {
    public var scanID: String
    /// Terminal.
    public var status: ScanStatus
    public var at: Timestamp
    /// What was not appended yet.
    public var batch: ScanBatch
    /// Why it failed; told to clients.
    public var error: String?
    /// One sentence for people. Nil lets the store write one from the counts.
    public var summary: String?
    public var scannersRun: [String]
    public var scannersSkipped: [SkippedScanner]
    public var scannersFailed: [FailedScanner]
    /// What each plugin looks for first, by its id; webhooks are told it of scanners that failed.
    public var scannerTypes: [String: String]

    /// Without any, what the scan's events told stays.
    var hasScanners: Bool { !(scannersRun.isEmpty && scannersSkipped.isEmpty && scannersFailed.isEmpty) }

    public init(
        scanID: String, status: ScanStatus, at: Timestamp, batch: ScanBatch = ScanBatch(), error: String? = nil,
        summary: String? = nil, scannersRun: [String] = [], scannersSkipped: [SkippedScanner] = [],
        scannersFailed: [FailedScanner] = [], scannerTypes: [String: String] = [:]
    ) {
        self.scanID = scanID
        self.status = status
        self.at = at
        self.batch = batch
        self.error = error
        self.summary = summary
        self.scannersRun = scannersRun
        self.scannersSkipped = scannersSkipped
        self.scannersFailed = scannersFailed
        self.scannerTypes = scannerTypes
    }
}
