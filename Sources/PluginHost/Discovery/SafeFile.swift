internal import Glibc

/// Files and folders that nobody but root and the current user can have put in place.
enum SafeFile {
    /// A directory as configured; a link to one is followed, and it is the directory itself that is checked.
    static func openDirectory(_ path: String) throws(PluginRejection) -> OwnedDescriptor {
        let number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw PluginRejection("the plugin directory \(path): \(SystemError.last)") }
        let descriptor = OwnedDescriptor(number)
        try check(descriptor, what: "the plugin directory \(path)", kind: S_IFDIR)
        return descriptor
    }

    static func openFolder(_ name: String, in directory: OwnedDescriptor) throws(PluginRejection) -> OwnedDescriptor {
        let descriptor = try openat(name, in: directory, flags: O_DIRECTORY, what: "the folder \(name)")
        try check(descriptor, what: "the folder \(name)", kind: S_IFDIR)
        return descriptor
    }

    static func open(_ name: String, in folder: OwnedDescriptor) throws(PluginRejection) -> OwnedDescriptor {
        // O_NONBLOCK: a FIFO in the place of a file must not hold the host up.
        let descriptor = try openat(name, in: folder, flags: O_NONBLOCK, what: name)
        try check(descriptor, what: name, kind: S_IFREG)
        return descriptor
    }

    /// Nil when there is no such file.
    static func openIfPresent(
        _ name: String, in folder: OwnedDescriptor
    ) throws(PluginRejection) -> OwnedDescriptor? {
        guard faccessat(folder.number, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return try open(name, in: folder)
    }

    /// At most `limit` bytes; nil when there are more.
    static func contents(_ descriptor: OwnedDescriptor, limit: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var length = 0
        while length < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor.number, $0.baseAddress.map { $0 + length }, $0.count - length)
            }
            if count < 0 { return nil }
            if count == 0 { return Array(bytes[..<length]) }
            length += count
        }
        return nil
    }

    private static func openat(
        _ name: String, in folder: OwnedDescriptor, flags: Int32, what: String
    ) throws(PluginRejection) -> OwnedDescriptor {
        let number = Glibc.openat(folder.number, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags)
        if number >= 0 { return OwnedDescriptor(number) }
        switch errno {
        case ENOENT: throw PluginRejection("\(what) does not exist")
        case ELOOP: throw PluginRejection("\(what) is a symbolic link; plugins are loaded from real files only")
        default: throw PluginRejection("\(what) cannot be opened: \(SystemError.last)")
        }
    }

    private static func check(_ descriptor: OwnedDescriptor, what: String, kind: mode_t) throws(PluginRejection) {
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else {
            throw PluginRejection("\(what) cannot be examined: \(SystemError.last)")
        }
        guard status.st_mode & S_IFMT == kind else { throw PluginRejection("\(what) is not a regular file") }
        guard status.st_uid == 0 || status.st_uid == geteuid() else {
            throw PluginRejection("\(what) belongs to user \(status.st_uid), who is neither root nor the current user")
        }
        guard status.st_mode & S_IWOTH == 0 else {
            throw PluginRejection("\(what) can be written to by everyone; take that away with chmod o-w")
        }
    }
}
