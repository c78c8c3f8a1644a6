internal import Glibc

/// The text of a file that a person wrote.
struct FileContents: Sendable {
    let text: String
    /// Whether its mode gives anything to group or others.
    let isOpenToOthers: Bool

    /// Far more than all settings need, in bytes.
    static let limit = 1 << 20

    /// Throws unless it is a regular file of UTF-8 within the limit.
    init(path: String) throws(Fault) {
        // Without O_NONBLOCK a pipe would be waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileContents.unreadable(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileContents.unreadable(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Fault("\(path) is not a file with settings") }
        guard let bytes = FileContents.read(descriptor) else { throw FileContents.unreadable(path) }
        guard bytes.count <= FileContents.limit else {
            throw Fault("\(path) is larger than \(FileContents.limit) bytes, which no file with settings is")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault("\(path) is not UTF-8") }
        self.text = text
        isOpenToOthers = status.st_mode & 0o077 != 0
    }

    /// At most one byte more than the limit; nil with `errno` when it cannot be read.
    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit + 1 - bytes.count))
            if count == 0 { break }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
        return bytes
    }

    private static func unreadable(_ path: String) -> Fault {
        Fault("The configuration file \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
}
