/// PyPI: PEP 440, "Summary of permitted suffixes and relative ordering", with its appendix on normalisation: case,
/// separators and other spellings of the suffixes do not matter, trailing zeros of the release neither.
enum PEP440Order: VersionOrder {
    private enum Mark {
        static let absent: UInt8 = 0
        static let word: UInt8 = 1
        static let number: UInt8 = 2
        /// Where a pre-release would be: a version that only has a development suffix comes before, a release after.
        static let developmentOnly: UInt8 = 0
        static let noPreRelease: UInt8 = 0xFF
        static let development: UInt8 = 0
        static let noDevelopment: UInt8 = 1
    }

    private struct Suffix {
        var kind: UInt8
        var number: ByteText
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        _ = cursor.take(any: "vV")
        guard release(&cursor, &key) else { return false }
        let pre = preRelease(&cursor)
        let post = postRelease(&cursor)
        let development = suffix(&cursor) { $0.take(word: "dev") ? 1 : nil }
        if let pre {
            key.append(pre.kind)
            key.append(number: pre.number)
        } else {
            key.append(post == nil && development != nil ? Mark.developmentOnly : Mark.noPreRelease)
        }
        key.append(post == nil ? Mark.absent : Mark.number)
        if let post { key.append(number: post.number) }
        key.append(development == nil ? Mark.noDevelopment : Mark.development)
        if let development { key.append(number: development.number) }
        return local(&cursor, &key)
    }

    /// "epoch!" and the numbers.
    private static func release(_ cursor: inout VersionCursor, _ key: inout VersionKey) -> Bool {
        var digits = cursor.digits()
        guard !digits.isEmpty else { return false }
        if cursor.take(UInt8(ascii: "!")) {
            key.append(number: digits)
            digits = cursor.digits()
        } else {
            key.append(number: 0)
        }
        var significant = key.count
        while true {
            guard !digits.isEmpty else { return false }
            key.append(Mark.number)
            key.append(number: digits)
            if !digits.isZero { significant = key.count }
            guard cursor.next == UInt8(ascii: "."), cursor.position + 1 < cursor.text.count,
                isDigit(cursor.text[cursor.position + 1])
            else { break }
            cursor.position += 1
            digits = cursor.digits()
        }
        key.truncate(to: significant)
        key.append(Mark.absent)
        return true
    }

    private static func preRelease(_ cursor: inout VersionCursor) -> Suffix? {
        suffix(&cursor) { cursor in
            if cursor.take(word: "alpha") || cursor.take(word: "a") { return 1 }
            if cursor.take(word: "beta") || cursor.take(word: "b") { return 2 }
            if cursor.take(word: "preview") || cursor.take(word: "pre") { return 3 }
            return cursor.take(word: "rc") || cursor.take(word: "c") ? 3 : nil
        }
    }

    private static func postRelease(_ cursor: inout VersionCursor) -> Suffix? {
        let start = cursor.position
        if cursor.take(UInt8(ascii: "-")) {
            let number = cursor.digits()
            if !number.isEmpty { return Suffix(kind: 1, number: number) }
            cursor.position = start
        }
        return suffix(&cursor) { cursor in
            cursor.take(word: "post") || cursor.take(word: "rev") || cursor.take(word: "r") ? 1 : nil
        }
    }

    /// A separator, a word, a separator, a number; all but the word may be missing.
    private static func suffix(
        _ cursor: inout VersionCursor, _ word: (inout VersionCursor) -> UInt8?
    ) -> Suffix? {
        let start = cursor.position
        _ = cursor.take(any: "-_.")
        guard let kind = word(&cursor) else {
            cursor.position = start
            return nil
        }
        let end = cursor.position
        _ = cursor.take(any: "-_.")
        let number = cursor.digits()
        // The separator belongs to what follows when there is no number.
        if number.isEmpty, !cursor.isAtEnd { cursor.position = end }
        return Suffix(kind: kind, number: number)
    }

    /// "+local": numbers are higher than words, more parts higher than fewer.
    private static func local(_ cursor: inout VersionCursor, _ key: inout VersionKey) -> Bool {
        if cursor.take(UInt8(ascii: "+")) {
            repeat {
                let part = cursor.take(while: isAlphanumeric)
                guard !part.isEmpty else { return false }
                key.append(part.isNumber ? Mark.number : Mark.word)
                if part.isNumber { key.append(number: part) } else { key.append(caselessWord: part) }
            } while cursor.take(any: "-_.")
        }
        key.append(Mark.absent)
        return cursor.isAtEnd
    }
}
