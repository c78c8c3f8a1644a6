/// A checksum against damage by accident, not by intent; a reader does not rely on it. Four lanes of multiply and
/// rotate over 32 bytes at a time, about as fast as memory is read.
struct Checksum64 {
    private static let prime: UInt64 = 0x9E37_79B1_85EB_CA87

    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes: SIMD4<UInt64> = [1, 2, 3, 4]
        var offset = 0
        while bytes.count - offset >= 32 {
            for lane in 0..<4 {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + lane * 8, as: UInt64.self))
                lanes[lane] = mixed(lanes[lane], word)
            }
            offset += 32
        }
        var sum = UInt64(bytes.count)
        for lane in 0..<4 { sum = mixed(sum, lanes[lane]) }
        while offset < bytes.count {
            sum = mixed(sum, UInt64(bytes[offset]))
            offset += 1
        }
        return sum ^ sum >> 29
    }

    private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word) &* prime
        return product << 31 | product >> 33
    }
}
