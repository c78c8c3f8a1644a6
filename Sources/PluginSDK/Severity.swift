internal import ScannerAPI

/// How bad a finding is. A finding that gives none takes its rule's.
public enum Severity: String, Sendable, CaseIterable, Decodable {
    case info, low, medium, high, critical

    var raw: scn_severity {
        switch self {
        case .info: scn_severity(SCN_SEV_INFO)
        case .low: scn_severity(SCN_SEV_LOW)
        case .medium: scn_severity(SCN_SEV_MEDIUM)
        case .high: scn_severity(SCN_SEV_HIGH)
        case .critical: scn_severity(SCN_SEV_CRITICAL)
        }
    }

    /// The severity a raw value of the ABI stands for; nil for "none" and for values this version does not know.
    package init?(raw: UInt32) {
        guard let match = Self.allCases.first(where: { $0.raw == raw }) else { return nil }
        self = match
    }
}

/// How sure the scanner is that a finding is real. A finding that gives none takes its rule's.
public enum Confidence: String, Sendable, CaseIterable, Comparable, Decodable {
    case low, medium, high

    var raw: scn_confidence {
        switch self {
        case .low: scn_confidence(SCN_CONF_LOW)
        case .medium: scn_confidence(SCN_CONF_MEDIUM)
        case .high: scn_confidence(SCN_CONF_HIGH)
        }
    }

    package init?(raw: UInt32) {
        guard let match = Self.allCases.first(where: { $0.raw == raw }) else { return nil }
        self = match
    }

    public static func < (left: Confidence, right: Confidence) -> Bool { left.raw < right.raw }
}

/// How loud a log line is.
public enum LogLevel: UInt32, Sendable, Comparable {
    case trace = 0
    case debug = 1
    case info = 2
    case warning = 3
    case error = 4
    /// Belongs to the result: the host keeps it with the scan and shows it with it. A host of ABI 1.0 takes it for an
    /// error.
    case note = 5

    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}
