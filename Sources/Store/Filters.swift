public import Model

/// Which scans a listing holds; what is nil does not restrict.
public struct ScanFilter: Sendable, Hashable {
    public var status: ScanStatus?
    /// The very target path that was asked for.
    public var target: String?
    /// Made at this time or before.
    public var until: Timestamp?

    public init(status: ScanStatus? = nil, target: String? = nil, until: Timestamp? = nil) {
        self.status = status
        self.target = target
        self.until = until
    }
}

/// Which findings of a scan a listing holds; all that is not nil must hold.
public struct FindingFilter: Sendable, Hashable {
    public var severity: Severity?
    public var scanType: String?
    /// The very compliance tag, for example `OWASP-A03`.
    public var compliance: String?
    /// Id of a plugin.
    public var scanner: String?
    /// What was decided; `.new` also holds for findings about which nothing was decided.
    public var status: FindingState.Status?
    /// Part of title, description, file path or rule id, in any case; no character in it is special.
    public var query: String?
    /// Whether another scan has the same fingerprint.
    public var comparison: Comparison?
    /// Those that somebody gave a reason to pass over, instead of those that count.
    public var suppressed: Bool

    public enum Comparison: Sendable, Hashable {
        case alsoIn(scanID: String)
        case notIn(scanID: String)
    }

    public init(
        severity: Severity? = nil, scanType: String? = nil, compliance: String? = nil, scanner: String? = nil,
        status: FindingState.Status? = nil, query: String? = nil, comparison: Comparison? = nil,
        suppressed: Bool = false
    ) {
        self.comparison = comparison
        self.suppressed = suppressed
        self.severity = severity
        self.scanType = scanType
        self.compliance = compliance
        self.scanner = scanner
        self.status = status
        self.query = query
    }
}
