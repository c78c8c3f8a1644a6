internal import CLibgit2
internal import Digest

#if canImport(Glibc)
    import Glibc
#endif

/// The folder where clones of URLs are kept, bare, one for each URL.
struct CloneCache {
    private let folder: String
    private let limits: TargetLimits

    init(_ spec: TargetSpec) throws(TargetError) {
        guard !spec.cacheDirectory.isEmpty else {
            throw TargetError(.unsupported, "a URL can only be scanned with a folder for clones (`cacheDirectory`)")
        }
        folder = spec.cacheDirectory
        limits = spec.limits
    }

    /// Clones or fetches, while no other process does the same, and says where the clone is.
    ///
    /// The remote side is asked each time, so that nobody reads from the cache what it would not give them.
    func update(_ url: RemoteURL, cancelled: @Sendable () -> Bool) throws(TargetError) -> RepositoryLocation {
        Libgit2.start
        try makeFolders()
        let name = folder + "/" + SHA256.hex(of: url.display)
        let lock = try FileLock(name + ".lock", cancelled: cancelled)
        defer { lock.release() }
        let repository = try emptyOrEarlier(name + ".git")
        defer { git_repository_free(repository) }
        try Transfer.run(url, into: repository, limit: limits.cloneBytes, cancelled: cancelled)
        guard let location = RepositoryLocation.bare(at: name + ".git") else {
            throw TargetError(.damaged, "the clone of \(url.display) is damaged; remove \(name).git")
        }
        return location
    }

    private func makeFolders() throws(TargetError) {
        for end in folder.indices where folder[end] == "/" && end != folder.startIndex {
            mkdir(String(folder[..<end]), 0o700)
        }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .system(errno, "the folder for clones \(folder) cannot be made")
        }
    }

    /// Making it again heals one that was interrupted.
    private func emptyOrEarlier(_ path: String) throws(TargetError) -> OpaquePointer {
        var options = git_repository_init_options()
        git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
        options.flags = GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKDIR.rawValue
        options.mode = 0o700
        var made: OpaquePointer?
        guard git_repository_init_ext(&made, path, &options) == 0, let made else {
            throw TargetError(.system, "the clone \(path) cannot be made: \(Libgit2.message)")
        }
        return made
    }
}

/// A lock among processes, given back by the kernel when the process dies.
struct FileLock {
    private let file: Descriptor

    /// Waits until it is free.
    init(_ path: String, cancelled: () -> Bool) throws(TargetError) {
        let number = uninterrupted { Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600) }
        guard number >= 0 else { throw .system(errno, "the lock \(path) cannot be opened") }
        file = Descriptor(number)
        while flock(number, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw .system(errno, "the lock \(path) cannot be taken")
            }
            if cancelled() { throw .cancelled }
            usleep(50_000)  // flock(2) cannot wait and be cancelled at once
        }
    }

    func release() { flock(file.number, LOCK_UN) }
}

extension SHA256 {
    fileprivate static func hex(of text: String) -> String {
        var text = text
        return text.withUTF8 { hex(UnsafeRawBufferPointer($0)) }
    }
}
