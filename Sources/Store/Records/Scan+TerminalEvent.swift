internal import Model

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
