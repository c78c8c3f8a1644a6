/// Text that every format can hold, the same in all of them.
///
/// XML 1.0 (section 2.2) has no way to write most control characters nor U+FFFE and U+FFFF; each becomes U+FFFD. Texts
/// that a hostile lockfile made long are cut, so that one component cannot fill the memory of whoever reads on.
enum PlainText {
    /// One line: line breaks and tabs become spaces. At most 16 KiB.
    static func line(_ text: String) -> String { clean(text, isBlock: false, limit: 16_384) }

    /// Several lines; at most 64 KiB.
    static func block(_ text: String) -> String { clean(text, isBlock: true, limit: 65_536) }

    private static func clean(_ text: String, isBlock: Bool, limit: Int) -> String {
        var text = text
        if text.withUTF8({ $0.count <= limit && isClean($0, isBlock: isBlock) }) { return text }
        var result = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            count += scalar.utf8.count
            guard count <= limit else {
                result.append("…")
                break
            }
            result.append(replacement(scalar, isBlock: isBlock))
        }
        return String(result)
    }

    /// Nearly all texts are clean, and are told by their bytes.
    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>, isBlock: Bool) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            if byte < 0x20 || byte == 0x7F {
                guard isBlock, byte == 0x09 || byte == 0x0A else { return false }
            }
            // Lead bytes of what may be U+0080…U+009F, and the start of what may be U+FFFE or U+FFFF.
            if previous == 0xC2, byte < 0xA0 { return false }
            if previous == 0xEF, byte == 0xBF { return false }
            previous = byte
        }
        return true
    }

    private static func replacement(_ scalar: Unicode.Scalar, isBlock: Bool) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09, 0x0A: isBlock ? scalar : " "
        case 0x0D: " "
        case ..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: "\u{FFFD}"
        default: scalar
        }
    }
}

extension UInt8 {
    var isLetterOrDigit: Bool { isDigit || isLetter }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
    var isHexDigit: Bool { isDigit || self | 0x20 >= 0x61 && self | 0x20 <= 0x66 }
}

extension String {
    /// At most so many Unicode scalars, which is how the schemas count.
    func cut(toScalars limit: Int) -> String {
        guard utf8.count > limit, unicodeScalars.count > limit else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(limit)))
    }
}
