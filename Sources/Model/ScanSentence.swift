/// The one sentence that sums a scan up for people.
public enum ScanSentence {
    /// For example `3 findings: 1 critical, 2 high. Incomplete: code did not finish.`
    public static func of(_ counts: SeverityCounts, failed: [FailedScanner]) -> String {
        var text = counts.total == 0 ? "No findings." : "\(counts.total) finding\(counts.total == 1 ? "" : "s"): "
        if counts.total > 0 {
            let parts = Severity.allCases.reversed().filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }
            text += parts.joined(separator: ", ") + "."
        }
        guard !failed.isEmpty else { return text }
        return text + " Incomplete: \(failed.map(\.name).joined(separator: ", ")) did not finish."
    }
}
