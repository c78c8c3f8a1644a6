/// Conan 2 ("Version ranges", class `Version`): Semantic Versioning with any number of parts, which may have letters
/// ("1.1.1w"). Trailing zeros do not count; a pre-release is lower than the release; builds have an order.
///
/// Conan compares a part with letters to a number as text. Here the digits in front are a number, or "10a" would be
/// lower than "9".
enum ConanOrder: VersionOrder {
    private enum Mark {
        static let end: UInt8 = 0
        static let number: UInt8 = 1
        static let word: UInt8 = 2
        static let preRelease: UInt8 = 1
        static let release: UInt8 = 2
    }

    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        guard text.contains(where: isDigit) else { return false }
        let plus = text.lastIndex(of: UInt8(ascii: "+")) ?? text.count
        let body = text.upTo(plus)
        let hyphen = body.firstIndex(of: UInt8(ascii: "-")) ?? body.count
        guard parts(body.upTo(hyphen), &key) else { return false }
        if hyphen < body.count {
            key.append(Mark.preRelease)
            guard parts(body.from(hyphen + 1), &key) else { return false }
        } else {
            key.append(Mark.release)
        }
        guard plus < text.count else {
            key.append(Mark.end)
            return true
        }
        return parts(text.from(plus + 1), &key)
    }

    private static func parts(_ text: ByteText, _ key: inout VersionKey) -> Bool {
        var significant = key.count
        let areValid = text.forEachPart(separator: UInt8(ascii: ".")) { part in
            var cursor = VersionCursor(part)
            let digits = cursor.digits()
            let rest = cursor.rest
            key.append(digits.isEmpty ? Mark.word : Mark.number)
            if !digits.isEmpty { key.append(number: digits) }
            key.append(caselessWord: rest)
            if !rest.isEmpty || !digits.isZero { significant = key.count }
            return !part.isEmpty
                && rest.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
        }
        key.truncate(to: significant)
        key.append(Mark.end)
        return areValid
    }
}
