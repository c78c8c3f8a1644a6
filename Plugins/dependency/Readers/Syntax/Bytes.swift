extension UInt8 {
    /// Of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// A space or a tabulator.
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isLetter: Bool { self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// Without spaces, tabulators and line ends at both ends.
    var trimmed: SubSequence {
        let isSpace = { (byte: UInt8) in byte.isBlank || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") }
        guard let start = utf8.firstIndex(where: { !isSpace($0) }),
            let last = utf8.lastIndex(where: { !isSpace($0) })
        else { return self[endIndex...] }
        return self[start..<utf8.index(after: last)]
    }

    /// What stands before and after the first place of the byte, which must be ASCII; nil without it.
    func cut(at byte: UInt8) -> (SubSequence, SubSequence)? {
        guard let place = utf8.firstIndex(of: byte) else { return nil }
        return (self[..<place], self[utf8.index(after: place)...])
    }

    /// As `cut`, at the last place.
    func cutLast(at byte: UInt8) -> (SubSequence, SubSequence)? {
        guard let place = utf8.lastIndex(of: byte) else { return nil }
        return (self[..<place], self[utf8.index(after: place)...])
    }

    /// What stands before the first place of one of the bytes, which must be ASCII; all of it without them. Much faster
    /// than going through characters.
    func before(_ marks: Unicode.Scalar...) -> SubSequence {
        let end = utf8.firstIndex { byte in marks.contains { $0.value == UInt32(byte) } }
        return self[..<(end ?? endIndex)]
    }

    /// The pieces between the places of the byte, which must be ASCII.
    func pieces(at byte: UInt8, keepingEmpty: Bool = false) -> [SubSequence] {
        var pieces: [SubSequence] = []
        var start = startIndex
        while true {
            let end = utf8[start...].firstIndex(of: byte) ?? endIndex
            if keepingEmpty || start < end { pieces.append(self[start..<end]) }
            guard end < endIndex else { return pieces }
            start = utf8.index(after: end)
        }
    }

    /// Whether the byte, which must be ASCII, is there.
    func has(_ mark: Unicode.Scalar) -> Bool { utf8.contains(UInt8(ascii: mark)) }

    /// The rest when the text begins so.
    func dropping(prefix: String) -> SubSequence? {
        guard utf8.starts(with: prefix.utf8) else { return nil }
        return self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...]
    }
}
