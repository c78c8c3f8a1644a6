public import Logging
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where log events go and how they look: one line each, JSON for machines or text for people.
public struct LogOutput: Sendable {
    public enum Format: String, Sendable, CaseIterable { case json, text }

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

    /// Standard error, as `SECURESCAN_LOG_FORMAT` (`json` or `text`, the default) and `SECURESCAN_LOG_LEVEL` (`trace`,
    /// `debug`, `info`, `notice`, `warning`, `error`, `critical`) say.
    public init(environment: [String: String]) throws(ConfigurationError) {
        let variables = EnvironmentReader(environment)
        let format = variables.text("SECURESCAN_LOG_FORMAT") ?? Format.text.rawValue
        guard let chosenFormat = Format(rawValue: format.lowercased()) else {
            throw ConfigurationError("SECURESCAN_LOG_FORMAT is '\(format)'; it must be json or text")
        }
        let level = (variables.text("SECURESCAN_LOG_LEVEL") ?? "info").lowercased()
        guard let chosenLevel = Logger.Level(rawValue: level == "warn" ? "warning" : level) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationError("SECURESCAN_LOG_LEVEL is '\(level)'; it must be one of \(levels)")
        }
        self.init(format: chosenFormat, level: chosenLevel, sink: LogOutput.writeToStandardError)
    }

    /// A logger that writes here; `label` names the part of the program that speaks.
    public func logger(_ label: String) -> Logger {
        Logger(label: label, factory: { handler(label: $0) })
    }

    /// For `LoggingSystem.bootstrap`, so that libraries write here too.
    public func handler(label: String) -> any LogHandler {
        LineLog(label: label, format: format, logLevel: level, sink: sink)
    }

    private static let standardError = Mutex(())

    /// Lines of several threads stay whole: one writes at a time.
    private static func writeToStandardError(_ line: [UInt8]) {
        standardError.withLock { _ in
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
