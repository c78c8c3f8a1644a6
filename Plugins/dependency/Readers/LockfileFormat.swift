/// A kind of file that names packages: which files are of that kind, and how one is read.
///
/// Reading is pure: it opens nothing but what `Surroundings` gives, runs nothing, and never fails as a whole; what
/// cannot be read becomes a warning.
public struct LockfileFormat: Sendable {
    /// In lower case with dashes, as in `package-lock`; shown to people and stamped on what was found.
    public let id: String
    /// Patterns as in .gitignore.
    public let patterns: [String]
    public let read: @Sendable (_ bytes: UnsafeRawBufferPointer, _ surroundings: Surroundings) -> Inventory

    public init(
        id: String, patterns: [String],
        read: @escaping @Sendable (_ bytes: UnsafeRawBufferPointer, _ surroundings: Surroundings) -> Inventory
    ) {
        self.id = id
        self.patterns = patterns
        self.read = read
    }
}

/// What a reader may know of the target besides the bytes of its file.
public struct Surroundings {
    /// Of the file that is read, relative to the target, parts separated by "/".
    public let path: String
    /// The bytes of another file of the target by its path relative to the target; nil when there is none or it is too
    /// large. Valid during the call only.
    public let open: (_ path: String) -> [UInt8]?

    public init(path: String, open: @escaping (_ path: String) -> [UInt8]? = { _ in nil }) {
        self.path = path
        self.open = open
    }
}
