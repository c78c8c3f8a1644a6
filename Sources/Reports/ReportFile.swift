#if canImport(Glibc)
    internal import Glibc
#endif

/// Where a report goes: a file, or standard output. Used by one thread.
public final class ReportFile {
    /// A person is looking at it.
    public let isTerminal: Bool

    private let stream: UnsafeMutablePointer<FILE>

    /// The file at `path`, made or emptied, or standard output. Nil when it cannot be written; `errno` tells why.
    public init?(path: String?) {
        let descriptor = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) } ?? STDOUT_FILENO
        guard descriptor >= 0, let stream = fdopen(descriptor, "w") else { return nil }
        self.stream = stream
        isTerminal = path == nil && isatty(STDOUT_FILENO) == 1
    }

    /// A failure is remembered until the end.
    public func write(_ bytes: [UInt8]) { fwrite(bytes, 1, bytes.count, stream) }

    /// To be called once, at the end. Whether everything was written; if not, `errno` tells why.
    public func close() -> Bool {
        let isWhole = ferror(stream) == 0
        return fclose(stream) == 0 && isWhole
    }
}
