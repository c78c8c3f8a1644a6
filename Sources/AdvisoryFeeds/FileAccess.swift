internal import Glibc

/// Whole files and folders, by path.
enum FileAccess {
    /// All bytes of a regular file of at most `limit`.
    static func read(_ path: String, limit: Int) throws(FeedError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw failure("\(path) cannot be opened") }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw failure("\(path) cannot be read") }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw FeedError(.file, "\(path) is no regular file") }
        guard facts.st_size <= limit else {
            throw FeedError(.file, "\(path) is larger than \(limit) bytes")
        }
        // One more than expected, to see the end; a file that grows meanwhile is read to the limit only.
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size) + 1)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(file, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("\(path) cannot be read") }
            if count == 0 { break }
            done += count
        }
        bytes.removeLast(bytes.count - min(done, Int(facts.st_size)))
        return bytes
    }

    enum Kind {
        case file(bytes: Int)
        case folder
        case other
    }

    /// What is at a path; links are followed only with `following`.
    static func kind(_ path: String, following: Bool = true) -> Kind? {
        var facts = stat()
        guard (following ? stat(path, &facts) : lstat(path, &facts)) == 0 else { return nil }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return .file(bytes: Int(facts.st_size))
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// The names in a folder, sorted by their bytes.
    static func names(_ folder: String) throws(FeedError) -> [String] {
        guard let stream = opendir(folder) else { throw failure("\(folder) cannot be opened") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Puts a file in the place of another in one step that survives a crash: readers see the old or the new one.
    /// Anyone may read it.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FeedError) {
        let temporary = path + ".\(getpid()).new"
        unlink(temporary)
        do throws(FeedError) {
            try write(bytes, to: temporary)
            guard rename(temporary, path) == 0 else { throw failure("\(path) cannot be replaced") }
        } catch {
            unlink(temporary)
            throw error
        }
        let folder = open(self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(FeedError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure("\(path) cannot be made") }
        defer { close(file) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("\(path) cannot be written") }
            done += count
        }
        guard fchmod(file, 0o644) == 0, fsync(file) == 0 else { throw failure("\(path) cannot be written") }
    }

    static func folder(of path: String) -> String {
        guard let end = path.lastIndex(of: "/") else { return "." }
        return end == path.startIndex ? "/" : String(path[..<end])
    }

    /// Makes those that are missing, for the current user alone.
    static func makeFolders(above path: String) throws(FeedError) {
        for end in path.indices.dropFirst() where path[end] == "/" {
            let folder = String(path[..<end])
            if mkdir(folder, 0o700) == 0 { continue }
            let error = errno
            if case .folder? = kind(folder) { continue }
            errno = error
            throw failure("the folder \(folder) cannot be made")
        }
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// With what `errno` says.
    static func failure(_ sentence: String) -> FeedError {
        FeedError(.file, "\(sentence): \(String(cString: strerror(errno)))")
    }
}
