public import PluginSDK

/// A secret that was found and confirmed.
public struct Hit: Sendable, Equatable {
    /// Index of the rule in its rule set.
    public let rule: Int
    /// Everything that is shown as the place: the visible prefix and the secret.
    public let region: Range<Int>
    /// The bytes that must never be stored or shown.
    public let secret: Range<Int>
    /// Name the value is given to, where there is one.
    public var key: Range<Int>?
    public let entropy: Double
    public let confidence: Confidence
    /// Whether the checksum inside the token holds; nil where the rule knows none.
    public let checksum: Bool?
}
