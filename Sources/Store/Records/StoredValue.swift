internal import Model

#if canImport(Glibc)
    internal import Glibc
#endif

/// What goes into columns and comes out of them.
enum StoredValue {
    /// SQLite hands a text out only up to its first NUL, so that one is replaced.
    static func text(_ text: String) -> String {
        var text = text
        let hasNUL = text.withUTF8 { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
        guard hasNUL else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }

    static func json(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(reserving: 64)
        body(&json)
        return json.text
    }

    static func object(_ text: String) throws(StoreError) -> [String: JSONValue] {
        if text == "{}" { return [:] }
        guard case .object(let members)? = try? JSONReader.read(Array(text.utf8)) else { throw unreadable(text) }
        return members
    }

    static func array(_ text: String) throws(StoreError) -> [JSONValue] {
        if text == "[]" { return [] }
        guard case .array(let elements)? = try? JSONReader.read(Array(text.utf8)) else { throw unreadable(text) }
        return elements
    }

    static func strings(_ text: String) throws(StoreError) -> [String] {
        try array(text).compactMap(\.string)
    }

    /// For values of an enumeration, which the schema checks too.
    static func required<T>(_ value: T?, from raw: some Any) throws(StoreError) -> T {
        guard let value else { throw unreadable("\(raw)") }
        return value
    }

    private static func unreadable(_ text: String) -> StoreError {
        StoreError(.corrupt, "The database holds a value that cannot be read: \(text.prefix(80)).")
    }
}

extension JSONValue {
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .int(let number) = self { Int(number) } else { nil } }
    var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    var object: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
}
