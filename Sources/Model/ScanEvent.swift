/// Something that happened in a scan, in the words of the event stream. The payload on the wire also carries `scan_id`.
public enum ScanEvent: Sendable, Equatable {
    case scanStart(target: String, scanTypes: [String], scannerCount: Int)
    case scannerStart(scanner: String)
    case scannerProgress(scanner: String, filesDone: Int, filesTotal: Int, findingsCount: Int)
    case scannerComplete(scanner: String, seconds: Double, findingsCount: Int)
    case scannerSkipped(SkippedScanner)
    /// `error` is cut to 200 characters when written.
    case scannerFailed(scanner: String, error: String, seconds: Double)
    case scanComplete(
        counts: SeverityCounts, riskScore: Double, scannersRun: [String], scannersSkipped: [SkippedScanner],
        seconds: Double)
    case scanFailed(error: String)
    case scanCancelled

    /// Every name there is.
    public static let names = [
        "scan.start", "scanner.start", "scanner.progress", "scanner.complete", "scanner.skipped", "scanner.failed",
        "scan.complete", "scan.failed", "scan.cancelled",
    ]

    public var name: String {
        switch self {
        case .scanStart: "scan.start"
        case .scannerStart: "scanner.start"
        case .scannerProgress: "scanner.progress"
        case .scannerComplete: "scanner.complete"
        case .scannerSkipped: "scanner.skipped"
        case .scannerFailed: "scanner.failed"
        case .scanComplete: "scan.complete"
        case .scanFailed: "scan.failed"
        case .scanCancelled: "scan.cancelled"
        }
    }

    /// Nothing follows it, and the stream closes.
    public var isTerminal: Bool {
        switch self {
        case .scanComplete, .scanFailed, .scanCancelled: true
        default: false
        }
    }
}

/// An event with its place in the scan's story: what the store keeps and the stream sends.
public struct RecordedEvent: Sendable, Equatable {
    /// 1, 2, 3… within one scan; the `id:` of the stream's frame.
    public var sequence: Int64
    public var name: String
    /// One line of JSON.
    public var payload: String
    public var isTerminal: Bool

    public init(sequence: Int64, name: String, payload: String, isTerminal: Bool) {
        self.sequence = sequence
        self.name = name
        self.payload = payload
        self.isTerminal = isTerminal
    }
}
