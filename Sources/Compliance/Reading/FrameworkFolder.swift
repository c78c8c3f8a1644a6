internal import Glibc

/// The framework files in an operator's folder, as they are now.
struct FrameworkFolder {
    /// Files of one folder.
    static let mostFiles = 50

    /// A file, or why it is not read.
    struct Entry {
        let name: String
        let contents: Result<[UInt8], FrameworkFault>
    }

    /// What tells that something changed: names, sizes and times. Empty for a folder that cannot be read.
    struct State: Equatable {
        fileprivate var files: [String: [Int64]] = [:]
        fileprivate(set) var fault: FrameworkFault?
    }

    let path: String

    func state() -> State {
        var state = State()
        do throws(FrameworkFault) {
            let folder = try openFolder()
            defer { close(folder) }
            for name in try names(in: folder) {
                var status = stat()
                guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
                state.files[name] = [
                    Int64(status.st_size), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec),
                    Int64(status.st_ctim.tv_sec), Int64(status.st_ctim.tv_nsec),
                    Int64(bitPattern: UInt64(status.st_ino)),
                ]
            }
        } catch {
            state.fault = error
        }
        return state
    }

    /// In the order of their names. Throws when the folder itself cannot be used.
    func entries() throws(FrameworkFault) -> [Entry] {
        let folder = try openFolder()
        defer { close(folder) }
        return try names(in: folder).map { name in
            Entry(name: name, contents: Result { () throws(FrameworkFault) in try read(name, in: folder) })
        }
    }

    /// One file, whatever its name ends in.
    func entry(named name: String) throws(FrameworkFault) -> Entry {
        let folder = try openFolder()
        defer { close(folder) }
        return Entry(name: name, contents: Result { () throws(FrameworkFault) in try read(name, in: folder) })
    }

    private func openFolder() throws(FrameworkFault) -> Int32 {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else {
            throw FrameworkFault(
                file: path, reason: "cannot be opened as a folder: \(String(cString: strerror(errno)))")
        }
        // Who may write into a folder may put other files into it.
        var status = stat()
        guard fstat(folder, &status) == 0, status.st_mode & S_IWOTH == 0 else {
            close(folder)
            throw FrameworkFault(file: path, reason: "may be written to by everybody; run chmod o-w on it")
        }
        return folder
    }

    /// Of files whose names end in `.json` and do not begin with a dot.
    private func names(in folder: Int32) throws(FrameworkFault) -> [String] {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else {
            if copy >= 0 { close(copy) }
            throw FrameworkFault(file: path, reason: "cannot be listed: \(String(cString: strerror(errno)))")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasSuffix(".json"), !name.hasPrefix(".") else { continue }
            names.append(name)
            guard names.count <= FrameworkFolder.mostFiles else {
                throw FrameworkFault(
                    file: path, reason: "has more than \(FrameworkFolder.mostFiles) files that end in .json")
            }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func read(_ name: String, in folder: Int32) throws(FrameworkFault) -> [UInt8] {
        // Without O_NONBLOCK a pipe would be waited for.
        let file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else {
            let why = errno == ELOOP ? "is a symbolic link; only real files are read" : String(cString: strerror(errno))
            throw FrameworkFault(file: name, reason: why)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw FrameworkFault(file: name, reason: "is not a file")
        }
        guard status.st_mode & S_IWOTH == 0 else {
            throw FrameworkFault(file: name, reason: "may be written to by everybody; run chmod o-w on it")
        }
        guard let bytes = FrameworkFolder.contents(of: file, upTo: FrameworkReader.mostBytes + 1) else {
            throw FrameworkFault(file: name, reason: "cannot be read: \(String(cString: strerror(errno)))")
        }
        return bytes
    }

    private static func contents(of file: Int32, upTo limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < limit {
            let count = Glibc.read(file, &buffer, min(buffer.count, limit - bytes.count))
            if count == 0 { break }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
