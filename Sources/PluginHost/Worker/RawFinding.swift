public import Model

/// `scn_region` as a value: what a plugin said, with its numbers checked against the size of the file they are in.
public struct RawRegion: Sendable, Equatable {
    /// 1-based; 0 when the plugin left it to the host.
    public var startLine: UInt32
    public var startColumn: UInt32
    public var endLine: UInt32
    public var endColumn: UInt32
    /// Both 0: lines and columns rule; no line either: the whole file.
    public var byteOffset: UInt64
    public var byteLength: UInt64
    /// Relative to the target; the path of the file in hand where the plugin left it empty.
    public var path: [UInt8]
    public var note: String

    public init(
        startLine: UInt32 = 0, startColumn: UInt32 = 0, endLine: UInt32 = 0, endColumn: UInt32 = 0,
        byteOffset: UInt64 = 0, byteLength: UInt64 = 0, path: [UInt8] = [], note: String = ""
    ) {
        self.startLine = startLine
        self.startColumn = startColumn
        self.endLine = endLine
        self.endColumn = endColumn
        self.byteOffset = byteOffset
        self.byteLength = byteLength
        self.path = path
        self.note = note
    }
}

/// `scn_finding` as a value, before it gets a title, a fingerprint and its secret masked. May hold a secret in clear.
public struct RawFinding: Sendable, Equatable {
    /// One that the plugin listed.
    public var ruleID: String
    /// nil: the rule's own.
    public var severity: Severity?
    /// nil: the rule's own.
    public var confidence: Confidence?
    public var message: String
    /// nil: the target as a whole.
    public var primary: RawRegion?
    public var related: [RawRegion]
    /// Bytes that must never be stored or shown in clear.
    public var secret: RawRegion?
    public var matchKey: [UInt8]
    public var componentRef: String
    /// A JSON object, or empty.
    public var propertiesJSON: String

    public init(
        ruleID: String, severity: Severity? = nil, confidence: Confidence? = nil, message: String = "",
        primary: RawRegion? = nil, related: [RawRegion] = [], secret: RawRegion? = nil, matchKey: [UInt8] = [],
        componentRef: String = "", propertiesJSON: String = ""
    ) {
        self.ruleID = ruleID
        self.severity = severity
        self.confidence = confidence
        self.message = message
        self.primary = primary
        self.related = related
        self.secret = secret
        self.matchKey = matchKey
        self.componentRef = componentRef
        self.propertiesJSON = propertiesJSON
    }
}
