internal import Glibc

/// A document that the command line names.
enum InputFile {
    /// Reads it from its start to its end, so that it may come through a pipe; more than `limit` bytes are refused.
    static func read(_ name: String, limit: Int) throws -> [UInt8] {
        guard let file = fopen(name, "re") else { throw unreadable(name) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                complain("\(name) is larger than such a document may be (\(limit >> 20) MiB)")
                throw Status.usage
            }
        }
        guard ferror(file) == 0 else { throw unreadable(name) }
        return bytes
    }

    /// Nil when there is no such file.
    static func readIfThere(_ name: String, limit: Int) throws -> [UInt8]? {
        access(name, F_OK) == 0 || errno != ENOENT ? try read(name, limit: limit) : nil
    }

    private static func unreadable(_ name: String) -> any Error {
        complain("\(name) cannot be read: \(String(cString: strerror(errno)))")
        return Status.usage
    }
}
