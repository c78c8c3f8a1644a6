/// Text of a target that can be shown anywhere: nothing in it moves a cursor, turns the direction of the words after
/// it, or is invisible. What would is shown as U+FFFD.
enum SafeText {
    /// One line: line breaks and tabs become spaces.
    static func line(_ text: String, limit: Int = ReportLimits.textBytes) -> String {
        clean(text, isBlock: false, limit: limit)
    }

    /// Several lines.
    static func block(_ text: String, limit: Int = ReportLimits.textBytes) -> String {
        clean(text, isBlock: true, limit: limit)
    }

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

    /// Nearly all texts are clean, and are told by their bytes. Bytes that may begin something else go the long way.
    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>, isBlock: Bool) -> Bool {
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x20..<0x7F: continue
            case 0x09 where isBlock, 0x0A where isBlock: continue
            case 0xE2: if mayBeFormat(bytes, index) { return false }
            case 0x80..<0xC2, 0xC3..<0xD8, 0xDE..<0xE1, 0xE3..<0xEF, 0xF0: continue
            default: return false
            }
        }
        return true
    }

    /// U+200B…200F, U+2028…202E and U+2060…206F.
    private static func mayBeFormat(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index + 2 < bytes.count else { return true }
        switch (bytes[index + 1], bytes[index + 2]) {
        case (0x80, 0x8B...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA0...0xAF): return true
        default: return false
        }
    }

    private static func replacement(_ scalar: Unicode.Scalar, isBlock: Bool) -> Unicode.Scalar {
        switch scalar {
        case "\n", "\t": return isBlock ? scalar : " "
        case "\r": return " "
        default: break
        }
        if scalar.value & 0xFFFE == 0xFFFE { return "\u{FFFD}" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
        default: return scalar
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetterOrDigit: Bool { isDigit || self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
}
