/// Conda (`conda.models.version.VersionOrder`): `epoch!version+local`, in components joined by "." or "_", each of which
/// is split into digits and letters.
///
/// Words are lower than numbers, "dev" is the lowest word and "post" higher than any number. Missing components and
/// missing parts of one count as 0. A component that begins with a letter has a 0 in front.
enum CondaOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        guard let text = Underscored(text) else { return false }
        return text.withBytes { bytes in
            var rest = bytes
            var versions = ZeroPaddedKey()
            if let mark = bytes.firstIndex(of: UInt8(ascii: "!")) {
                guard bytes.upTo(mark).isNumber else { return false }
                _ = component(bytes.upTo(mark), &versions, &key)
                rest = bytes.from(mark + 1)
            } else {
                versions.zero()
            }
            let plus = rest.firstIndex(of: UInt8(ascii: "+")) ?? rest.count
            guard components(rest.upTo(plus), &versions, &key) else { return false }
            var locals = ZeroPaddedKey()
            if plus < rest.count, !components(rest.from(plus + 1), &locals, &key) { return false }
            if plus == rest.count { locals.end(&key) }
            return true
        }
    }

    private static func components(_ text: ByteText, _ list: inout ZeroPaddedKey, _ key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        while true {
            let start = cursor.position
            _ = cursor.take { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "_") }
            // An underscore at the very end belongs to the last component ("1.0.2_").
            if cursor.position == text.count - 1, cursor.next == UInt8(ascii: "_") { cursor.position += 1 }
            guard component(text.part(start..<cursor.position), &list, &key) else { return false }
            guard !cursor.isAtEnd else { break }
            cursor.position += 1
        }
        list.end(&key)
        return true
    }

    private static func component(_ text: ByteText, _ list: inout ZeroPaddedKey, _ key: inout VersionKey) -> Bool {
        guard !text.isEmpty else { return false }
        var parts = VersionKey(capacity: text.count + 8)
        var inner = ZeroPaddedKey()
        var sign = 0
        var cursor = VersionCursor(text)
        if !isDigit(text[0]) { inner.zero() }
        while let byte = cursor.next {
            if isDigit(byte) {
                let digits = cursor.digits()
                if sign == 0, !digits.isZero { sign = 1 }
                inner.number(digits, &parts)
                continue
            }
            let isStar = byte == UInt8(ascii: "*")
            let word = cursor.take { !isDigit($0) && ($0 == UInt8(ascii: "*")) == isStar }
            guard word.allSatisfy(isWordByte) else { return false }
            if sign == 0 { sign = word.isWord("post") ? 1 : -1 }
            Self.word(word, &inner, &parts)
        }
        inner.end(&parts)
        switch sign {
        case 0: list.zero()
        case 1: list.above(&key)
        default: list.below(&key)
        }
        if sign != 0 { key.append(parts) }
        return true
    }

    private static func word(_ word: ByteText, _ list: inout ZeroPaddedKey, _ key: inout VersionKey) {
        if word.isWord("post") {
            list.above(&key)
            // Longer than any number.
            key.append(0xFF)
            key.append(0xFF)
        } else {
            list.below(&key)
            // "*" is before "dev", "dev" before "_" and the letters.
            if word.isWord("dev") { key.append(UInt8(ascii: "D")) } else { key.append(caselessWord: word) }
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "*")
    }

    /// A version that has "-" and no "_" is read with "_" instead; with both it is none.
    private struct Underscored {
        private let original: ByteText
        private let replaced: [UInt8]?

        init?(_ text: ByteText) {
            original = text
            guard text.contains(UInt8(ascii: "-")) else {
                replaced = nil
                return
            }
            guard !text.contains(UInt8(ascii: "_")) else { return nil }
            replaced = text.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
        }

        func withBytes(_ body: (ByteText) -> Bool) -> Bool {
            replaced.map { $0.withUnsafeBufferPointer(body) } ?? body(original)
        }
    }
}
