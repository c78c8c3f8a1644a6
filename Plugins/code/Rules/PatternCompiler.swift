import CodeParsing
import CodeSyntax

/// Makes patterns of their texts, for one language.
final class PatternCompiler {
    private let parser: SourceParser
    private let language: Language
    private(set) var vocabulary: Vocabulary
    /// Names of metavariables, numbered: bindings are by number.
    private(set) var metavariables: [String: Int] = [:]

    struct Failure: Error {
        let reason: String
        /// Of the rule file; nil where it is about the rule as a whole.
        var line: Int?
    }

    init(_ languages: LanguageSet, _ language: Language) {
        parser = SourceParser(languages)
        self.language = language
        vocabulary = Vocabulary()
    }

    func number(of metavariable: String) -> Int {
        if let number = metavariables[metavariable] { return number }
        metavariables[metavariable] = metavariables.count
        return metavariables.count - 1
    }

    /// Makes the names that stand in a regular expression words of the vocabulary.
    func addWords(of regex: String) {
        let words = regex.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && $0 != "_" }
        for word in words where word.utf8.count > 2 { _ = vocabulary.add(String(word)) }
        for name in FiniteNames.all(regex) ?? [] { _ = vocabulary.add(name) }
    }

    func compile(_ pattern: String) throws(Failure) -> Pattern {
        for form in PatternText.Form.allCases {
            let marked = PatternText(pattern, language, form)
            for wrapper in Wrapper.all(language, isObject: pattern.first == "{") {
                guard let (tree, statements) = parsed(marked, wrapper) else { continue }
                return try made(tree, statements, marked, pattern)
            }
        }
        throw Failure(reason: "the pattern cannot be parsed as \(language.title): \(pattern)")
    }

    private func parsed(_ marked: PatternText, _ wrapper: Wrapper) -> (SyntaxTree, [NodeID])? {
        let text = wrapper.before + marked.text + wrapper.after
        // Decorated parameters are TypeScript's alone; all else is the same in both.
        let grammar = language == .javascript ? Language.typescript : language
        guard let tree = try? parser.parse(text, grammar, path: "pattern.tsx", vocabulary: Vocabulary()),
            tree.errors.isEmpty, let statements = wrapper.statements(tree), !statements.isEmpty
        else { return nil }
        return (tree, statements)
    }

    private func made(
        _ tree: SyntaxTree, _ roots: [NodeID], _ marked: PatternText, _ text: String
    ) throws(Failure) -> Pattern {
        var copy = PatternCopy(tree: tree, marked: marked, vocabulary: vocabulary, number: { self.number(of: $0) })
        let indexes = roots.map { copy.copy($0, role: tree[$0].role, parent: 0) }
        vocabulary = copy.vocabulary
        if let failure = copy.failure { throw Failure(reason: failure) }
        guard indexes.contains(where: { copy.nodes[$0].kind != .ellipsis }) else {
            throw Failure(reason: "a pattern of nothing but '...' matches everything")
        }
        return Pattern(
            nodes: copy.nodes, roots: indexes, chains: copy.chains, types: copy.types, regexes: copy.regexes, text: text
        )
    }
}

/// What is put around a pattern so that it is a file.
private struct Wrapper {
    let before: String
    let after: String
    /// Where the pattern's nodes are.
    let statements: (SyntaxTree) -> [NodeID]?

