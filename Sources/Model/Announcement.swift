/// A scanner that did not reach its end, as it is told to people and webhooks.
public struct ScannerFailure: Sendable, Equatable {
    /// Id of the plugin.
    public var scanner: String
    /// What it looks for first; nil when nothing is known of the plugin any more.
    public var scanType: String?
    public var error: String
    /// How long it ran; nil when it is not known.
    public var seconds: Double?

    public init(scanner: String, scanType: String? = nil, error: String, seconds: Double? = nil) {
        self.scanner = scanner
        self.scanType = scanType
        self.error = error
        self.seconds = seconds
    }
}

/// What the end of a scan is announced with: one event for webhooks, and perhaps a notification.
public enum Announcement: Sendable, Equatable {
    case scannerFailed(ScannerFailure, Scan)
    /// The scan is completed or failed.
    case scanEnded(Scan)

    /// Everything to announce about a scan, in the order it happened. Nothing while it has not ended, and nothing when
    /// it was cancelled: whoever did that knows.
    public static func all(of scan: Scan, failures: [ScannerFailure]) -> [Announcement] {
        guard scan.status == .completed || scan.status == .failed else { return [] }
        return failures.map { .scannerFailed($0, scan) } + [.scanEnded(scan)]
    }

    public var event: WebhookEvent {
        switch self {
        case .scannerFailed: .scannerFailed
        case .scanEnded(let scan): scan.status == .failed ? .scanFailed : .scanComplete
        }
    }

    /// What people are told; nil for a scan that found nothing.
    public func notification(id: String, at time: Timestamp) -> ScanNotification? {
        switch self {
        case .scannerFailed(let failure, let scan):
            ScanNotification(
                id: id, event: event, title: "Scanner \(failure.scanner) failed on \(scan.request.targetName)",
                body: failure.error, scanID: scan.id, severity: .medium, createdAt: time)
        case .scanEnded(let scan) where scan.status == .failed:
            ScanNotification(
                id: id, event: event, title: "Scan of \(scan.request.targetName) failed",
                body: scan.error ?? "The scan failed.", scanID: scan.id, severity: .high, createdAt: time)
        case .scanEnded(let scan):
            scan.severityCounts.worst.map { worst in
                let findings = scan.findingsCount == 1 ? "1 finding" : "\(scan.findingsCount) findings"
                return ScanNotification(
                    id: id, event: event, title: "\(findings) in \(scan.request.targetName)",
                    body: scan.summary ?? ScanSentence.of(scan), scanID: scan.id, severity: worst, createdAt: time)
            }
        }
    }
}

extension SeverityCounts {
    /// The worst severity that was found; nil when nothing was.
    public var worst: Severity? { Severity.allCases.last { self[$0] > 0 } }
}

extension ScanRequest {
    /// The target as others may see it: without what stands before an `@` in a URL, which may be a password.
    public var shownTarget: String {
        guard let scheme = targetPath.firstRange(of: "://") else { return targetPath }
        let rest = targetPath[scheme.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return targetPath }
        return String(targetPath[..<scheme.upperBound]) + rest[rest.index(after: at)...]
    }

    /// The last part of the target's path, for a line that people read.
    public var targetName: String {
        let name = shownTarget.split(separator: "/").last.map(String.init) ?? shownTarget
        return String(name.prefix(100))
    }
}
