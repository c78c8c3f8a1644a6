internal import ScannerAPI

/// Why a call did not end well. Whatever a scanner throws reaches the host as a status with a reason; this type says
/// which status.
public struct PluginError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// The scan was cancelled; the scanner stopped early.
        case cancelled
        /// The configuration cannot be used.
        case configuration
        /// This file cannot be scanned; the scan goes on.
        case input
        case notFound
        /// A limit of the host was reached: stop reporting.
        case limit
        /// The host lacks what was asked of it.
        case unsupported
        /// The contract of the ABI was broken.
        case misuse
        case `internal`
    }

    public var kind: Kind
    /// For the person who reads it: what was wrong, where, what is allowed.
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { message }

    /// The scan was cancelled.
    public static let cancelled = PluginError(.cancelled, "the scan was cancelled")
}

extension PluginError.Kind {
    var status: scn_status {
        switch self {
        case .cancelled: scn_status(SCN_E_CANCELLED)
        case .configuration: scn_status(SCN_E_CONFIG)
        case .input: scn_status(SCN_E_INPUT)
        case .notFound: scn_status(SCN_E_NOT_FOUND)
        case .limit: scn_status(SCN_E_LIMIT)
        case .unsupported: scn_status(SCN_E_UNSUPPORTED)
        case .misuse: scn_status(SCN_E_MISUSE)
        case .internal: scn_status(SCN_E_INTERNAL)
        }
    }

    package init(status: Int32) {
        switch Int(status) {
        case Int(SCN_E_CANCELLED): self = .cancelled
        case Int(SCN_E_CONFIG): self = .configuration
        case Int(SCN_E_INPUT): self = .input
        case Int(SCN_E_NOT_FOUND): self = .notFound
        case Int(SCN_E_LIMIT): self = .limit
        case Int(SCN_E_UNSUPPORTED): self = .unsupported
        case Int(SCN_E_MISUSE): self = .misuse
        default: self = .internal
        }
    }
}

extension PluginError {
    /// Throws for every status but success, saying what the host was asked to do.
    static func check(_ status: scn_status, _ asked: @autoclosure () -> String) throws(PluginError) {
        guard status != scn_status(SCN_OK) else { return }
        throw PluginError(Kind(status: status), "\(asked()): the host answered with status \(status)")
    }
}
