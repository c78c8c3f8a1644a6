public import Model
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Shows on standard error how far a scan is, on one line that is drawn over and over.
public final class ProgressBar: Sendable {
    /// Back to the first column, and the rest of the line erased (ECMA-48, EL).
    private static let newLine = "\r\u{1B}[K"

    private let isShown: Bool
    private let isDrawn = Mutex(false)

    /// `isShown`: whether standard error is a terminal; otherwise nothing is ever written.
    public init(isShown: Bool) { self.isShown = isShown }

    @Sendable public func show(_ progress: ScanProgress, findings: Int) {
        guard isShown, progress.filesTotal > 0 else { return }
        isDrawn.withLock { isDrawn in
            isDrawn = true
            ProgressBar.write(ProgressBar.newLine + ProgressLine.text(progress, findings: findings))
        }
    }

    /// Removes the bar, so that other lines can be written.
    public func erase() {
        isDrawn.withLock { isDrawn in
            if isDrawn { ProgressBar.write(ProgressBar.newLine) }
            isDrawn = false
        }
    }

    /// A bar that cannot be written, or only in part, is not worth an error.
    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
