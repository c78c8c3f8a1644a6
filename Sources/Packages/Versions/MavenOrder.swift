/// Maven (POM reference, "Version Order Specification"): tokens split at ".", "-" and between digits and letters.
///
/// Trailing nulls ("0", "ga", "final", "release") are dropped at the end and before each "-"; known qualifiers are lower
/// than the release, except "sp", and all are lower than a number after "-", which is lower than one after ".".
enum MavenOrder: VersionOrder {
    /// In their order; what ends the version stands between what is lower and what is higher than a release.
    private enum Mark {
        static let alpha: UInt8 = 1
        static let beta: UInt8 = 2
        static let milestone: UInt8 = 3
        static let candidate: UInt8 = 4
        static let snapshot: UInt8 = 5
        static let end: UInt8 = 6
        static let release: UInt8 = 7
        static let servicePack: UInt8 = 8
        static let qualifier: UInt8 = 9
        static let hyphenNumber: UInt8 = 10
        static let dotNumber: UInt8 = 11
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        // Ranges and properties that nobody has put in are no versions.
        guard !text.contains(where: { "[](){},$\"'<>".utf8.contains($0) }) else { return false }
        var cursor = VersionCursor(text)
        var isAfterDot = true
        var significant = key.count
        while !cursor.isAtEnd {
            let digits = cursor.digits()
            let word = digits.isEmpty ? cursor.take { !isDigit($0) && !isSeparator($0) } : digits
            let isWord = digits.isEmpty && !word.isEmpty
            if isWord || !isAfterDot { key.truncate(to: significant) }
            let isNull =
                isWord
                ? qualifier(word, isBeforeDigit: cursor.next.map(isDigit) ?? false, &key)
                : number(digits, isAfterDot, &key)
            if !isNull { significant = key.count }
            // Digits that meet letters count as joined by a hyphen.
            isAfterDot = cursor.take(UInt8(ascii: "."))
            if !isAfterDot { _ = cursor.take(UInt8(ascii: "-")) }
        }
        key.truncate(to: significant)
        key.append(Mark.end)
        return true
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }

    /// No digits are 0. True when it is 0.
    private static func number(_ digits: ByteText, _ isAfterDot: Bool, _ key: inout VersionKey) -> Bool {
        key.append(isAfterDot ? Mark.dotNumber : Mark.hyphenNumber)
        key.append(number: digits)
        return digits.isZero
    }

    /// True when it is a name for the release.
    private static func qualifier(_ word: ByteText, isBeforeDigit: Bool, _ key: inout VersionKey) -> Bool {
        let mark = mark(of: word, isBeforeDigit: isBeforeDigit)
        key.append(mark)
        if mark == Mark.qualifier { key.append(caselessWord: word) }
        return mark == Mark.release
    }

    private static func mark(of word: ByteText, isBeforeDigit: Bool) -> UInt8 {
        if word.count == 1, isBeforeDigit {
            switch lowered(word[0]) {
            case UInt8(ascii: "a"): return Mark.alpha
            case UInt8(ascii: "b"): return Mark.beta
            case UInt8(ascii: "m"): return Mark.milestone
            default: return Mark.qualifier
            }
        }
        if word.isWord("alpha") { return Mark.alpha }
        if word.isWord("beta") { return Mark.beta }
        if word.isWord("milestone") { return Mark.milestone }
        if word.isWord("rc") || word.isWord("cr") { return Mark.candidate }
        if word.isWord("snapshot") { return Mark.snapshot }
        if word.isWord("ga") || word.isWord("final") || word.isWord("release") { return Mark.release }
        return word.isWord("sp") ? Mark.servicePack : Mark.qualifier
    }
}
