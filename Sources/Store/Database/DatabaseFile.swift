#if canImport(Glibc)
    internal import Glibc
#endif

/// The files of the database on the disk: who may read them, and whether there is room.
enum DatabaseFile {
    private static let privateFolder: mode_t = 0o700
    private static let privateFile: mode_t = 0o600

    /// Makes the folder and an empty file where they are missing, and takes the rights of others away from files that
    /// are there. Folders that exist keep their rights: they may hold other things. SQLite gives `-wal` and `-shm`
    /// the mode of the file itself.
    ///
    /// An existing file is never opened here: closing a descriptor would drop the POSIX locks that another connection
    /// of this process holds on the file.
    static func prepare(_ path: String) throws(StoreError) {
        guard !path.isEmpty else { throw StoreError(.invalid, "The path of the database is empty.") }
        try makeFolder(folder(of: path))
        var status = stat()
        guard stat(path, &status) == 0 else { return try create(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(.notDatabase, "\(path) is not a file. Name the file that is to hold the database.")
        }
        try restrict(path)
        for companion in ["-wal", "-shm"] where access(path + companion, F_OK) == 0 { try restrict(path + companion) }
    }

    /// False when the file system is read-only or has no block left for this user.
    static func hasRoom(_ path: String) -> Bool {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return false }
        return status.f_bavail > 0 && status.f_flag & UInt(ST_RDONLY) == 0
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func makeFolder(_ folder: String) throws(StoreError) {
        if access(folder, F_OK) == 0 { return }
        let parent = self.folder(of: folder)
        if parent != folder { try makeFolder(parent) }
        guard mkdir(folder, privateFolder) == 0 || errno == EEXIST else {
            throw failure("The folder \(folder) for the database cannot be made")
        }
    }

    private static func create(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, privateFile)
        guard descriptor >= 0 else {
            if errno == EEXIST { return }
            throw failure("The database \(path) cannot be made")
        }
        Glibc.close(descriptor)
    }

    private static func restrict(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
        guard chmod(path, privateFile) == 0 else {
            throw failure("\(path) can be read by others, and its rights cannot be changed")
        }
    }

    private static func failure(_ what: String) -> StoreError {
        let number = errno
        let code: StoreError.Code = number == ENOSPC ? .full : number == EACCES || number == EROFS ? .readOnly : .io
        return StoreError(code, "\(what): \(String(cString: strerror(number))).")
    }
}
