internal import Digest
internal import Glibc

/// An open file whose bytes have a known digest, and what tells whether they were changed since.
struct VerifiedFile: Sendable {
    /// Changes whenever someone writes to the file (st_ctim cannot be set back).
    private struct Stamp: Sendable, Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init?(_ descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            size = Int(status.st_size)
            seconds = status.st_ctim.tv_sec
            nanoseconds = status.st_ctim.tv_nsec
        }
    }

    let name: String
    let descriptor: OwnedDescriptor
    let sha256: String
    private let stamp: Stamp

    /// Hashes a file of an already opened folder. Links are refused, and so is what others may write to.
    init(_ name: String, in folder: OwnedDescriptor, sizeLimit: Int) throws(PluginRejection) {
        self.name = name
        descriptor = try SafeFile.open(name, in: folder)
        guard let before = Stamp(descriptor.number), before.size <= sizeLimit else {
            throw PluginRejection("\(name) is larger than \(sizeLimit) bytes")
        }
        guard let digest = Self.digest(descriptor.number) else {
            throw PluginRejection("\(name) cannot be read: \(SystemError.last)")
        }
        guard let after = Stamp(descriptor.number), after == before else {
            throw PluginRejection("\(name) was changed while it was being read")
        }
        sha256 = digest
        stamp = after
    }

    /// False when somebody has written to the file since it was hashed.
    var isUnchanged: Bool { Stamp(descriptor.number) == stamp }

    private static func digest(_ descriptor: Int32) -> String? {
        var hash = SHA256()
        var offset = 0
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, offset)
            if count < 0 { return nil }
            if count == 0 { return Hex.encode(hash.finish()) }
            buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            offset += count
        }
    }
}
