internal import CComplianceData

/// A file that is part of the program.
struct EmbeddedFile: Sendable {
    let name: String
    // Constant data of the program: nobody writes it, and it lives as long as the process.
    nonisolated(unsafe) private let bytes: UnsafePointer<UInt8>
    private let length: Int

    private init(_ file: compliance_file) {
        name = String(cString: file.name)
        bytes = file.bytes
        length = file.length
    }

    func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        try body(UnsafeBufferPointer(start: bytes, count: length))
    }

    static let weaknesses = EmbeddedFile(compliance_weaknesses())

    /// In the order in which they are listed.
    static let frameworks = (0..<compliance_framework_count()).map { EmbeddedFile(compliance_framework($0)) }
}