    /// `isObject`: the pattern begins with a brace, which is an object rather than a block.
    static func all(_ language: Language, isObject: Bool) -> [Wrapper] {
        let whole = Wrapper(before: "", after: "") { Array($0.children(SyntaxTree.root)) }
        switch language {
        case .java:
            return [
                Wrapper(before: "class W__ { void w__() { ", after: "\n} }", statements: functionBody),
                Wrapper(before: "class W__ { void w__() { ", after: "\n; } }", statements: functionBody),
                Wrapper(before: "class W__ { ", after: "\n}", statements: classBody),
                whole,
                Wrapper(before: "class W__ { void w__() { Object w__ = ", after: "\n; } }", statements: assignedValue),
            ]
        case .go:
            return [
                Wrapper(before: "package w__\nfunc w__() {\n", after: "\n}", statements: functionBody),
                Wrapper(before: "package w__\nvar w__ = ", after: "\n", statements: assignedAtTop),
                Wrapper(before: "package w__\n", after: "\n") { Array($0.children(SyntaxTree.root)) },
            ]
        case .c:
            return [
                Wrapper(before: "void w__() { ", after: "\n}", statements: functionBody),
                Wrapper(before: "void w__() { ", after: "\n; }", statements: functionBody), whole,
            ]
        case .php:
            let open = "<?php "
            return [
                Wrapper(before: open, after: "\n;") { Self.withoutEmpty($0, Array($0.children(SyntaxTree.root))) },
                Wrapper(before: open, after: "\n") { Array($0.children(SyntaxTree.root)) },
                Wrapper(before: "\(open)class W__ { ", after: "\n}", statements: classBody),
            ]
        case .javascript, .typescript:
            let expression = Wrapper(before: "w__ = ", after: "\n", statements: assignedAtTop)
            return [
                isObject ? expression : whole, isObject ? whole : expression,
                Wrapper(before: "class W__ { ", after: "\n}", statements: classBody),
                Wrapper(before: "async function* w__() { ", after: "\n}", statements: functionBody),
            ]
        case .python:
            return [
                whole, Wrapper(before: "w__ = ", after: "\n", statements: assignedAtTop),
                Wrapper(before: "try:\n  w__\n", after: "\n", statements: handlers),
            ]
        case .ruby: return [whole, Wrapper(before: "w__ = ", after: "\n", statements: assignedAtTop)]
        }
    }

    private static func withoutEmpty(_ tree: SyntaxTree, _ nodes: [NodeID]) -> [NodeID] {
        nodes.filter { tree[$0].kind != .empty }
    }

    private static func functionBody(_ tree: SyntaxTree) -> [NodeID]? {
        guard let index = tree.nodes.firstIndex(where: { $0.kind == .function && tree.text($0.symbol) == "w__" }),
            let body = tree.child(NodeID(rawValue: UInt32(index)), .body)
        else { return nil }
        return withoutEmpty(tree, Array(tree.children(body)))
    }

    private static func classBody(_ tree: SyntaxTree) -> [NodeID]? {
        guard let index = tree.nodes.firstIndex(where: { $0.kind == .class && tree.text($0.symbol) == "W__" }),
            let body = tree.child(NodeID(rawValue: UInt32(index)), .body)
        else { return nil }
        return Array(tree.children(body))
    }

    /// The `except` clauses of the statement around them.
    private static func handlers(_ tree: SyntaxTree) -> [NodeID]? {
        guard let outer = tree.children(SyntaxTree.root).first(where: { _ in true }), tree[outer].kind == .try else {
            return nil
        }
        return tree.children(outer).filter { tree[$0].kind == .catch }
    }

    private static func assignedAtTop(_ tree: SyntaxTree) -> [NodeID]? { assignedValue(tree) }

    private static func assignedValue(_ tree: SyntaxTree) -> [NodeID]? {
        for index in tree.nodes.indices where tree.nodes[index].kind == .assign {
            let id = NodeID(rawValue: UInt32(index))
            if let target = tree.child(id, .target), tree.text(of: target) == "w__" {
                return tree.child(id, .value).map { [$0] }
            }
        }
        return nil
    }
}

/// Copies a lowered pattern, its names turned back into marks.
private struct PatternCopy {
    let tree: SyntaxTree
    let marked: PatternText
    var vocabulary: Vocabulary
    let number: (String) -> Int
    var nodes: [Node] = []
    var chains: [Int: [Symbol]] = [:]
    var types: [Int: [Symbol]] = [:]
    var regexes: [Int: Regex] = [:]
    var failure: String?

