/// A place that a rule complains about.
public struct CodeFinding: Sendable {
    /// A step on the way from a source to the place.
    public struct Step: Sendable {
        public let path: String
        public let bytes: Range<Int>
        /// Of its first byte, from 1.
        public let line: Int
        public let note: String
    }

    public let rule: String
    public let message: String
    public let path: String
    public let bytes: Range<Int>
    /// From the source to the place, both included; empty for rules without data flow.
    public var steps: [Step] = []
    /// Text that would replace the place.
    public var fix: String?
    /// What makes it the same finding after its lines moved.
    public var matchKey: String
    public var suppression: Suppression?
}
