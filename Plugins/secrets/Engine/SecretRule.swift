public import PluginSDK

/// A rule as the scan uses it: the compiled form of what the files in `Rules/` say.
public struct SecretRule: Sendable, Decodable {
    /// Bytes around the end of a prefilter hit that the confirming pattern may see.
    public struct Window: Sendable, Equatable, Codable {
        /// How far before the prefilter hit the match may begin.
        public var before: Int
        /// How far behind the prefilter hit the match may end.
        public var after: Int

        public init(before: Int, after: Int) {
            self.before = before
            self.after = after
        }
    }

    /// What the confirmed value must also be, beyond what a pattern can say.
    public enum Check: String, Sendable, Decodable, CaseIterable {
        /// A JSON Web Token: its header decodes to an object with "alg" (RFC 7519).
        case jwt
        /// A Discord bot token: its first part is the bot's numeric id in base64.
        case discord
        /// The value of a credential-like name: neither placeholder, label, identifier, reference nor digest.
        case assignment
        /// The password inside a URL: neither placeholder nor reference.
        case password
    }

    public var id: String
    public var title: String
    public var severity: Severity
    public var confidence: Confidence
    public var cwes: [String]
    public var help: String
    public var helpURI: String?
    public var tags: [String]
    public var vendor: String
    /// Vectorscan expression that finds candidates; bounded in width.
    public var prefilter: String
    /// Shortest and longest text the prefilter matches.
    public var width: [Int]
    /// True when letter case does not matter, in prefilter and pattern alike.
    public var caseless: Bool
    public var window: Window
    /// PCRE2 pattern with the group `secret`, and optionally `prefix` (stays visible) and `key`.
    public var pattern: String
    /// Least Shannon entropy of the secret in bits per byte.
    public var entropy: Double
    public var checksum: Checksum?
    public var check: Check?
    /// Of two rules that match the same bytes the one with the higher rank is reported.
    public var rank: Int
    public var paths: PathFilter?
    /// Values that are known to be harmless, in lower case: a secret that contains one is not reported.
    public var allow: [String]

    /// What is listed to the host.
    public var definition: RuleDefinition {
        RuleDefinition(
            id: id, title: title, severity: severity, confidence: confidence, help: help, helpURI: helpURI ?? "",
            cwes: cwes, tags: tags)
    }
}
