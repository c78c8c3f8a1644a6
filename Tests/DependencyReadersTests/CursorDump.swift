@testable import DependencyReaders

/// The whole document as JSON text, all scalars as strings.
enum CursorDump {
    static func text(_ cursor: inout some NestedCursor) -> String {
        switch cursor.kind() {
        case .object:
            var parts: [String] = []
            guard cursor.enterObject() else { return "?" }
            while let key = cursor.nextKey() { parts.append(quote(key) + ":" + text(&cursor)) }
            return "{" + parts.joined(separator: ",") + "}"
        case .array:
            var parts: [String] = []
            guard cursor.enterArray() else { return "?" }
            while cursor.nextElement() { parts.append(text(&cursor)) }
            return "[" + parts.joined(separator: ",") + "]"
        case .null, .nothing:
            cursor.skip()
            return "null"
        default: return cursor.scalar().map(quote) ?? "?"
        }
    }

    static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension String {
    var utf8Bytes: [UInt8] { Array(utf8) }
}
