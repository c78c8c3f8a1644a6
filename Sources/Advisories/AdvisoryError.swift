/// Why a database of advisories cannot be read or written.
public struct AdvisoryError: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// The file is no database of advisories.
        case format
        /// It is one of another version of this program.
        case version
        /// It is damaged or cut off.
        case damaged
        /// It would hold more than its format can.
        case tooLarge
    }

    public var code: Code
    /// A sentence without a full stop.
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
