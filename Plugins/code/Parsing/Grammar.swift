import CSyntaxReader
import CodeSyntax

/// A grammar that is there, with its names for kinds and fields. An object, since every concrete node refers to it.
///
/// Sendable without the compiler's help: the pointer is to constant tables of the program, the rest is immutable.
final class Grammar: @unchecked Sendable {
    let name: String
    let language: OpaquePointer
    let symbolNames: [String]
    private let fields: [String: UInt16]

    /// Nil when the product was built without this parser.
    init?(_ name: String) {
        guard let language = syntax_find(name) else { return nil }
        self.name = name
        self.language = language
        symbolNames = (0..<UInt16(syntax_symbol_count(language))).map { symbol in
            syntax_symbol_name(language, symbol).map { String(cString: $0) } ?? ""
        }
        var fields: [String: UInt16] = [:]
        for field in 1...max(1, UInt16(syntax_field_count(language))) {
            if let text = syntax_field_name(language, field) { fields[String(cString: text)] = field }
        }
        self.fields = fields
    }

    /// The number of a field; 0, which no child has, for a name the grammar lacks.
    func field(_ name: String) -> UInt16 { fields[name] ?? 0 }

    /// For every kind of the grammar what a frontend makes of it. Several kinds can share a name (a keyword and a
    /// rule); they get the same entry.
    func table<Kind: RawRepresentable & CaseIterable>(_ type: Kind.Type, other: Kind) -> [Kind]
    where Kind.RawValue == String {
        let known = Dictionary(Kind.allCases.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        return symbolNames.map { known[$0] ?? other }
    }
}
