/// Alpine (apk-package(5), "version"): numbers, a letter, suffixes, a commit and "-r" with the build.
///
/// Of two versions with one beginning the longer is higher, unless it goes on with a suffix for a pre-release; otherwise
/// what it goes on with decides. A number after the first that begins with 0 is compared as text, like a fraction.
enum AlpineOrder: VersionOrder {
    private enum Mark {
        static let preSuffix: UInt8 = 0x10
        static let end: UInt8 = 0x20
        static let build: UInt8 = 0x30
        static let commit: UInt8 = 0x38
        static let suffixNumber: UInt8 = 0x40
        static let postSuffix: UInt8 = 0x50
        static let letter: UInt8 = 0x60
        static let number: UInt8 = 0x70
        static let fraction: UInt8 = 0
        static let whole: UInt8 = 1
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        guard numbers(&cursor, &key) else { return false }
        if let letter = cursor.next, isLower(letter) {
            cursor.position += 1
            key.append(Mark.letter)
            key.append(letter)
        }
        while cursor.take(UInt8(ascii: "_")) {
            guard suffix(&cursor, &key) else { return false }
        }
        if cursor.take(UInt8(ascii: "~")) {
            let commit = cursor.take { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
            guard !commit.isEmpty else { return false }
            key.append(Mark.commit)
            key.append(word: commit)
        }
        if cursor.take(word: "-r") {
            let digits = cursor.digits()
            guard !digits.isEmpty else { return false }
            key.append(Mark.build)
            key.append(number: digits)
        }
        key.append(Mark.end)
        return cursor.isAtEnd
    }

    private static func numbers(_ cursor: inout VersionCursor, _ key: inout VersionKey) -> Bool {
        let first = cursor.digits()
        guard !first.isEmpty else { return false }
        key.append(number: first)
        while cursor.take(UInt8(ascii: ".")) {
            let digits = cursor.digits()
            guard !digits.isEmpty else { return false }
            key.append(Mark.number)
            if digits[0] == UInt8(ascii: "0") {
                key.append(Mark.fraction)
                key.append(word: digits)
            } else {
                key.append(Mark.whole)
                key.append(number: digits)
            }
        }
        return true
    }

    private static func suffix(_ cursor: inout VersionCursor, _ key: inout VersionKey) -> Bool {
        guard let mark = mark(of: cursor.take(while: isLower)) else { return false }
        key.append(mark)
        let digits = cursor.digits()
        if !digits.isEmpty {
            key.append(Mark.suffixNumber)
            key.append(number: digits)
        }
        return true
    }

    private static func mark(of word: ByteText) -> UInt8? {
        if word.isWord("alpha") { return Mark.preSuffix }
        if word.isWord("beta") { return Mark.preSuffix + 1 }
        if word.isWord("pre") { return Mark.preSuffix + 2 }
        if word.isWord("rc") { return Mark.preSuffix + 3 }
        if word.isWord("cvs") { return Mark.postSuffix }
        if word.isWord("svn") { return Mark.postSuffix + 1 }
        if word.isWord("git") { return Mark.postSuffix + 2 }
        if word.isWord("hg") { return Mark.postSuffix + 3 }
        return word.isWord("p") ? Mark.postSuffix + 4 : nil
    }
}
