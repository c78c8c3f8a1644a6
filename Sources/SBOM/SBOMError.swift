/// Why no document can be made. The message is fit to be shown to a client.
public struct SBOMError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// `format` is none that is known.
        case unknownFormat
        /// `version` is none that the format has here.
        case unknownVersion
        /// `Accept` leaves no format that is known.
        case notAcceptable
        /// libxml2 could not go on, for want of memory.
        case writing
    }

    public let code: Code
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
