import CSyntaxReader
public import CodeSyntax

/// What a file may cost.
public struct ParseLimits: Sendable {
    /// Of parsing one file.
    public var milliseconds: Int
    /// Of the parser's tree; a node takes 24 bytes.
    public var nodes: Int

    public init(milliseconds: Int = 10_000, nodes: Int = 12_000_000) {
        self.milliseconds = milliseconds
        self.nodes = nodes
    }
}

/// Why a text has no tree.
public enum ParseFailure: Error, Sendable, Equatable {
    /// The product was built without this language's parser.
    case parserMissing(Language)
    case tooLong(milliseconds: Int)
    case tooManyNodes(Int)
    /// Texts are addressed with 32 bits.
    case tooLarge(bytes: Int)
    case outOfMemory
}

/// Parses texts, one at a time; for one thread.
public final class SourceParser {
    private let languages: LanguageSet
    private let parser: OpaquePointer?

    public init(_ languages: LanguageSet) {
        self.languages = languages
        parser = syntax_parser_new()
    }

    deinit { syntax_parser_free(parser) }

    /// The tree of a text. A text with errors has one too, with what could be understood. `path` decides between
    /// dialects (`.tsx` knows markup, `.ts` old-style casts).
    public func parse(
        _ text: UnsafeBufferPointer<UInt8>, _ language: Language, path: String = "", vocabulary: Vocabulary,
        limits: ParseLimits = ParseLimits()
    ) throws(ParseFailure) -> SyntaxTree {
        guard let (grammar, frontend) = languages.frontend(language, path: path) else { throw .parserMissing(language) }
        guard let length = UInt32(exactly: text.count) else { throw .tooLarge(bytes: text.count) }
        guard let parser else { throw .outOfMemory }
        let bound = WorkBound(milliseconds: limits.milliseconds)
        if let runs = CommentRuns(text, language) {
            let blanked = runs.blanked(text)
            let nodes = try blanked.withUnsafeBufferPointer {
                (bytes: UnsafeBufferPointer<UInt8>) throws(ParseFailure) in
                try self.nodes(of: bytes, length, parser, grammar, limits, limits.milliseconds)
            }
            if runs.areBetweenTokens(nodes, grammar) {
                return lowered(nodes, text, grammar, frontend, language, vocabulary, runs.comments)
            }
        }
        let nodes = try nodes(of: text, length, parser, grammar, limits, bound.millisecondsLeft)
        return lowered(nodes, text, grammar, frontend, language, vocabulary, [])
    }

    /// What the parser makes of a text, lent until it gets another one.
    private func nodes(
        of text: UnsafeBufferPointer<UInt8>, _ length: UInt32, _ parser: OpaquePointer, _ grammar: Grammar,
        _ limits: ParseLimits, _ milliseconds: Int
    ) throws(ParseFailure) -> UnsafeBufferPointer<syntax_node> {
        var nodes: UnsafePointer<syntax_node>?
        var count: UInt32 = 0
        let bounds = syntax_limits(
            microseconds: UInt64(clamping: milliseconds) * 1000, nodes: UInt32(clamping: limits.nodes))
        let status = text.withMemoryRebound(to: CChar.self) { bytes in
            syntax_parse(parser, grammar.language, bytes.baseAddress, length, bounds, &nodes, &count)
        }
        switch status {
        case SYNTAX_OK: return UnsafeBufferPointer(start: nodes, count: Int(count))
        case SYNTAX_TOO_LONG: throw .tooLong(milliseconds: limits.milliseconds)
        case SYNTAX_TOO_MANY: throw .tooManyNodes(limits.nodes)
        default: throw .outOfMemory
        }
    }

    private func lowered(
        _ nodes: UnsafeBufferPointer<syntax_node>, _ text: UnsafeBufferPointer<UInt8>, _ grammar: Grammar,
        _ frontend: any Frontend, _ language: Language, _ vocabulary: Vocabulary, _ comments: [Range<Int>]
    ) -> SyntaxTree {
        let contents = ConcreteTree.Contents(nodes: nodes, text: text, grammar: grammar)
        var builder = withUnsafePointer(to: contents) { contents in
            frontend.lower(
                ConcreteTree(contents: contents),
                TreeBuilder(language, vocabulary: vocabulary, capacity: nodes.count / 2))
        }
        if !comments.isEmpty { builder.insertComments(comments) }
        return builder.finish()
    }

    /// The same for a text in hand, such as a rule's pattern.
    public func parse(
        _ text: String, _ language: Language, path: String = "", vocabulary: Vocabulary
    )
        throws(ParseFailure) -> SyntaxTree
    {
        let bytes = Array(text.utf8)
        var result: Result<SyntaxTree, ParseFailure> = .failure(.outOfMemory)
        bytes.withUnsafeBufferPointer { buffer in
            do throws(ParseFailure) {
                result = .success(try parse(buffer, language, path: path, vocabulary: vocabulary))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }
}
