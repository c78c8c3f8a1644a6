internal import CLinux
internal import Model

#if canImport(Glibc)
    import Glibc
#endif

/// A folder that is held open. What lies in it is reached relative to the descriptor, and no link is followed on the
/// way, so that nothing outside can be reached even while somebody changes the tree.
struct RootFolder: Sendable {
    let descriptor: Descriptor

    init(descriptor: Descriptor) { self.descriptor = descriptor }

    /// `path` is resolved by the caller; only its last part must not be a link.
    init(path: String) throws(TargetError) {
        let number = uninterrupted { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        guard number >= 0 else { throw .system(errno, "the folder \(path) cannot be opened") }
        descriptor = Descriptor(number)
    }

    /// A place in the tree and no right to read it; glibc hides the name.
    static let pathOnly = Int32(SECURESCAN_O_PATH)
    static let folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    /// Never waits for the writer of a FIFO and never takes over a terminal.
    static let fileFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC

    /// Opens what is at `path`, which holds no `..` part; nil and `errno` when that fails.
    func open(_ path: some Collection<UInt8>, flags: Int32) -> Descriptor? {
        let path = path.isEmpty ? [UInt8(ascii: ".")] : Array(path)
        let number = PathParts.withCString(path) { text in
            uninterrupted { securescan_open_beneath(descriptor.number, text, flags) }
        }
        if number >= 0 { return Descriptor(number) }
        switch errno {
        case ENOSYS, EPERM, E2BIG, EAGAIN, ENAMETOOLONG: return openByParts(path, flags: flags)
        default: return nil
        }
    }

    /// For kernels and sandboxes without openat2(2), and for paths beyond PATH_MAX.
    func openByParts(_ path: [UInt8], flags: Int32) -> Descriptor? {
        let parts = path.split(separator: PathParts.slash)
        var folder = descriptor
        for (index, part) in parts.enumerated() {
            let last = index == parts.count - 1
            let number = PathParts.withCString(part) { name in
                uninterrupted {
                    openat(folder.number, name, last ? flags : RootFolder.pathOnly | RootFolder.folderFlags)
                }
            }
            guard number >= 0 else { return nil }
            folder = Descriptor(number)
        }
        return folder
    }

    /// Reads the beginning of a file, at most as much as was listed. Fails when it is no longer of the listed kind.
    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws(TargetError) -> Int {
        guard let parts = PathParts.split(entry.path), let name = parts.last else { throw .changed(entry.path) }
        let space = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(Int(clamping: max(0, entry.size))))
        guard entry.mode & S_IFMT != S_IFLNK else {
            return try readLink(in: PathParts.join(parts.dropLast()), name: name, entry.path, into: space)
        }
        guard let file = open(entry.path, flags: RootFolder.fileFlags) else {
            if errno == ELOOP { throw .changed(entry.path) }
            throw .system(errno, PathText.display(entry.path) + " cannot be read")
        }
        var status = stat()
        guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .changed(entry.path) }
        return try file.read(into: space, path: entry.path)
    }

    private func readLink(
        in folder: [UInt8], name: [UInt8], _ path: [UInt8], into space: UnsafeMutableRawBufferPointer
    ) throws(TargetError) -> Int {
        guard let folder = open(folder, flags: RootFolder.pathOnly | RootFolder.folderFlags) else {
            throw .changed(path)
        }
        guard let start = space.baseAddress, !space.isEmpty else { return 0 }
        let count = PathParts.withCString(name) { readlinkat(folder.number, $0, start, space.count) }
        guard count >= 0 else { throw .changed(path) }
        return count
    }
}

extension Descriptor {
    /// Reads until the space is full or the file ends.
    func read(into space: UnsafeMutableRawBufferPointer, path: [UInt8]) throws(TargetError) -> Int {
        var count = 0
        while count < space.count {
            let part = UnsafeMutableRawBufferPointer(rebasing: space[count...])
            let got = uninterrupted { Glibc.read(number, part.baseAddress, part.count) }
            guard got >= 0 else { throw .system(errno, PathText.display(path) + " cannot be read") }
            if got == 0 { break }
            count += got
        }
        return count
    }
}

extension TargetError {
    static func changed(_ path: [UInt8]) -> TargetError {
        TargetError(.unreadable, PathText.display(path) + " went away or changed its kind while the scan ran")
    }
}
