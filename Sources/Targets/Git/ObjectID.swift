internal import CLibgit2
internal import Digest

/// The 20 bytes that name an object of git (SHA-1).
struct ObjectID: Sendable, Hashable {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    init(_ id: git_oid) {
        (high, middle, low) = withUnsafeBytes(of: id) { bytes in
            (
                bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
            )
        }
    }

    /// Nil unless these are 40 hexadecimal digits.
    init?(hex: String) {
        var id = git_oid()
        guard hex.utf8.count == 40, git_oid_fromstr(&id, hex) == 0 else { return nil }
        self.init(id)
    }

    /// Of these bytes as a blob, which is what git itself would name them.
    init(blob bytes: UnsafeRawBufferPointer) {
        var id = git_oid()
        git_odb_hash(&id, bytes.baseAddress, bytes.count, GIT_OBJECT_BLOB)
        self.init(id)
    }

    var raw: git_oid {
        var id = git_oid()
        withUnsafeMutableBytes(of: &id) { bytes in
            bytes.storeBytes(of: high, as: UInt64.self)
            bytes.storeBytes(of: middle, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: low, toByteOffset: 16, as: UInt32.self)
        }
        return id
    }

    var hex: String { withUnsafeBytes(of: raw) { Hex.encode($0) } }

    /// The id is a hash already, so a part of it will do.
    func hash(into hasher: inout Hasher) { hasher.combine(high) }
}
