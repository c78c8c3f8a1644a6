internal import CSyntaxReader

/// What a Terraform file consists of.
struct TerraformFile {
    let body: TerraformBlock
    /// Where the text fits no rule of the language.
    let errors: [Int]
    /// Whether something was nested too deeply to be read.
    let isCut: Bool
}

/// Why a file has no tree.
struct TerraformFailure: Error {
    let reason: String
}

/// Reads the language of Terraform (HCL) with the parser that other languages use.
enum TerraformReader {
    static let milliseconds: UInt64 = 5_000
    static let mostNodes: UInt32 = 2_000_000

    static func read(_ bytes: UnsafeRawBufferPointer) throws(TerraformFailure) -> TerraformFile {
        guard let grammar = TerraformGrammar.shared else {
            throw TerraformFailure(reason: "the product was built without the parser of this language")
        }
        guard let parser = syntax_parser_new() else { throw TerraformFailure(reason: "memory is short") }
        defer { syntax_parser_free(parser) }
        let start = YAMLText.start(of: bytes)
        let text = UnsafeRawBufferPointer(rebasing: bytes[start...])
        guard let length = UInt32(exactly: text.count) else { throw TerraformFailure(reason: "the file is too large") }
        let limits = syntax_limits(microseconds: milliseconds * 1000, nodes: mostNodes)
        var nodes: UnsafePointer<syntax_node>?
        var count: UInt32 = 0
        let status = syntax_parse(
            parser, grammar.language, text.bindMemory(to: CChar.self).baseAddress, length, limits, &nodes, &count)
        switch status {
        case SYNTAX_OK: break
        case SYNTAX_TOO_LONG: throw TerraformFailure(reason: "parsing took longer than \(milliseconds) ms")
        case SYNTAX_TOO_MANY: throw TerraformFailure(reason: "more than \(mostNodes) parts")
        default: throw TerraformFailure(reason: "memory is short")
        }
        let tree = TerraformTree(
            nodes: UnsafeBufferPointer(start: nodes, count: Int(count)), text: text, base: start, grammar: grammar)
        let body = tree.file()
        return TerraformFile(body: body, errors: tree.errors(), isCut: tree.outcome.isCut)
    }
}

/// The grammar with its names.
///
/// Sendable without the compiler's help: the pointer is to constant tables of the program.
struct TerraformGrammar: @unchecked Sendable {
    let language: OpaquePointer
    let kinds: [Kind]

    /// Nil when the product was built without this parser.
    static let shared = TerraformGrammar()

    enum Kind: String, CaseIterable {
        case body, block, attribute, identifier, expression, object, tuple, index, splat, conditional, operation
        case blockStart = "block_start"
        case stringLiteral = "string_lit"
        case literal = "literal_value"
        case number = "numeric_lit"
        case bool = "bool_lit"
        case null = "null_lit"
        case template = "template_expr"
        case quoted = "quoted_template"
        case heredoc = "heredoc_template"
        case templateText = "template_literal"
        case interpolation = "template_interpolation"
        case directive = "template_directive"
        case collection = "collection_value"
        case element = "object_elem"
        case variable = "variable_expr"
        case property = "get_attr"
        case newIndex = "new_index"
        case call = "function_call"
        case arguments = "function_arguments"
        case unary = "unary_operation"
        case forExpression = "for_expr"
        case other = ""
    }

    private init?() {
        guard let language = syntax_find("hcl") else { return nil }
        self.language = language
        kinds = (0..<UInt16(syntax_symbol_count(language))).map { symbol in
            syntax_symbol_name(language, symbol).flatMap { Kind(rawValue: String(cString: $0)) } ?? .other
        }
    }
}
