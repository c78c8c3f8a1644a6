internal import Glibc

/// Where a document goes: a file that is made or emptied, or standard output.
final class OutputFile: Sendable {
    private let descriptor: Int32
    private let name: String

    init(_ path: String?) throws {
        name = path ?? "standard output"
        descriptor = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) } ?? STDOUT_FILENO
        guard descriptor >= 0 else {
            complain("cannot write \(name): \(String(cString: strerror(errno)))")
            throw Status.usage
        }
    }

    func write(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
    }

    func close() throws {
        guard descriptor == STDOUT_FILENO || Glibc.close(descriptor) == 0 else { throw failure() }
    }

    private func failure() -> any Error {
        complain("\(name) could not be written whole: \(String(cString: strerror(errno)))")
        return Status.incomplete
    }
}

/// A folder of its own for one file, which goes when it is done with.
struct ScratchFolder {
    private let path: String

    init() throws {
        var name = Array(((getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/securescan-XXXXXX").utf8CString)
        guard let made = mkdtemp(&name) else {
            complain("no folder can be made for the document: \(String(cString: strerror(errno)))")
            throw Status.usage
        }
        path = String(cString: made)
    }

    /// A link to a document, under the name by which its form is known.
    func copy(_ file: String) throws -> String {
        guard let source = fopen(file, "r") else {
            complain("\(file) cannot be read: \(String(cString: strerror(errno)))")
            throw Status.usage
        }
        defer { fclose(source) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var count = fread(&buffer, 1, buffer.count, source)
        let first = buffer.prefix(count).first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
        let copy = path + (first == UInt8(ascii: "<") ? "/bom.xml" : "/bom.json")
        let target = try OutputFile(copy)
        while count > 0 {
            try target.write(buffer[..<count])
            count = fread(&buffer, 1, buffer.count, source)
        }
        try target.close()
        return copy
    }

    func remove() {
        for name in ["/bom.xml", "/bom.json"] { unlink(path + name) }
        rmdir(path)
    }
}
