import Foundation

/// What `Tests/ABI/v1.layout` says: `struct NAME SIZE`, then one indented `OFFSET SIZE NAME TYPE` per field.
struct GoldenLayout {
    struct Field: Sendable {
        let name: String
        let offset: Int
        let size: Int
    }

    struct Record {
        let size: Int
        var fields: [Field] = []
    }

    private(set) var structs: [String: Record] = [:]
    /// Numeric macros and enumerators by name.
    private(set) var constants: [String: UInt64] = [:]

    init(contentsOfFile path: String) throws {
        var owner = ""
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("  "), words.count > 3, let offset = Int(words[0]), let size = Int(words[1]) {
                structs[owner]?.fields.append(Field(name: String(words[2]), offset: offset, size: size))
            } else if words[0] == "struct", words.count == 3, let size = Int(words[2]) {
                owner = String(words[1])
                structs[owner] = Record(size: size)
            } else if words[0] == "enum" || words[0] == "macro", words.count == 4 {
                let text = words[3]
                constants[String(words[1])] = text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
            }
        }
    }
}
