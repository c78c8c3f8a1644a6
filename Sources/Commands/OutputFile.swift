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
