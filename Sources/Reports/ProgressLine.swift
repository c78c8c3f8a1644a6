public import Model

/// How far a scan is, on one line of a terminal.
public enum ProgressLine {
    private static let width = 30

    public static func text(_ progress: ScanProgress, findings: Int) -> String {
        let filled = progress.filesTotal > 0 ? min(width, width * progress.filesDone / progress.filesTotal) : 0
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(bar) \(progress.filesDone)/\(progress.filesTotal) files, \(findings) findings"
    }
}
