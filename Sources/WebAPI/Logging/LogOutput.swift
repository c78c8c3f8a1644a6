public import Logging
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where log events go and how they look: one line each, JSON for machines or text for people.
public struct LogOutput: Sendable {
    public enum Format: String, Sendable, CaseIterable { case text, json }

    public var format: Format
    /// Events below it are dropped.
    public var level: Logger.Level
    private let sink: @Sendable ([UInt8]) -> Void

    /// `sink` takes one whole line with its line feed, and may be called from any thread.
    public init(format: Format = .text, level: Logger.Level = .info, sink: @escaping @Sendable ([UInt8]) -> Void) {
        self.format = format
        self.level = level
        self.sink = sink
    }

    /// Writes to standard error. `SECURESCAN_LOG_FORMAT`, `SECURESCAN_LOG_LEVEL`
    public static func standardError(format: Format, level: Logger.Level) -> LogOutput {
        LogOutput(format: format, level: level, sink: writeToStandardError)
    }

    /// A logger that writes here; `label` names the part of the program that speaks, and events
    /// of it below `lowest` are dropped in any case.
    public func logger(_ label: String, atLeast lowest: Logger.Level = .trace) -> Logger {
        var logger = Logger(label: label, factory: { handler(label: $0) })
        logger.logLevel = max(level, lowest)
        return logger
    }

    /// For `LoggingSystem.bootstrap`, so that libraries write here too.
    public func handler(label: String) -> any LogHandler {
        LineLog(label: label, format: format, logLevel: level, sink: sink)
    }

    private static let turn = Mutex(())

    /// Lines of several threads stay whole: one writes at a time.
    private static func writeToStandardError(_ line: [UInt8]) {
        turn.withLock { _ in
            line.withUnsafeBytes { bytes in
                var written = 0
                while written < bytes.count {
                    let count = write(STDERR_FILENO, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                    if count < 0 && errno == EINTR { continue }
                    guard count > 0 else { return }
                    written += count
                }
            }
        }
    }
}
