public import Advisories
internal import Glibc

/// The database at a path.
public struct DatabaseFile: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// The database, mapped into memory; nil when there is no file. What an import puts in its place later does not
    /// change it.
    public func open(verifying: Bool = false) throws(FeedError) -> MappedDatabase? {
        switch try mapped(verifying: verifying) {
        case .success(let database)?: return database
        case .failure(let error)?: throw FeedError(.database, "\(path): \(error.message)")
        case nil: return nil
        }
    }

    private func mapped(verifying: Bool) throws(FeedError) -> Result<MappedDatabase, AdvisoryError>? {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw FileAccess.failure("\(path) cannot be opened") }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > 0 else {
            return .failure(AdvisoryError(.format, "this is no database of advisories"))
        }
        guard let start = mmap(nil, Int(facts.st_size), PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw FileAccess.failure("\(path) cannot be mapped")
        }
        return MappedDatabase.make(Mapping(start, Int(facts.st_size)), verifying: verifying)
    }

    /// Everything in it; nothing when there is no file, or one that another version of the program wrote.
    func contents() throws(FeedError) -> DatabaseContents {
        guard let mapped = try mapped(verifying: true) else { return DatabaseContents() }
        do throws(AdvisoryError) { return try mapped.get().database.contents() } catch {
            if error.code == .version { return DatabaseContents() }
            throw FeedError(.database, "\(path): \(error.message); move it away to begin anew")
        }
    }

    func write(_ contents: DatabaseContents) throws(FeedError) {
        let bytes: [UInt8]
        do throws(AdvisoryError) { bytes = try DatabaseWriter.bytes(contents) } catch {
            throw FeedError(.database, error.message)
        }
        try FileAccess.replace(path, with: bytes)
    }

    /// Age and counts, source by source; nil when there is no database.
    public func status() throws(FeedError) -> DatabaseStatus? {
        guard let mapped = try open(verifying: true) else { return nil }
        let size: Int = if case .file(let bytes)? = FileAccess.kind(path) { bytes } else { 0 }
        return DatabaseStatus(
            bytes: size, advisories: mapped.database.count, packages: mapped.database.packageCount,
            feeds: mapped.database.feeds)
    }
}

/// What a database holds.
public struct DatabaseStatus: Sendable, Equatable {
    /// Of the file.
    public var bytes: Int
    public var advisories: Int
    public var packages: Int
    /// By name; each says when it was imported and how much it brought.
    public var feeds: [Feed]
}

/// A database that is mapped into memory for as long as somebody holds it.
public struct MappedDatabase: Sendable {
    public let database: AdvisoryDatabase
    private let mapping: Mapping

    fileprivate static func make(_ mapping: Mapping, verifying: Bool) -> Result<MappedDatabase, AdvisoryError> {
        do throws(AdvisoryError) {
            let database = try AdvisoryDatabase(mapping.bytes, of: mapping, verifying: verifying)
            return .success(MappedDatabase(database: database, mapping: mapping))
        } catch {
            return .failure(error)
        }
    }

    /// For a plugin that reads the bytes itself; they must not be used after the body.
    public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try withExtendedLifetime(mapping) { try body(mapping.bytes) }
    }
}

/// Pages of a file that nobody writes to.
private final class Mapping: Sendable {
    // The address rather than the pointer, which is not Sendable.
    private let start: UInt
    private let count: Int

    /// Takes over what `mmap` gave.
    init(_ start: UnsafeMutableRawPointer, _ count: Int) {
        self.start = UInt(bitPattern: start)
        self.count = count
    }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: start), count: count)
    }

    deinit { munmap(UnsafeMutableRawPointer(bitPattern: start), count) }
}
