/// Go modules (Go Modules Reference, "Versions"): Semantic Versioning with a "v". A pseudo-version is a pre-release that
/// carries its time, and "+incompatible" is build metadata, so neither needs a rule of its own.
///
/// Releases of Go itself, as the directives `go` and `toolchain` name them, are read too: "go1.21rc2" is "1.21.0-rc.2".
enum GoOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        let isToolchain = cursor.take(word: "go")
        guard isToolchain || endsInCandidate(text) else { return SemVerOrder.write(text, to: &key) }
        return toolchain(&cursor, &key)
    }

    /// A letter follows a digit directly, before any "-" or "+".
    private static func endsInCandidate(_ text: ByteText) -> Bool {
        for index in text.indices.dropFirst() {
            if text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { return false }
            if isLetter(text[index]), isDigit(text[index - 1]) { return true }
        }
        return false
    }

    private static func toolchain(_ cursor: inout VersionCursor, _ key: inout VersionKey) -> Bool {
        var numbers = 0
        repeat {
            let digits = cursor.digits()
            guard !digits.isEmpty, numbers < 3 else { return false }
            key.append(number: digits)
            numbers += 1
        } while cursor.take(UInt8(ascii: "."))
        for _ in numbers..<3 { key.append(number: 0) }
        let word = cursor.take(while: isLower)
        guard !word.isEmpty else { return SemVer.suffixes(&cursor, &key, SemVer.Options()) }
        guard word.isWord("rc") || word.isWord("beta") else { return false }
        let number = cursor.digits()
        guard !number.isEmpty, cursor.isAtEnd else { return false }
        SemVer.preRelease(word, number, &key)
        return true
    }
}
