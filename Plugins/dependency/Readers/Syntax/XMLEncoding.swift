/// Whether the bytes of an XML text can be looked into without decoding them.
enum XMLEncoding: Equatable {
    /// ASCII means itself in it; libxml2 is told nothing.
    case plain
    /// It says UTF-16, but is not.
    case mistaken
    /// UTF-16, UTF-32, UTF-7, EBCDIC and others in which a sign may hide.
    case other

    init(_ bytes: UnsafeRawBufferPointer) {
        if bytes.prefix(4).contains(where: { $0 == 0 || $0 == 0xFE || $0 == 0xFF }) {
            self = .other
            return
        }
        let head = String(decoding: bytes.prefix(256), as: UTF8.self)
        guard let end = head.cut(at: UInt8(ascii: ">"))?.0, end.contains("<?xml"), let name = Self.name(in: end) else {
            self = .plain
            return
        }
        if name.hasPrefix("utf-16") || name.hasPrefix("utf16") {
            self = .mistaken
        } else {
            self = Self.plainNames.contains { name.hasPrefix($0) } ? .plain : .other
        }
    }

    private static let plainNames = ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "latin1", "windows-125"]

    /// Of `encoding="name"`, in lower case.
    private static func name(in declaration: Substring) -> String? {
        let words = declaration.parts(at: UInt8(ascii: "="))
        guard let place = words.dropLast().firstIndex(where: { $0.trimmed.hasSuffix("encoding") }) else { return nil }
        let value = words[place + 1].trimmed
        guard let quote = value.utf8.first else { return nil }
        return value.dropFirst().cut(at: quote).map { $0.0.lowercased() }
    }
}
