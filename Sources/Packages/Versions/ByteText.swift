/// Bytes of a version; valid as long as the text they belong to.
typealias ByteText = UnsafeBufferPointer<UInt8>

func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

/// ASCII letters in lower case, every other byte as it is.
func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

extension ByteText {
    func part(_ range: Range<Int>) -> ByteText { ByteText(rebasing: self[range]) }

    /// Without what stands before `position`.
    func from(_ position: Int) -> ByteText { ByteText(rebasing: self[position...]) }

    func upTo(_ position: Int) -> ByteText { ByteText(rebasing: self[..<position]) }

    /// The word, in lower case, is all of it; its capital ASCII letters count as small ones.
    func isWord(_ word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount && begins(word)
    }

    func begins(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard count >= length else { return false }
        for index in 0..<length where lowered(self[index]) != word.utf8Start[index] { return false }
        return true
    }

    var isNumber: Bool { !isEmpty && allSatisfy(isDigit) }

    /// A number that is 0, however it is written.
    var isZero: Bool { allSatisfy { $0 == UInt8(ascii: "0") } }

    /// The parts between the separators, empty ones included.
    func forEachPart(separator: UInt8, _ body: (ByteText) -> Bool) -> Bool {
        var start = 0
        for index in 0..<count where self[index] == separator {
            guard body(part(start..<index)) else { return false }
            start = index + 1
        }
        return body(from(start))
    }
}

/// A place in the bytes of a version, moved forward by what is taken.
struct VersionCursor {
    let text: ByteText
    var position = 0

    init(_ text: ByteText) { self.text = text }

    var isAtEnd: Bool { position >= text.count }
    var next: UInt8? { position < text.count ? text[position] : nil }
    var rest: ByteText { text.from(position) }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }

    /// Takes one byte if it is any of these.
    mutating func take(any bytes: StaticString) -> Bool {
        guard position < text.count else { return false }
        for index in 0..<bytes.utf8CodeUnitCount where bytes.utf8Start[index] == text[position] {
            position += 1
            return true
        }
        return false
    }

    /// The word in lower case; capital letters of the text count as small ones.
    mutating func take(word: StaticString) -> Bool {
        guard rest.begins(word) else { return false }
        position += word.utf8CodeUnitCount
        return true
    }

    mutating func take(while belongs: (UInt8) -> Bool) -> ByteText {
        let start = position
        while position < text.count, belongs(text[position]) { position += 1 }
        return text.part(start..<position)
    }

    /// Digits, possibly none.
    mutating func digits() -> ByteText { take(while: isDigit) }
}
