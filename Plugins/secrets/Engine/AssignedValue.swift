internal import PluginSDK

/// The value of a credential-like name. Most of them are labels, identifiers, references and digests; what is left is
/// told by its shape.
struct AssignedValue {
    private let value: UnsafeRawBufferPointer
    private let entropy: Double
    private let classes: ByteClasses

    init(_ value: UnsafeRawBufferPointer, entropy: Double) {
        self.value = value
        self.entropy = entropy
        classes = ByteClasses(value)
    }

    /// How sure it is that the value is a secret; nil when it is not one.
    func confidence(key: UnsafeRawBufferPointer?) -> Confidence? {
        if let key, isAbout(key) { return nil }
        if isReference || isUUID || isIdentifier || isPlace || isDigest { return nil }
        guard classes.digits > 0 || classes.signs > 0 || isLongAndMixed else { return nil }
        let speaks = Placeholders.words.occurs(in: value)
        if value.count >= 20 {
            if speaks, entropy < 4 { return nil }
            return entropy >= (isHex ? 3 : 3.7) ? .medium : .low
        }
        if speaks { return classes.kinds >= 3 ? .low : nil }
        return classes.kinds >= 3 && entropy >= 3 ? .medium : .low
    }

    /// Names that hold something about a secret, or something public.
    private func isAbout(_ key: UnsafeRawBufferPointer) -> Bool {
        Self.aboutWords.occurs(in: key)
    }

    /// An expression, a variable, a template, a path into a vault, a hashed password, a word of another language.
    private var isReference: Bool {
        guard let first = value.first else { return true }
        if "$%@&*<{[(:#!/^|".utf8.contains(first) || value.contains(where: { $0 >= 0x80 }) { return true }
        return Self.referenceStarts.begins(value) || Self.referenceParts.occurs(in: value)
    }

    private var isUUID: Bool {
        value.count == 36 && [8, 13, 18, 23].allSatisfy { value[$0] == UInt8(ascii: "-") }
            && value.enumerated().allSatisfy { [8, 13, 18, 23].contains($0.offset) || isHexDigit($0.element) }
    }

    /// Words joined by signs or by capital letters: "x-api-key-2", "user.password", "accessTokenValue1".
    private var isIdentifier: Bool {
        guard classes.signs == 0 else { return false }
        if classes.digits == 0 { return !isLongAndMixed }
        let parts = value.split(whereSeparator: { !isLetter($0) && !isDigit($0) })
        return parts.allSatisfy(Self.isWordWithNumber)
    }

    /// "token", "2024", "key2", "SHA256", "symbol2label".
    private static func isWordWithNumber(_ part: Slice<UnsafeRawBufferPointer>) -> Bool {
        let digits = part.count(where: isDigit)
        if digits == 0 { return part.count < 16 }
        if digits == part.count { return part.count < 8 }
        let head = part.prefix(while: isLetter)
        let isOneCase = head.allSatisfy(isLower) || head.allSatisfy(isUpper) || head.dropFirst().allSatisfy(isLower)
        guard isOneCase, digits <= 3, head.count <= 12 else { return false }
        let tail = part.dropFirst(head.count + digits)
        return head.count + digits + tail.count == part.count && (tail.isEmpty || isInfix(digits, head, tail))
    }

    /// A digit that stands for "to" or "for" between two words.
    private static func isInfix(
        _ digits: Int, _ head: Slice<UnsafeRawBufferPointer>, _ tail: Slice<UnsafeRawBufferPointer>
    ) -> Bool {
        digits == 1 && head.count >= 3 && tail.count >= 3 && head.allSatisfy(isLower) && tail.allSatisfy(isLower)
    }

    /// Paths, mail addresses, content types, dates, versions.
    private var isPlace: Bool {
        if value.count(where: { $0 == UInt8(ascii: "/") }) >= 2, classes.signs == 0, !isLongAndMixed { return true }
        if let at = value.firstIndex(of: UInt8(ascii: "@")), value[at...].contains(UInt8(ascii: ".")),
            classes.signs == 1
        {
            return true
        }
        return classes.letters == 0 && classes.signs == 0 && classes.joints > 0
    }

    /// "sha256-…", "sha512:…" and their like.
    private var isDigest: Bool {
        Self.digestStarts.begins(value)
    }

    private var isHex: Bool { value.allSatisfy { isHexDigit($0) } }

    /// Letters alone, but too mixed to be words.
    private var isLongAndMixed: Bool {
        value.count >= 24 && classes.upper >= 4 && classes.lower >= 4 && entropy >= 4.3
    }

    private static let aboutWords = WordSet([
        "public", "hash", "digest", "checksum", "sha1", "sha256", "md5", "integrity", "csrf", "xsrf", "example",
        "placeholder", "label", "title", "message", "error", "invalid", "missing", "forgot", "reset", "hint",
        "test_",
        "fake", "mock", "next", "page", "continuation", "cancellation", "syntax", "parser", "lexer", "design",
    ])
    private static let referenceStarts = WordSet([
        "arn:", "vault:", "ref:", "enc[", "env:", "env.", "secretref", "op://", "ssm:", "file:", "{{", "pbkdf2", "..",
        "./", "~/",
    ])
    private static let referenceParts = WordSet([
        "${", "{{", "$(", "%(", "#{", "\\(", "()", "->", "::", "process.", "environ", "getenv", "%s", "{0}", "{}",
        "://",
    ])
    private static let digestStarts = WordSet([
        "sha1", "sha224", "sha256", "sha384", "sha512", "md5", "blake2", "crc32",
    ])
}
