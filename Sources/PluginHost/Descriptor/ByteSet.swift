/// A set of bytes, in 256 bits.
struct ByteSet: Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    func contains(_ byte: UInt8) -> Bool {
        let word =
            switch byte >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word >> UInt64(byte & 63) & 1 == 1
    }

    mutating func insert(_ byte: UInt8) {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    mutating func invert() { words = (~words.0, ~words.1, ~words.2, ~words.3) }

    init() {}

    /// What follows a `[` in a pattern, up to and with its `]`: single bytes and ranges, inverted by a leading `!` or
    /// `^`; a `]` that comes first stands for itself. Nil when the class does not end.
    init?(class rest: inout ArraySlice<UInt8>) {
        let isInverted = rest.first == 0x21 || rest.first == 0x5E
        if isInverted { rest.removeFirst() }
        var isFirst = true
        while let byte = rest.popFirst() {
            if byte == 0x5D && !isFirst {
                if isInverted { invert() }
                return
            }
            isFirst = false
            guard let low = byte == 0x5C ? rest.popFirst() : byte else { return nil }
            var high = low
            if rest.first == 0x2D, let end = rest.dropFirst().first, end != 0x5D {
                rest.removeFirst(2)
                high = end
            }
            if low <= high { for value in low...high { insert(value) } }
        }
        return nil
    }
}

/// The patterns of one plugin: the last one that matches decides; with no pattern at all everything is wanted.
struct FilePatterns: Sendable {
    private let patterns: [FilePattern]

    init(_ texts: [String]) throws(PluginRejection) {
        var patterns: [FilePattern] = []
        for text in texts { patterns.append(try FilePattern(text)) }
        self.patterns = patterns
    }

    func want(_ path: [UInt8]) -> Bool {
        if patterns.isEmpty { return true }
        return patterns.last { $0.matches(path) }.map { !$0.isNegated } ?? false
    }
}
