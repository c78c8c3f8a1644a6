/// The one sentence that sums an ended scan up for people.
public enum ScanSentence {
    /// For example `Found 3 findings (1 critical, 2 high). Incomplete: code did not finish.`
    public static func of(_ scan: Scan) -> String {
        let found = findings(scan.severityCounts)
        switch scan.status {
        case .failed: return "The scan failed; it had found \(found)."
        case .cancelled: return "The scan was cancelled; it had found \(found)."
        case .pending, .running, .completed: break
        }
        var text = "Found \(found)."
        let failed = scan.scannersFailed.map(\.name).joined(separator: ", ")
        let skipped = scan.scannersSkipped.map(\.name).joined(separator: ", ")
        if !failed.isEmpty { text += " Incomplete: \(failed) did not finish." }
        if !skipped.isEmpty { text += " Incomplete: \(skipped) could not be loaded." }
        return text
    }

    private static func findings(_ counts: SeverityCounts) -> String {
        guard counts.total > 0 else { return "no findings" }
        let parts = Severity.allCases.reversed().filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }
        return "\(counts.total) finding\(counts.total == 1 ? "" : "s") (\(parts.joined(separator: ", ")))"
    }
}
