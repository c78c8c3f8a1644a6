#if canImport(Glibc)
    import Glibc
#endif

/// The names in one folder, in the byte order of whole paths: a folder sorts as if its name ended in `/`.
///
/// Names lie in one block, since a folder may hold millions.
struct DirectoryListing {
    struct Entry {
        let offset: UInt32
        let count: UInt16
        let isFolder: Bool
    }

    private var bytes: [UInt8] = []
    private(set) var entries: [Entry] = []
    /// There were more names than were asked for.
    private(set) var isCut = false

    func name(_ entry: Entry) -> ArraySlice<UInt8> {
        bytes[Int(entry.offset)..<Int(entry.offset) + Int(entry.count)]
    }

    /// Reads at most `limit` names; nil and `errno` when the folder cannot be read.
    init?(of folder: Descriptor, limit: Int) {
        // Opened anew: a duplicate would share its reading position with every other walk of this folder.
        let own = uninterrupted { openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        guard own >= 0 else { return nil }
        guard let stream = fdopendir(own) else {
            close(own)
            return nil
        }
        defer { closedir(stream) }
        errno = 0
        while let entry = readdir(stream) {
            guard let name = DirectoryListing.name(of: entry) else { continue }
            if entries.count >= limit {
                isCut = true
                break
            }
            append(name, isFolder: DirectoryListing.isFolder(entry, in: folder))
            errno = 0
        }
        guard errno == 0 || isCut else { return nil }
        sort()
    }

    /// The listing of exactly one name, empty when there is no such entry.
    init(of folder: Descriptor, only name: [UInt8]) {
        var status = stat()
        let found = PathParts.withCString(name) { fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) == 0 }
        if found { name.withUnsafeBufferPointer { append($0, isFolder: status.st_mode & S_IFMT == S_IFDIR) } }
    }

    private mutating func append(_ name: UnsafeBufferPointer<UInt8>, isFolder: Bool) {
        entries.append(Entry(offset: UInt32(bytes.count), count: UInt16(name.count), isFolder: isFolder))
        bytes.append(contentsOf: name)
    }

    private static let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19

    /// Nil for `.` and `..`.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> UnsafeBufferPointer<UInt8>? {
        let start = UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: UInt8.self)
        let name = UnsafeBufferPointer(
            start: start, count: strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)))
        let isDots = name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
        return isDots ? nil : name
    }

    /// Some file systems leave the type out, and then it has to be asked for.
    private static func isFolder(_ entry: UnsafeMutablePointer<dirent>, in folder: Descriptor) -> Bool {
        if Int(entry.pointee.d_type) != Int(DT_UNKNOWN) { return Int(entry.pointee.d_type) == Int(DT_DIR) }
        var status = stat()
        let name = UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: CChar.self)
        return fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private mutating func sort() {
        bytes.withUnsafeBytes { bytes in
            entries.sort { a, b in
                let shared = min(Int(a.count), Int(b.count))
                guard let start = bytes.baseAddress else { return false }
                let order = memcmp(start + Int(a.offset), start + Int(b.offset), shared)
                if order != 0 { return order < 0 }
                return DirectoryListing.byte(of: a, at: shared, bytes) < DirectoryListing.byte(of: b, at: shared, bytes)
            }
        }
    }

    private static func byte(of entry: Entry, at index: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
        if index < Int(entry.count) { return Int(bytes[Int(entry.offset) + index]) }
        return entry.isFolder ? Int(PathParts.slash) : -1
    }
}
