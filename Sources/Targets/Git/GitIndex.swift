internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#endif

/// The index of a work tree: what git tracks, and what it knew of each file when it last looked.
///
/// `@unchecked Sendable`: nothing is written after `init`, and libgit2 only reads in the calls made here: the entries
/// are sorted once, in `init`. The library keeps the whole index in memory, as git does.
final class GitIndex: @unchecked Sendable {
    /// An index beyond this is not read; then nothing counts as tracked.
    private static let limit = 1 << 30

    private let index: OpaquePointer
    /// When the index was written.
    private let written: timespec

    /// Nil when there is none, or libgit2 cannot read it (a split or sparse index).
    convenience init?(gitFolder: String) { self.init(path: gitFolder + "/index") }

    init?(path: String) {
        Libgit2.start
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= GitIndex.limit else {
            return nil
        }
        written = status.st_mtim
        var index: OpaquePointer?
        guard git_index_open(&index, path) == 0, let index else { return nil }
        self.index = index
        var position = 0
        _ = git_index_find(&position, index, "-")
    }

    deinit { git_index_free(index) }

    static let submoduleMode: UInt32 = 0o160000

    var count: Int { git_index_entrycount(index) }

    /// In byte order of path.
    subscript(position: Int) -> git_index_entry? { git_index_get_byindex(index, position)?.pointee }

    /// The entry at a path, unless it is in conflict.
    func entry(_ path: [UInt8]) -> git_index_entry? {
        PathParts.withCString(path) { git_index_get_bypath(index, $0, 0)?.pointee }
    }

    /// Whether the path is tracked, in conflict or not.
    func contains(_ path: [UInt8]) -> Bool {
        PathParts.withCString(path) { git_index_find(nil, index, $0) == 0 }
    }

    /// Whether something below a folder is tracked; `folder` ends in `/`.
    func containsAny(below folder: [UInt8]) -> Bool {
        PathParts.withCString(folder) { git_index_find_prefix(nil, index, $0) == 0 }
    }

    /// Whether the file is surely what git saw when it wrote the entry, so that nothing need be read.
    ///
    /// A file as young as the index may have changed after git looked at it and still show the same time ("racily
    /// clean": https://git-scm.com/docs/racy-git), so it does not count.
    func isClean(_ entry: git_index_entry, _ status: stat) -> Bool {
        guard Int64(entry.file_size) == Int64(status.st_size), entry.ino == UInt32(truncatingIfNeeded: status.st_ino),
            entry.mode & 0o170000 == status.st_mode & S_IFMT,
            entry.mode & 0o170000 == S_IFLNK || (entry.mode & 0o100 != 0) == (status.st_mode & S_IXUSR != 0),
            GitIndex.same(entry.mtime, status.st_mtim), GitIndex.same(entry.ctime, status.st_ctim)
        else { return false }
        let seconds = Int64(entry.mtime.seconds)
        let writtenSeconds = Int64(written.tv_sec)
        if entry.mtime.nanoseconds == 0 { return seconds < writtenSeconds }
        return (seconds, Int64(entry.mtime.nanoseconds)) < (writtenSeconds, Int64(written.tv_nsec))
    }

    /// Git may be built to leave nanoseconds out.
    private static func same(_ known: git_index_time, _ now: timespec) -> Bool {
        known.seconds == Int32(truncatingIfNeeded: now.tv_sec)
            && (known.nanoseconds == 0 || Int(known.nanoseconds) == now.tv_nsec)
    }
}
