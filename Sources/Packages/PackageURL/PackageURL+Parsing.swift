/// Why a text is no Package URL.
public struct PackageURLError: Error, Hashable, CustomStringConvertible {
    public let message: String

    init(_ message: String) { self.message = message }

    public var description: String { message }
}

extension PackageURL {
    /// Bytes of text that are read.
    public static let lengthLimit = 8192

    /// Reads what others write, too: any case of the scheme, the type and the keys, slashes after the scheme, an "@" of
    /// a scope that is not encoded. Fails for what ECMA-427 or the definition of the type forbids.
    public init(parsing text: String) throws(PackageURLError) {
        guard text.utf8.count <= PackageURL.lengthLimit else {
            throw PackageURLError("longer than \(PackageURL.lengthLimit) bytes")
        }
        var rest = text[...].utf8
        let subpath = try PackageURL.decoded(PackageURL.cut(&rest, UInt8(ascii: "#")))
        let qualifiers = try PackageURL.qualifiers(PackageURL.cut(&rest, UInt8(ascii: "?")))
        guard Substring(rest.prefix(4)).lowercased() == "pkg:" else {
            throw PackageURLError("\"pkg:\" is expected at the beginning")
        }
        rest = rest.dropFirst(4).drop { $0 == UInt8(ascii: "/") }
        let type = rest.prefix { $0 != UInt8(ascii: "/") }
        rest = rest.dropFirst(type.count)
        guard PackageURL.isType(type) else { throw PackageURLError("a type is expected after \"pkg:\"") }
        let version = try PackageURL.version(&rest)
        var segments = rest.split(separator: UInt8(ascii: "/"))
        guard let name = segments.popLast() else { throw PackageURLError("the name is missing") }
        var namespace: [String] = []
        for segment in segments { namespace.append(try PackageURL.decoded(segment)) }
        self.init(
            type: String(Substring(type)).asciiLowercased(), namespace: namespace.joined(separator: "/"),
            name: try PackageURL.decoded(name), version: version, qualifiers: qualifiers,
            subpath: PackageURL.cleaned(subpath: subpath))
        try check(PackageURLType(self.type))
        applyRules(of: PackageURLType(self.type))
    }

    private func check(_ rules: PackageURLType) throws(PackageURLError) {
        if rules.requires.contains(.namespace), namespace.isEmpty {
            throw PackageURLError("the type \(type) asks for a namespace")
        }
        if rules.requires.contains(.version), version.isEmpty {
            throw PackageURLError("the type \(type) asks for a version")
        }
        if !rules.hasNamespace, !namespace.isEmpty { throw PackageURLError("the type \(type) has no namespace") }
        if let key = rules.requiredQualifier, qualifiers[key] == nil {
            throw PackageURLError("the type \(type) asks for the qualifier \(key)")
        }
        // The name alone does not tell whose package it is.
        let hasUser = !namespace.isEmpty || qualifiers["user"] != nil
        if type == "conan", hasUser != (qualifiers["channel"] != nil) {
            throw PackageURLError("the type conan asks for a namespace and a channel, or neither")
        }
    }

    private static func isType(_ type: Substring.UTF8View) -> Bool {
        guard let first = type.first, isLetter(first) else { return false }
        return type.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// Takes off what stands behind the last separator; empty when there is none.
    private static func cut(_ rest: inout Substring.UTF8View, _ separator: UInt8) -> Substring.UTF8View {
        guard let index = rest.lastIndex(of: separator) else { return rest.suffix(0) }
        let part = rest[rest.index(after: index)...]
        rest = rest[..<index]
        return part
    }

    private static func version(_ rest: inout Substring.UTF8View) throws(PackageURLError) -> String {
        guard let at = rest.lastIndex(of: UInt8(ascii: "@")) else { return "" }
        let part = rest[rest.index(after: at)...]
        // "/@scope/name": it begins a segment and is not the last.
        let beginsSegment = rest[..<at].last == UInt8(ascii: "/")
        if beginsSegment, part.contains(UInt8(ascii: "/")) { return "" }
        rest = rest[..<at]
        if beginsSegment { throw PackageURLError("the name is missing") }
        return try decoded(part)
    }

    private static func qualifiers(_ text: Substring.UTF8View) throws(PackageURLError) -> [String: String] {
        var qualifiers: [String: String] = [:]
        for pair in text.split(separator: UInt8(ascii: "&")) {
            let key = String(Substring(pair.prefix { $0 != UInt8(ascii: "=") }))
            guard PackageURL.isKey(key) else { throw PackageURLError("a qualifier has a key that is not allowed") }
            let value = try decoded(pair.dropFirst(key.utf8.count + 1))
            if value.isEmpty { continue }
            guard qualifiers.updateValue(value, forKey: key.asciiLowercased()) == nil else {
                throw PackageURLError("the qualifier \(key.asciiLowercased()) is given twice")
            }
        }
        return qualifiers
    }

    private static func decoded(_ text: Substring.UTF8View) throws(PackageURLError) -> String {
        guard text.contains(UInt8(ascii: "%")) else { return String(Substring(text)) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                throw PackageURLError("two hexadecimal digits are expected after \"%\"")
            }
            bytes.append(high << 4 | low)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw PackageURLError("what is encoded is not valid UTF-8")
        }
        return decoded
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte - UInt8(ascii: "0") }
        let letter = byte | 0x20
        return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f") ? letter - UInt8(ascii: "a") + 10 : nil
    }
}
