/// Why advisories could not be brought in.
public struct FeedError: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// A record is not what OSV describes.
        case record
        /// A record is about nothing that is matched here.
        case noPackage
        /// An archive is damaged, cut off, or larger than any that is meant well.
        case archive
        /// A file cannot be read or written.
        case file
        /// Another import has the database.
        case busy
        /// A server did not answer as it should.
        case download
        /// The address or the name that was asked for is not allowed.
        case use
        /// The database that is there cannot be read.
        case database
    }

    public var code: Code
    /// A sentence without a full stop.
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
