internal import CLibcrypto

/// HMAC-SHA256 (RFC 2104).
public enum HMAC {
    /// The 32 bytes of the authentication code.
    public static func sha256(key: [UInt8], _ message: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let bytes = message.bindMemory(to: UInt8.self)
            CLibcrypto.HMAC(
                EVP_sha256(), key, Int32(key.count), bytes.baseAddress, bytes.count, buffer.baseAddress, nil)
            count = 32
        }
    }
}

public enum ConstantTime {
    /// Compares without telling by the time it takes where the difference is. Lengths are not secret.
    public static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }
}

/// Bytes from the operating system's generator, by way of libcrypto.
public enum SecureRandom {
    public static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard RAND_bytes(buffer.baseAddress, Int32(count)) == 1 else {
                preconditionFailure("the system's random generator does not answer")
            }
            initialized = count
        }
    }

    /// A random UUID (RFC 9562, version 4) in lower case.
    public static func uuid() -> String {
        var bytes = bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16]
        return groups.map { Hex.encode(bytes[$0]) }.joined(separator: "-")
    }
}
