/// One thing a scanner found.
public struct Finding: Sendable {
    /// Id of a rule the scanner listed.
    public var rule: String
    /// One or two sentences. Must never contain the bytes of `secret`.
    public var message: String
    public var region: Region
    /// Nil: the rule's own.
    public var severity: Severity?
    /// Nil: the rule's own.
    public var confidence: Confidence?
    /// The bytes the host must never store or show in clear.
    public var secret: Range<Int>?
    /// What makes it the same finding after its lines moved; the host hashes it together with rule and path. Must
    /// never contain the bytes of `secret`.
    public var matchKey: [UInt8] = []
    /// Steps that lead to the place or copies of it, in order.
    public var related: [Region] = []
    /// Reference of an emitted component, for a vulnerable dependency.
    public var component = ""
    /// Further facts as a JSON object: entropy, CVSS, fixed version. Empty: none.
    public var properties: [String: JSON] = [:]

    public init(rule: String, message: String, at region: Region) {
        self.rule = rule
        self.message = message
        self.region = region
    }

    public init(rule: String, message: String, at bytes: Range<Int>) {
        self.init(rule: rule, message: message, at: .bytes(bytes))
    }
}
