/// Bytes whose lexicographic order is the order of the versions they were made from.
///
/// Every order here writes itself as such bytes, so that any two versions can be compared (no pair is left undecided, no
/// three go in a circle), comparing is comparing memory, and a database can store what it compares.
struct VersionKey {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    var count: Int { bytes.count }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func append(_ key: VersionKey) {
        bytes += key.bytes
    }

    /// A number of any length: how many digits it has without leading zeros, then these digits.
    mutating func append(number digits: ByteText) {
        var first = 0
        while first < digits.count, digits[first] == UInt8(ascii: "0") { first += 1 }
        let count = digits.count - first
        if count < 0xFF {
            bytes.append(UInt8(count))
        } else {
            bytes += [0xFF, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        }
        bytes += digits[first...]
    }

    mutating func append(number: UInt8) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3) { digits in
            digits[0] = UInt8(ascii: "0") + number / 100
            digits[1] = UInt8(ascii: "0") + number / 10 % 10
            digits[2] = UInt8(ascii: "0") + number % 10
            append(number: ByteText(digits))
        }
    }

    /// The bytes and a zero, which no version holds, so that the shorter of two words with one beginning comes first.
    mutating func append(word: ByteText) {
        bytes += word
        bytes.append(0)
    }

    /// As `append(word:)`, capital ASCII letters being the same as small ones.
    mutating func append(caselessWord word: ByteText) {
        for byte in word { bytes.append(lowered(byte)) }
        bytes.append(0)
    }

    /// Takes back what was written after the first `count` bytes.
    mutating func truncate(to count: Int) {
        bytes.removeLast(bytes.count - count)
    }
}
