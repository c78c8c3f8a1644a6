import TOMLKit
import Testing

@testable import DependencyReaders

/// The cursor beside toml++, on documents that are made up. Damaged ones make an assertion of toml++ end the program.
@Suite struct TOMLOracleTests {
    @Test func readsMadeUpDocumentsAsTOMLKitDoes() throws {
        for seed in 0..<2000 as Range<UInt64> {
            var documents = TOMLDocuments(seed: seed)
            let text = documents.file()
            let (value, warnings) = Self.cursor(text)
            let expected = try #require(Self.kit(text), "seed \(seed): TOMLKit refuses\n\(text)")
            #expect(value == expected, "seed \(seed):\n\(text)")
            #expect(warnings.isEmpty, "seed \(seed): \(warnings)\n\(text)")
        }
    }

    private static func cursor(_ text: String) -> (String, [Inventory.Warning]) {
        text.utf8Bytes.withUnsafeBytes { bytes in
            var cursor = TOMLCursor(bytes)
            let root = TOMLTree()
            while let table = cursor.nextTable() {
                let place = root.place(table.path, isElement: table.isElement)
                for member in table.members { place.put(member.path[...], member.value) }
            }
            return (root.dump, cursor.notes.all)
        }
    }

    private static func kit(_ text: String) -> String? { (try? TOMLKit.TOMLTable(string: text)).map(dump) }

    private static func dump(_ table: TOMLKit.TOMLTable) -> String {
        let members = table.keys.sorted().map { key in
            CursorDump.quote(key) + ":" + (table[key].map(dump) ?? "?")
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func dump(_ value: any TOMLKit.TOMLValueConvertible) -> String {
        if let table = value.table { return dump(table) }
        if let array = value.array { return "[" + array.map(dump).joined(separator: ",") + "]" }
        if let text = value.string { return CursorDump.quote(text) }
        switch value.type {
        case .bool: return value.bool == true ? "true" : "false"
        case .int: return value.int.map { "\($0)" } ?? "?"
        case .double: return value.double.map { "\($0)" } ?? "?"
        default: return "date"
        }
    }
}

/// The tables of a file joined to one.
private final class TOMLTree {
    private var members: [String: TOMLTree] = [:]
    private var elements: [TOMLTree]?
    private var leaf: String?

    var dump: String {
        if let leaf { return leaf }
        if let elements { return "[" + elements.map(\.dump).joined(separator: ",") + "]" }
        let parts = members.sorted { $0.key < $1.key }.map { CursorDump.quote($0.key) + ":" + $0.value.dump }
        return "{" + parts.joined(separator: ",") + "}"
    }

    /// The table of a header; made when it is not there.
    func place(_ path: [String], isElement: Bool) -> TOMLTree {
        var tree = self
        for (index, part) in path.enumerated() {
            let isLast = index == path.count - 1
            let next = tree.members[part] ?? TOMLTree()
            tree.members[part] = next
            if isLast, isElement { next.elements = (next.elements ?? []) + [TOMLTree()] }
            tree = next.elements?.last ?? next
        }
        return tree
    }

    func put(_ path: ArraySlice<String>, _ value: DependencyReaders.TOMLValue) {
        let tree = place(Array(path), isElement: false)
        switch value {
        case .string(let text): tree.leaf = CursorDump.quote(text)
        case .word(let word): tree.leaf = Self.plain(word)
        case .array(let values):
            tree.elements = values.map { value in
                let element = TOMLTree()
                element.put([], value)
                return element
            }
        case .table(let members): for member in members { tree.put(member.path[...], member.value) }
        }
    }

    private static func plain(_ word: String) -> String {
        let digits = word.replacing("_", with: "")
        if word == "true" || word == "false" { return word }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
            if let rest = digits.dropping(prefix: prefix), let number = Int(rest, radix: radix) { return "\(number)" }
        }
        if let number = Int(digits) { return "\(number)" }
        return Double(digits).map { "\($0)" } ?? "date"
    }
}
