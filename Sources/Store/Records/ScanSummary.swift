internal import Model

/// The sentence that sums up an ended scan.
enum ScanSummary {
    static func sentence(_ scan: Scan) -> String {
        let found = findings(scan.severityCounts)
        switch scan.status {
        case .failed: return "The scan failed; it had found \(found)."
        case .cancelled: return "The scan was cancelled; it had found \(found)."
        case .pending, .running, .completed: return "Found \(found)."
        }
    }

    /// For example `3 findings (1 critical, 2 low)`.
    private static func findings(_ counts: SeverityCounts) -> String {
        guard counts.total > 0 else { return "no findings" }
        let parts = Severity.allCases.reversed().filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }
        let noun = counts.total == 1 ? "finding" : "findings"
        return "\(counts.total) \(noun) (\(parts.joined(separator: ", ")))"
    }
}

extension Scan {
    /// The event that ends the story of this scan, from what is stored of it; nil while it has not ended.
    var terminalEvent: ScanEvent? {
        switch status {
        case .pending, .running: nil
        case .completed:
            .scanComplete(
                counts: severityCounts, riskScore: riskScore, scannersRun: scannersRun,
                scannersSkipped: scannersSkipped, seconds: duration ?? 0)
        case .failed: .scanFailed(error: error ?? "The scan failed.")
        case .cancelled: .scanCancelled
        }
    }
}
