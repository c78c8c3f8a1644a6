#if canImport(Glibc)
    import Glibc
#endif

/// A folder for one test, removed with everything in it when nobody holds it any more.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        var template = Array("/tmp/securescan-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template), let resolved = realpath(made, nil) else {
            throw SystemError(errno, "a temporary folder cannot be made")
        }
        defer { free(resolved) }
        path = String(cString: resolved)
    }

    deinit { removeTree(path) }

    /// Writes a file, making the folders above it. Returns its path.
    @discardableResult
    public func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    @discardableResult
    public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path + "/" + name
        try write(rawPath: Array(file.utf8), bytes)
        return file
    }

    /// Writes a file whose absolute path need not be UTF-8.
    public func write(rawPath: [UInt8], _ bytes: [UInt8]) throws {
        for end in rawPath.indices where rawPath[end] == UInt8(ascii: "/") && end > 0 {
            _ = withCString(rawPath[..<end]) { mkdir($0, 0o755) }
        }
        let file = withCString(rawPath[...]) { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
        guard file >= 0 else { throw SystemError(errno, String(decoding: rawPath, as: UTF8.self)) }
        defer { close(file) }
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw SystemError(errno, String(decoding: rawPath, as: UTF8.self)) }
            done += count
        }
    }

    @discardableResult
    public func makeFolder(_ name: String) throws -> String {
        let folder = path + "/" + name
        for end in folder.indices where folder[end] == "/" && end != folder.startIndex {
            mkdir(String(folder[..<end]), 0o755)
        }
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw SystemError(errno, folder) }
        return folder
    }

    public func link(_ name: String, to target: String) throws {
        guard symlink(target, path + "/" + name) == 0 else { throw SystemError(errno, name) }
    }

    /// Sets the modification time, in seconds since 1970, of a file or link.
    public func touch(_ name: String, _ seconds: Int) throws {
        let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
        guard utimensat(AT_FDCWD, path + "/" + name, times, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw SystemError(errno, name)
        }
    }
}

/// What `errno` said, and about what.
public struct SystemError: Error, CustomStringConvertible {
    public let number: Int32
    public let subject: String

    public init(_ number: Int32, _ subject: String) {
        self.number = number
        self.subject = subject
    }

    public var description: String { subject + ": " + String(cString: strerror(number)) }
}

func withCString<R>(_ path: ArraySlice<UInt8>, _ body: (UnsafePointer<CChar>) -> R) -> R {
    let text = path.map { CChar(bitPattern: $0) } + [0]
    return text.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { preconditionFailure("a C string has at least one byte") }
        return body(start)
    }
}

/// Removes a folder and what is in it, links themselves and not what they point to.
private func removeTree(_ path: String) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if folder >= 0 { removeContents(of: folder) }
    rmdir(path)
}

/// Closes the descriptor.
private func removeContents(of folder: Int32) {
    guard let stream = fdopendir(folder) else {
        close(folder)
        return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
        if name == [0x2E] || name == [0x2E, 0x2E] { continue }
        withCString(name[...]) { name in
            guard unlinkat(folder, name, 0) != 0 else { return }
            fchmodat(folder, name, 0o700, 0)
            let below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if below >= 0 { removeContents(of: below) }
            unlinkat(folder, name, AT_REMOVEDIR)
        }
    }
}
