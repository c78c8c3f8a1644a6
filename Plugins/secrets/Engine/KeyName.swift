/// The name a value is given to: the identifier left of `start` on the same line, behind at most a few signs and
/// spaces. It tells two secrets of one file apart after their lines moved. At most 64 bytes.
func keyName(before start: Int, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    var end = start
    let nearest = max(0, start - 12)
    while end > nearest, isSeparator(bytes[end - 1]) { end -= 1 }
    var begin = end
    let farthest = max(0, end - 64)
    while begin > farthest, isNamePart(bytes[begin - 1]) { begin -= 1 }
    // Cut off in the middle, it is no name but a long text.
    if begin > 0, isNamePart(bytes[begin - 1]) { return nil }
    return begin < end ? begin..<end : nil
}

private func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
        UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: "["),
        UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: "\\"):
        true
    default: false
    }
}

private func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
}
