/// Reads a pattern byte by byte.
struct GlobParser {
    private let pattern: ArraySlice<UInt8>
    private var index: Int

    init(_ pattern: ArraySlice<UInt8>) {
        self.pattern = pattern
        index = pattern.startIndex
    }

    var isAtEnd: Bool { index == pattern.endIndex }

    /// Whether the byte read last begins a part of the path.
    var isAtPartStart: Bool {
        index - 1 == pattern.startIndex || pattern[index - 2] == PathParts.slash
    }

    mutating func next() -> UInt8? {
        guard !isAtEnd else { return nil }
        defer { index += 1 }
        return pattern[index]
    }

    mutating func skipOne(_ byte: UInt8) -> Bool {
        guard !isAtEnd, pattern[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func skip(_ byte: UInt8) -> Int {
        var count = 0
        while skipOne(byte) { count += 1 }
        return count
    }

    /// What follows `[`; nil when the bracket is never closed.
    mutating func set() -> ByteSet? {
        var set = ByteSet()
        let isNegated = skipOne(UInt8(ascii: "!")) || skipOne(UInt8(ascii: "^"))
        var isFirst = true
        while let byte = next() {
            if byte == UInt8(ascii: "]"), !isFirst { return isNegated ? set.inverted : set }
            isFirst = false
            if byte == UInt8(ascii: "["), !isAtEnd, pattern[index] == UInt8(ascii: ":"), let name = className() {
                guard set.insert(className: name) else { return nil }
                continue
            }
            guard let low = byte == UInt8(ascii: "\\") ? next() : byte else { return nil }
            guard let high = rangeEnd() else {
                set.insert(low)
                continue
            }
            if low <= high { set.insert(low...high) }
        }
        return nil
    }

    /// The end of a range `a-z`; nil when there is no range.
    private mutating func rangeEnd() -> UInt8? {
        guard index + 1 < pattern.endIndex, pattern[index] == UInt8(ascii: "-"),
            pattern[index + 1] != UInt8(ascii: "]")
        else { return nil }
        index += 1
        let byte = next()
        return byte == UInt8(ascii: "\\") ? next() : byte
    }

    /// The name in `[:name:]`; nil, and nothing read, when it does not end so.
    private mutating func className() -> [UInt8]? {
        guard let close = pattern[index...].firstIndex(of: UInt8(ascii: "]")), close > index + 1,
            pattern[close - 1] == UInt8(ascii: ":")
        else { return nil }
        defer { index = close + 1 }
        return Array(pattern[(index + 1)..<(close - 1)])
    }
}

/// A set of bytes.
struct ByteSet: Sendable, Equatable {
    private var words: SIMD4<UInt64> = .zero

    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    mutating func insert(_ bytes: ClosedRange<UInt8>) { for byte in bytes { insert(byte) } }

    var inverted: ByteSet {
        var set = self
        set.words = ~words
        return set
    }

    /// The classes of POSIX in the C locale. False for an unknown one.
    mutating func insert(className: [UInt8]) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
        let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let ranges: [ClosedRange<UInt8>]
        switch PathParts.text(className) {
        case "alnum": ranges = [digits, lower, upper]
        case "alpha": ranges = [lower, upper]
        case "blank": ranges = [9...9, 32...32]
        case "cntrl": ranges = [0...31, 127...127]
        case "digit": ranges = [digits]
        case "graph": ranges = [33...126]
        case "lower": ranges = [lower]
        case "print": ranges = [32...126]
        case "punct": ranges = [33...47, 58...64, 91...96, 123...126]
        case "space": ranges = [9...13, 32...32]
        case "upper": ranges = [upper]
        case "xdigit":
            ranges = [digits, UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F")]
        default: return false
        }
        for range in ranges { insert(range) }
        return true
    }
}
