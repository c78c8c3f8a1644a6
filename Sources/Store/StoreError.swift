/// Why the store could not do what it was asked for, in words for the person who runs the server.
public struct StoreError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// The cursor of a listing is not one that this listing gave out.
        case badCursor = "bad_cursor"
        /// What was handed over breaks a rule of the store, for example an id that is taken.
        case invalid
        /// No space left; nothing of the change was kept, and the store works again once there is space.
        case full
        /// The disk or file system failed.
        case io
        /// The file is damaged.
        case corrupt
        /// The file or its folder cannot be written.
        case readOnly = "read_only"
        /// Another process kept the database locked for longer than `Store.busySeconds`.
        case busy
        /// The file is not a database, or not one of this program.
        case notDatabase = "not_database"
        /// A newer version of this program wrote the file.
        case newerVersion = "newer_version"
        /// An older version of this program wrote the file, or none has yet, and it was not to be changed.
        case olderVersion = "older_version"
        /// `Store.close()` was called before.
        case closed
        /// Anything else that SQLite refuses; the message holds its words.
        case failed
    }

    public var code: Code
    /// One or two sentences: what went wrong, with which file, what to do.
    public var message: String
    public var cause: (any Error)?

    public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    public var description: String { message }
}