    mutating func copy(_ id: NodeID, role: Role, parent: Int) -> Int {
        var node = tree[id]
        let index = nodes.count
        node.role = role
        node.parent = NodeID(rawValue: UInt32(parent))
        let word = PatternText.name(tree.text(node.symbol))
        let mark = PatternText.mark(of: word)
        // `deep__(e)` and marks that are expressions of their own.
        if node.kind == .call, let callee = tree.child(id, .callee),
            case .deep = PatternText.mark(of: tree.text(of: callee)),
            let argument = tree.child(id, .argument)
        {
            node.kind = .deepEllipsis
            node.symbol = .empty
            nodes.append(node)
            _ = copy(argument, role: .value, parent: index)
            nodes[index].next = UInt32(nodes.count)
            return index
        }
        switch (node.kind, mark) {
        case (.name, let mark?), (.type, let mark?): return leaf(node, mark, index)
        case (.parameter, .ellipsis), (.parameter, .metavariables), (.keywordArgument, .ellipsis):
            return leaf(node, mark ?? .ellipsis, index)
        case (.parameter, nil) where isEllipsisType(id): return leaf(node, .ellipsis, index)
        case (.parameter, .metavariable?) where tree.children(id).allSatisfy({ _ in false }):
            if let mark { return leaf(node, mark, index) }
        case (.assign, _):
            // `int ellipsis__;` among members.
            if let target = tree.child(id, .target), tree.child(id, .value) == nil,
                case .ellipsis = PatternText.mark(of: tree.text(of: target))
            {
                return leaf(node, .ellipsis, index)
            }
        case (.spread, _):
            // `*...` and `...args` of a mark are the mark.
            if let inner = tree.child(id, .value), case .ellipsis = PatternText.mark(of: tree.text(of: inner)) {
                return leaf(node, .ellipsis, index)
            }
        case (.entry, _):
            if let key = tree.child(id, .key), tree.text(of: key) == PatternText.ellipsis {
                return leaf(node, .ellipsis, index)
            }
        case (.attribute, .ellipsis?),
            (.string, .ellipsis?) where node.role == .element || node.kind == .attribute:
            return leaf(node, .ellipsis, index)
        case (.string, _) where node.role == .part && word == "...": return leaf(node, .ellipsis, index)
        case (.ellipsis, _): node.symbol = .empty
        default: break
        }
        node.symbol = symbol(node, word, mark, index)
        nodes.append(node)
        for child in tree.children(id) { _ = copy(child, role: tree[child].role, parent: index) }
        nodes[index].next = UInt32(nodes.count)
        if let chain = chain(id) { chains[index] = chain }
        return index
    }

    /// `f(...)` in declarations of Go and C, where a parameter may be nothing but a type.
    private func isEllipsisType(_ parameter: NodeID) -> Bool {
        guard tree.language == .go || tree.language == .c, tree[parameter].symbol == .empty else { return false }
        return tree.child(parameter, .type).map { tree.text(of: $0) == PatternText.ellipsis } ?? false
    }

    private mutating func leaf(_ from: Node, _ mark: PatternText.Mark, _ index: Int) -> Int {
        var node = from
        node.symbol = .empty
        switch mark {
        case .ellipsis, .deep: node.kind = .ellipsis
        case .metavariables(let name):
            node.kind = .ellipsisMetavariable
            node.symbol = Symbol(rawValue: UInt32(number(name)))
        case .metavariable(let name):
            node.kind = .metavariable
            node.symbol = Symbol(rawValue: UInt32(number(name)))
        case .typed(let place):
            node.kind = .metavariable
            node.symbol = Symbol(rawValue: UInt32(number(marked.typed[place].name)))
            types[index] = marked.typed[place].type.split(separator: ".").map { vocabulary.add(String($0)) }
        }
        nodes.append(node)
        nodes[index].next = UInt32(nodes.count)
        return index
    }

    private mutating func symbol(_ node: Node, _ word: String, _ mark: PatternText.Mark?, _ index: Int) -> Symbol {
        if case .metavariable(let name) = mark { return vocabulary.add("\u{1}\(number(name))") }
        if case .metavariables(let name) = mark { return vocabulary.add("\u{1}\(number(name))") }
        if node.kind == .string {
            if word.hasPrefix("=~/"), word.hasSuffix("/") {
                do { regexes[index] = try Regex(String(word.dropFirst(3).dropLast())) } catch { failure = error.reason }
                return vocabulary.add("\u{2}regex")
            }
            if word == "..." { return vocabulary.add("\u{2}any") }
            if word.hasPrefix("$"), word.dropFirst().allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" }),
                word.count > 1
            {
                return vocabulary.add("\u{1}\(number(word))")
            }
            return vocabulary.add(word)
        }
        return vocabulary.add(word)
    }

    /// `a.b.c` without marks, as the names from left to right.
    private mutating func chain(_ id: NodeID) -> [Symbol]? {
        var names: [Symbol] = []
        var at = id
        while tree[at].kind == .member {
            let word = PatternText.name(tree.text(of: at))
            guard PatternText.mark(of: word) == nil, let object = tree.child(at, .object) else { return nil }
            names.append(vocabulary.add(word))
            at = object
        }
        guard tree[at].kind == .name, PatternText.mark(of: tree.text(of: at)) == nil else { return nil }
        names.append(vocabulary.add(PatternText.name(tree.text(of: at))))
        return names.reversed()
    }
}
