/// Semantic Versioning 2.0.0, clause 11, as npm, Cargo, Hex, Swift packages and GitHub Actions use it: three numbers,
/// then a pre-release, which is lower than the release; build metadata does not count.
///
/// Read as registries and OSV write it: "=" or "v" may stand in front, minor and patch may be missing and are then 0.
enum SemVerOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        SemVer.write(text, to: &key, options: SemVer.Options())
    }
}

/// As `SemVerOrder`, but builds of one version have an order too: Pub (package `pub_semver`: "1.0.0+1" is a patch of
/// "1.0.0") and Julia (`VersionNumber`: the builds of binary packages).
enum BuildSemVerOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        SemVer.write(text, to: &key, options: SemVer.Options(buildsCount: true))
    }
}

/// What the orders made from Semantic Versioning share.
enum SemVer {
    struct Options {
        var numbers = 3
        var buildsCount = false
        var isCaseless = false
    }

    private enum Mark {
        static let end: UInt8 = 0
        static let number: UInt8 = 1
        static let word: UInt8 = 2
        static let preRelease: UInt8 = 1
        static let release: UInt8 = 2
    }

    static func write(_ text: ByteText, to key: inout VersionKey, options: Options) -> Bool {
        var cursor = VersionCursor(text)
        _ = cursor.take(UInt8(ascii: "="))
        _ = cursor.take(any: "vV")
        var numbers = 0
        repeat {
            let digits = cursor.digits()
            guard !digits.isEmpty, numbers < options.numbers else { return false }
            key.append(number: digits)
            numbers += 1
        } while cursor.take(UInt8(ascii: "."))
        for _ in numbers..<options.numbers { key.append(number: 0) }
        return suffixes(&cursor, &key, options)
    }

    /// "-pre.release" and "+build".
    static func suffixes(_ cursor: inout VersionCursor, _ key: inout VersionKey, _ options: Options) -> Bool {
        if cursor.take(UInt8(ascii: "-")) {
            key.append(Mark.preRelease)
            let text = cursor.take { $0 != UInt8(ascii: "+") }
            guard identifiers(text, &key, options) else { return false }
        } else {
            key.append(Mark.release)
        }
        guard cursor.take(UInt8(ascii: "+")) else {
            if options.buildsCount { key.append(Mark.end) }
            return cursor.isAtEnd
        }
        let count = key.count
        guard identifiers(cursor.rest, &key, options) else { return false }
        if !options.buildsCount { key.truncate(to: count) }
        return true
    }

    /// As "-word.number".
    static func preRelease(_ word: ByteText, _ number: ByteText, _ key: inout VersionKey) {
        key.append(Mark.preRelease)
        key.append(Mark.word)
        key.append(word: word)
        key.append(Mark.number)
        key.append(number: number)
        key.append(Mark.end)
    }

    /// Numbers are lower than words; of two lists with one beginning the shorter is lower.
    private static func identifiers(_ text: ByteText, _ key: inout VersionKey, _ options: Options) -> Bool {
        let areValid = text.forEachPart(separator: UInt8(ascii: ".")) { part in
            guard !part.isEmpty else { return false }
            if part.isNumber {
                key.append(Mark.number)
                key.append(number: part)
                return true
            }
            key.append(Mark.word)
            if options.isCaseless { key.append(caselessWord: part) } else { key.append(word: part) }
            return part.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
        key.append(Mark.end)
        return areValid
    }
}
