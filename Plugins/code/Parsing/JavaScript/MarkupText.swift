/// Texts of markup: references to characters resolved, and the blanks around lines gone.
enum MarkupText {
    private static let names: [String: UInt32] = [
        "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "copy": 0xA9, "hellip": 0x2026,
        "ndash": 0x2013, "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D,
    ]

    /// References with rare names stay as written.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "&"), let (value, end) = reference(bytes, at + 1) {
                ScriptText.append(value, &text)
                at = end
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        return text
    }

    /// Whatever stands between `&` and the next semicolon, when that is near.
    private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (UInt32, end: Int)? {
        guard let end = bytes[start..<min(start + 12, bytes.count)].firstIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        let word = String(decoding: bytes[start..<end], as: UTF8.self)
        let value =
            if word.hasPrefix("#x") || word.hasPrefix("#X") {
                UInt32(word.dropFirst(2), radix: 16)
            } else if word.hasPrefix("#") {
                UInt32(word.dropFirst())
            } else {
                names[word]
            }
        return value.map { ($0, end + 1) }
    }

    /// As JSX reads texts between tags: lines without their indentation and joined with a blank, empty ones left out.
    static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        var text: [UInt8] = []
        for (index, line) in lines.enumerated() {
            var part = line[...]
            if index > 0 { part = part.drop(while: isBlank) }
            if index < lines.count - 1 { while let last = part.last, isBlank(last) { part.removeLast() } }
            guard !part.isEmpty else { continue }
            if !text.isEmpty { text.append(UInt8(ascii: " ")) }
            text += part
        }
        return text
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
}
