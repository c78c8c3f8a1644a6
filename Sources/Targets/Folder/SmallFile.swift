#if canImport(Glibc)
    import Glibc
#endif

/// Files that tell something about a target (ignore rules, configuration), read without trusting them.
enum SmallFile {
    static let limit = 16 << 20

    /// Nil when there is no such regular file, or it is larger than the limit. Links are not followed.
    static func read(_ name: String, in folder: Descriptor?) -> [UInt8]? {
        let number = uninterrupted { openat(folder?.number ?? AT_FDCWD, name, RootFolder.fileFlags) }
        guard number >= 0 else { return nil }
        let file = Descriptor(number)
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            return nil
        }
        return try? [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            count = try file.read(into: UnsafeMutableRawBufferPointer(buffer), path: Array(name.utf8))
        }
    }

    static func read(_ path: String) -> [UInt8]? { read(path, in: nil) }

    /// The first line without its end; nil when there is no such file.
    static func line(_ path: String) -> String? {
        read(path).map { bytes in
            String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        }
    }
}
