public import Model

#if canImport(Glibc)
    internal import Glibc
#endif

/// Writes the report of a scan to a file or to standard output.
public enum ReportFile {
    /// For people, or for programs in the shapes of the REST API.
    public enum Format: String, Sendable, CaseIterable { case text, json }

    public struct Fault: Error, CustomStringConvertible {
        /// A part of it may have been written.
        public let isBegun: Bool
        public let description: String
    }

    /// - Parameters:
    ///   - suppressed: findings that do not count.
    ///   - listsSuppressed: they are in the report too, and not only counted.
    ///   - path: of a file that is made or emptied; nil for standard output.
    public static func write(
        _ scan: Scan, _ findings: [Finding], suppressed: [Finding], listsSuppressed: Bool, as format: Format,
        to path: String?
    ) throws(Fault) {
        let descriptor = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) } ?? STDOUT_FILENO
        guard descriptor >= 0, let file = fdopen(descriptor, "w") else {
            throw fault("cannot write \(path ?? "standard output")", isBegun: false)
        }
        switch format {
        case .json:
            JSONReport.render(scan, findings, suppressed: listsSuppressed ? suppressed : nil) {
                fwrite($0, 1, $0.count, file)
            }
        case .text:
            let isSeen = path == nil && isatty(STDOUT_FILENO) == 1
            TextReport(
                scan, findings, suppressed: suppressed, listsSuppressed: listsSuppressed, styled: isSeen,
                columns: isSeen ? columns() : nil
            ).render { fputs($0, file) }
        }
        let isWhole = ferror(file) == 0
        guard fclose(file) == 0, isWhole else { throw fault("the report could not be written whole", isBegun: true) }
    }

    /// Of the terminal that standard output is.
    private static func columns() -> Int {
        var size = winsize()
        return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    private static func fault(_ what: String, isBegun: Bool) -> Fault {
        Fault(isBegun: isBegun, description: "\(what): \(String(cString: strerror(errno)))")
    }
}
