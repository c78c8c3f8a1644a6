import Testing
import Yams

@testable import DependencyReaders

/// The cursor beside Yams' tree, on documents that are made up, whole and damaged.
@Suite struct YAMLOracleTests {
    @Test func readsMadeUpDocumentsAsYamsDoes() {
        var refused = 0
        for seed in 0..<2000 as Range<UInt64> {
            var documents = YAMLDocuments(seed: seed)
            let text = documents.file()
            let (values, warnings) = Self.cursor(text)
            guard let expected = Self.yams(text) else {
                refused += 1
                #expect(!warnings.isEmpty, "seed \(seed): nothing is said of\n\(text)")
                continue
            }
            #expect(values == expected, "seed \(seed):\n\(text)")
            #expect(warnings.isEmpty, "seed \(seed): \(warnings)\n\(text)")
        }
        #expect(refused < 200, "\(refused) of 2000 are no YAML")
    }

    @Test func agreesWithYamsOnWhatIsDamaged() {
        var refused = 0
        for seed in 0..<2000 as Range<UInt64> {
            var documents = YAMLDocuments(seed: seed)
            var text = Array(documents.file().unicodeScalars)
            let marks = Array("\n :-#'\"[]{},&*!|>?%@x\t".unicodeScalars)
            for _ in 0..<2 {
                let place = documents.number(text.count)
                switch documents.number(3) {
                case 0: text[place] = marks[documents.number(marks.count)]
                case 1: text.insert(marks[documents.number(marks.count)], at: place)
                default: text.removeSubrange(place..<min(text.count, place + documents.number(8)))
                }
            }
            var damaged = String.UnicodeScalarView()
            damaged.append(contentsOf: text)
            let (values, warnings) = Self.cursor(String(damaged))
            if let expected = Self.yams(String(damaged)) {
                // An alias, a key that is none: said, and left out.
                let isSaid = warnings.contains { $0.reason.contains("alias") || $0.reason.contains("no text") }
                #expect(isSaid || values == expected && warnings.isEmpty, "seed \(seed): \(warnings)\n\(damaged)")
            } else {
                refused += 1
                #expect(!warnings.isEmpty, "seed \(seed): nothing is said of\n\(damaged)")
            }
        }
        #expect(refused > 500)
    }

    private static func cursor(_ text: String) -> ([String], [Inventory.Warning]) {
        text.utf8Bytes.withUnsafeBytes { bytes in
            var cursor = YAMLCursor(bytes)
            var values: [String] = []
            repeat { values.append(CursorDump.text(&cursor)) } while cursor.nextDocument()
            return (values, cursor.notes.all)
        }
    }

    /// Nil when it is refused. A file without a document is one null.
    private static func yams(_ text: String) -> [String]? {
        // libyaml takes a byte order mark for a column when it is told the encoding.
        let text = String(text.dropping(prefix: "\u{FEFF}") ?? text[...])
        guard let parser = try? Parser(yaml: text, encoding: .utf8) else { return nil }
        var values: [String] = []
        do {
            while let node = try parser.nextRoot() { values.append(dump(node)) }
        } catch {
            return nil
        }
        return values.isEmpty ? ["null"] : values
    }

    private static func dump(_ node: Node) -> String {
        switch node {
        case .mapping(let mapping):
            "{" + mapping.map { CursorDump.quote($0.key.string ?? "") + ":" + dump($0.value) }.joined(separator: ",")
                + "}"
        case .sequence(let sequence): "[" + sequence.map(dump).joined(separator: ",") + "]"
        case .scalar(let scalar):
            scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
                ? "null" : CursorDump.quote(scalar.string)
        case .alias: "alias"
        }
    }
}
