/// Tags of images, as far as they look like versions: up to four numbers, possibly a word for a pre-release. What else
/// follows names a variant ("1.25.3-alpine") and does not count. No rule of any registry stands behind it.
enum DockerOrder: VersionOrder {
    private enum Mark {
        static let end: UInt8 = 0
        static let number: UInt8 = 1
        static let release: UInt8 = 0xFF
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        _ = cursor.take(UInt8(ascii: "v"))
        guard numbers(&cursor, &key) else { return false }
        let isJoined = cursor.next.map(isLetter) ?? false
        if !isJoined, !cursor.isAtEnd, !cursor.take(any: "-_+.") { return false }
        guard let mark = preRelease(cursor.take(while: isLetter)) else {
            key.append(Mark.release)
            // Letters right after a number are no variant; most often such a tag is a hash.
            return !isJoined && cursor.rest.allSatisfy { isAlphanumeric($0) || "._-+".utf8.contains($0) }
        }
        key.append(mark)
        _ = cursor.take(any: ".-")
        key.append(number: cursor.digits())
        return cursor.rest.allSatisfy { isAlphanumeric($0) || "._-+".utf8.contains($0) }
    }

    private static func numbers(_ cursor: inout VersionCursor, _ key: inout VersionKey) -> Bool {
        var significant = key.count
        for count in 0... {
            let digits = cursor.digits()
            guard !digits.isEmpty, count < 4 else { return false }
            key.append(Mark.number)
            key.append(number: digits)
            if !digits.isZero { significant = key.count }
            guard cursor.position + 1 < cursor.text.count, isDigit(cursor.text[cursor.position + 1]),
                cursor.take(UInt8(ascii: "."))
            else { break }
        }
        key.truncate(to: significant)
        key.append(Mark.end)
        return true
    }

    private static func preRelease(_ word: ByteText) -> UInt8? {
        if word.isWord("dev") || word.isWord("nightly") || word.isWord("snapshot") { return 1 }
        if word.isWord("alpha") || word.isWord("a") { return 2 }
        if word.isWord("beta") || word.isWord("b") { return 3 }
        if word.isWord("m") || word.isWord("milestone") { return 4 }
        return word.isWord("rc") || word.isWord("pre") || word.isWord("preview") ? 5 : nil
    }
}
