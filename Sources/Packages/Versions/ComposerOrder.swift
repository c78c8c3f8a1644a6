/// Packagist: what Composer makes of a version (`VersionParser::normalize`), in the order of PHP's `version_compare`.
///
/// Four numbers, then a stability with its numbers, then possibly "-dev". Branches ("dev-main") have no order among the
/// releases; they come before all of them, by name.
enum ComposerOrder: VersionOrder {
    private enum Mark {
        static let branch: UInt8 = 0
        static let release: UInt8 = 1
        static let end: UInt8 = 0
        static let number: UInt8 = 1
        static let development: UInt8 = 0
        static let alpha: UInt8 = 1
        static let beta: UInt8 = 2
        static let candidate: UInt8 = 3
        static let stable: UInt8 = 4
        static let patch: UInt8 = 5
        static let noDevelopment: UInt8 = 1
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        if cursor.take(word: "dev-") {
            key.append(Mark.branch)
            key.append(word: cursor.rest)
            return !cursor.isAtEnd
        }
        _ = cursor.take(any: "vV")
        key.append(Mark.release)
        guard let isBranch = numbers(&cursor, &key) else { return false }
        let kind = isBranch ? Mark.stable : stability(&cursor)
        key.append(kind)
        if kind != Mark.stable { stabilityNumbers(&cursor, &key) }
        guard let isDevelopment = development(&cursor), isDevelopment || !isBranch else { return false }
        key.append(isDevelopment ? Mark.development : Mark.noDevelopment)
        return cursor.isAtEnd || metadata(&cursor)
    }

    /// True when a wildcard ends them, as in "2.x-dev", which is after every release of its line.
    private static func numbers(_ cursor: inout VersionCursor, _ key: inout VersionKey) -> Bool? {
        var significant = key.count
        var isBranch = false
        repeat {
            let digits = cursor.digits()
            isBranch = digits.isEmpty && cursor.take(any: "xX*") && significant > 1
            guard isBranch || !digits.isEmpty else { return nil }
            key.append(Mark.number)
            if isBranch { key.append(0xFE) } else { key.append(number: digits) }
            if isBranch || !digits.isZero { significant = key.count }
        } while !isBranch && separatesNumbers(&cursor)
        key.truncate(to: significant)
        key.append(Mark.end)
        return isBranch
    }

    /// Dates may have "-" or ":" between their parts.
    private static func separatesNumbers(_ cursor: inout VersionCursor) -> Bool {
        guard cursor.position + 1 < cursor.text.count else { return false }
        let following = cursor.text[cursor.position + 1]
        if cursor.next == UInt8(ascii: ".") {
            guard isDigit(following) || "xX*".utf8.contains(following) else { return false }
        } else {
            guard isDigit(following) else { return false }
        }
        return cursor.take(any: ".-:")
    }

    private static func stability(_ cursor: inout VersionCursor) -> UInt8 {
        let start = cursor.position
        _ = cursor.take(any: "._-")
        if cursor.take(word: "stable") { return Mark.stable }
        if cursor.take(word: "beta") || cursor.take(word: "b") { return Mark.beta }
        if cursor.take(word: "rc") { return Mark.candidate }
        if cursor.take(word: "alpha") || cursor.take(word: "a") { return Mark.alpha }
        if cursor.take(word: "patch") || cursor.take(word: "pl") || cursor.take(word: "p") { return Mark.patch }
        cursor.position = start
        return Mark.stable
    }

    private static func stabilityNumbers(_ cursor: inout VersionCursor, _ key: inout VersionKey) {
        while true {
            let start = cursor.position
            _ = cursor.take(any: ".-")
            let digits = cursor.digits()
            guard !digits.isEmpty else {
                cursor.position = start
                break
            }
            key.append(Mark.number)
            key.append(number: digits)
        }
        key.append(Mark.end)
    }

    /// Nil when something else than "dev" follows.
    private static func development(_ cursor: inout VersionCursor) -> Bool? {
        guard let next = cursor.next, next != UInt8(ascii: "+") else { return false }
        _ = cursor.take(any: ".-")
        return cursor.take(word: "dev") ? true : nil
    }

    private static func metadata(_ cursor: inout VersionCursor) -> Bool {
        cursor.take(UInt8(ascii: "+")) && !cursor.isAtEnd
    }
}
