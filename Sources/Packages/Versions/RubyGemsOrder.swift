/// RubyGems (`Gem::Version`), which CocoaPods uses too: numbers and words, a word being lower than any number and making
/// the version a pre-release. Zeros at the end and before the first word do not count; "-" reads as ".pre.".
enum RubyGemsOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        var list = ZeroPaddedKey()
        var hasWord = false
        guard let first = cursor.next, isDigit(first) else { return false }
        while true {
            let digits = cursor.digits()
            if digits.isEmpty {
                let word = cursor.take(while: isLetter)
                guard !word.isEmpty else { return false }
                if !hasWord { list.dropZeros() }
                hasWord = true
                list.word(word, &key)
            } else {
                list.number(digits, &key)
            }
            guard let next = cursor.next, next != UInt8(ascii: "+") else { break }
            if cursor.take(UInt8(ascii: "-")) {
                if !hasWord { list.dropZeros() }
                hasWord = true
                pre(&list, &key)
            } else if !isAlphanumeric(next), !cursor.take(UInt8(ascii: ".")) {
                return false
            }
        }
        list.end(&key)
        return true
    }

    private static func pre(_ list: inout ZeroPaddedKey, _ key: inout VersionKey) {
        let word: StaticString = "pre"
        list.word(ByteText(start: word.utf8Start, count: word.utf8CodeUnitCount), &key)
    }
}
