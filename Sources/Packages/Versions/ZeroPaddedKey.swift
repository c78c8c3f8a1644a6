/// Writes a list that counts as going on with zeros for ever, where some elements are lower than zero: "1" is "1.0.0",
/// and "1.a" is lower than all of them.
///
/// Zeros are held back until it is known what follows. Then a run of them is written as a number, in such a way that
/// any list which is next above zero comes after one that has ended, and any which is next below zero comes before.
struct ZeroPaddedKey {
    private enum Mark {
        static let below: UInt8 = 0x10
        static let zerosThenBelow: UInt8 = 0x18
        static let end: UInt8 = 0x20
        static let zerosThenAbove: UInt8 = 0x28
        static let above: UInt8 = 0x30
    }

    private var zeros: UInt16 = 0

    mutating func zero() {
        zeros &+= 1
    }

    /// Zeros that were held back are dropped: where an ecosystem says that they mean nothing before what follows.
    mutating func dropZeros() {
        zeros = 0
    }

    /// An element lower than zero follows in the key.
    mutating func below(_ key: inout VersionKey) {
        // The more zeros come first, the higher it is.
        if zeros > 0 { run(Mark.zerosThenBelow, zeros, &key) }
        key.append(Mark.below)
    }

    /// An element higher than zero follows in the key.
    mutating func above(_ key: inout VersionKey) {
        // The more zeros come first, the lower it is.
        if zeros > 0 { run(Mark.zerosThenAbove, ~zeros, &key) }
        key.append(Mark.above)
    }

    mutating func number(_ digits: ByteText, _ key: inout VersionKey) {
        guard !digits.isZero else { return zero() }
        above(&key)
        key.append(number: digits)
    }

    /// A word counts as lower than any number.
    mutating func word(_ word: ByteText, _ key: inout VersionKey) {
        below(&key)
        key.append(word: word)
    }

    mutating func end(_ key: inout VersionKey) {
        zeros = 0
        key.append(Mark.end)
    }

    private mutating func run(_ mark: UInt8, _ number: UInt16, _ key: inout VersionKey) {
        key.append(mark)
        key.append(UInt8(truncatingIfNeeded: number >> 8))
        key.append(UInt8(truncatingIfNeeded: number))
        zeros = 0
    }
}
