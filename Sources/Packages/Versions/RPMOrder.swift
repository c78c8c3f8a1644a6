/// RPM (rpm-version(7)): `epoch:version-release`, compared in this order by segments of digits and of letters.
///
/// "~" is lower than the end, "^" higher than the end but lower than any segment; letters are lower than digits; other
/// characters only separate. A version without release is lower than the same with one.
enum RPMOrder: VersionOrder {
    private enum Mark {
        static let tilde: UInt8 = 1
        static let end: UInt8 = 2
        static let caret: UInt8 = 3
        static let letters: UInt8 = 4
        static let digits: UInt8 = 5
        static let noRelease: UInt8 = 0
        static let release: UInt8 = 1
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var rest = text
        if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            // "(none)" is how rpm prints an epoch that is not set.
            guard text.upTo(colon).isNumber || text.upTo(colon).isWord("(none)") else { return false }
            key.append(number: text.upTo(colon).isNumber ? text.upTo(colon) : text.upTo(0))
            rest = text.from(colon + 1)
        } else {
            key.append(number: 0)
        }
        guard let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) else {
            guard segments(rest, &key) else { return false }
            key.append(Mark.noRelease)
            return true
        }
        guard segments(rest.upTo(hyphen), &key) else { return false }
        key.append(Mark.release)
        return segments(rest.from(hyphen + 1), &key)
    }

    private static func segments(_ text: ByteText, _ key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        var hasSegment = false
        while let byte = cursor.next {
            if isDigit(byte) {
                key.append(Mark.digits)
                key.append(number: cursor.digits())
                hasSegment = true
            } else if isLetter(byte) {
                key.append(Mark.letters)
                key.append(word: cursor.take(while: isLetter))
                hasSegment = true
            } else {
                cursor.position += 1
                if byte == UInt8(ascii: "~") { key.append(Mark.tilde) }
                if byte == UInt8(ascii: "^") { key.append(Mark.caret) }
                guard "~^._+%-".utf8.contains(byte) else { return false }
            }
        }
        key.append(Mark.end)
        return hasSegment
    }
}
