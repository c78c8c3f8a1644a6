/// Debian (deb-version(7)): `epoch:upstream-revision`; each in turns of other characters, compared one by one with "~"
/// before the end, the end before letters and letters before the rest, and of numbers.
enum DebianOrder: VersionOrder {
    private enum Mark {
        static let tilde: UInt8 = 1
        static let end: UInt8 = 2
        static let notLetter: UInt8 = 0x80
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var rest = text
        if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            guard text.upTo(colon).isNumber else { return false }
            key.append(number: text.upTo(colon))
            rest = text.from(colon + 1)
        } else {
            key.append(number: 0)
        }
        var revision = rest.upTo(0)
        if let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) {
            revision = rest.from(hyphen + 1)
            rest = rest.upTo(hyphen)
            guard !revision.isEmpty else { return false }
        }
        guard let first = rest.first, isDigit(first) else { return false }
        return part(rest, &key) && part(revision, &key)
    }

    private static func part(_ text: ByteText, _ key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        repeat {
            while let byte = cursor.next, !isDigit(byte) {
                guard let mark = mark(of: byte) else { return false }
                key.append(mark)
                cursor.position += 1
            }
            key.append(Mark.end)
            key.append(number: cursor.digits())
        } while !cursor.isAtEnd
        key.append(Mark.end)
        return true
    }

    private static func mark(of byte: UInt8) -> UInt8? {
        if isLetter(byte) { return byte }
        if byte == UInt8(ascii: "~") { return Mark.tilde }
        return "+-.:".utf8.contains(byte) ? Mark.notLetter | byte : nil
    }
}
