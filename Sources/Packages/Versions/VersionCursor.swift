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
