internal import Glibc

/// Why results cannot be used or kept: a clause in lower case.
struct ResultFault: Error, Equatable {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    /// With what `errno` says.
    static func system(_ what: String) -> ResultFault { ResultFault("\(what): \(SystemError.last)") }
}

/// The folder with the files of results: one for each ``ResultOwner``, and drafts of scans that are going on.
struct ResultFolder: Sendable {
    static let suffix = ".results"
    static let draftSuffix = ".new"
    /// A draft that is younger may not be locked yet.
    private static let draftSeconds = 60

    let descriptor: OwnedDescriptor

    /// Nil when there is none. Throws when others can write to it: they could make a plugin pass over what it finds.
    init?(_ path: String) throws(ResultFault) {
        let number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if number < 0, errno == ENOENT { return nil }
        guard number >= 0 else { throw .system("the folder \(path) cannot be opened") }
        descriptor = OwnedDescriptor(number)
        guard Self.isOurs(number) else {
            throw ResultFault("the folder \(path) belongs to somebody else, or others can write to it")
        }
    }

    /// Makes it, and folders above it, for the current user alone when it is missing.
    static func made(_ path: String) throws(ResultFault) -> ResultFolder {
        for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o700) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system("the folder \(path) cannot be made") }
        guard let folder = try ResultFolder(path) else { throw ResultFault("the folder \(path) was removed") }
        return folder
    }

    /// Nil when nothing was kept.
    func file(of owner: ResultOwner) throws(ResultFault) -> ResultFile? {
        // O_NONBLOCK: a FIFO in the place of a file must not hold the scan up.
        let number = openat(descriptor.number, owner.fileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if number < 0, errno == ENOENT { return nil }
        guard number >= 0 else { throw .system("the file cannot be opened") }
        let file = OwnedDescriptor(number)
        guard let status = Self.status(number), status.st_mode & S_IFMT == S_IFREG, Self.isOurs(number) else {
            throw ResultFault("it is no file, belongs to somebody else, or others can write to it")
        }
        return try ResultFile(file, of: owner)
    }

    /// Removes files until the rest has at most so many bytes, first those that were not used for longest, and drafts
    /// that nobody works on any more.
    func prune(to bytes: Int) {
        var files: [(name: String, used: timespec, size: Int)] = []
        for name in names() {
            guard let status = status(name) else { continue }
            if name.hasSuffix(Self.draftSuffix) { removeDraft(name, status) }
            if name.hasSuffix(Self.suffix) { files.append((name, status.st_mtim, Int(status.st_size))) }
        }
        var total = files.reduce(0) { $0 + $1.size }
        files.sort { ($0.used.tv_sec, $0.used.tv_nsec) < ($1.used.tv_sec, $1.used.tv_nsec) }
        for file in files {
            guard total > bytes else { return }
            unlinkat(descriptor.number, file.name, 0)
            total -= file.size
        }
    }

    /// Whoever works on one holds a lock on it.
    private func removeDraft(_ name: String, _ status: stat) {
        guard status.st_mtim.tv_sec + Self.draftSeconds < time(nil) else { return }
        let number = openat(descriptor.number, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard number >= 0 else { return }
        defer { close(number) }
        if flock(number, LOCK_EX | LOCK_NB) == 0 { unlinkat(descriptor.number, name, 0) }
    }

    private func names() -> [String] {
        // Opened anew: a duplicate would share its place in the list with others.
        let number = openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { return [] }
        guard let stream = fdopendir(number) else {
            close(number)
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }

    private func status(_ name: String) -> stat? {
        var status = stat()
        guard fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFREG ? status : nil
    }

    private static func status(_ number: Int32) -> stat? {
        var status = stat()
        return fstat(number, &status) == 0 ? status : nil
    }

    private static func isOurs(_ number: Int32) -> Bool {
        guard let status = status(number), status.st_uid == geteuid() || status.st_uid == 0 else { return false }
        return status.st_mode & (S_IWGRP | S_IWOTH) == 0
    }
}
