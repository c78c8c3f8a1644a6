/// A licence expression (SPDX 2.3, annex D): identifiers joined by `AND`, `OR` and `WITH`, with parentheses.
struct SPDXExpression: Equatable {
    indirect enum Node: Equatable {
        /// In the spelling of the text; `WITH` and its exception belong to it.
        case licence(String)
        case all(Node, Node)
        case any(Node, Node)
    }

    let root: Node

    /// Parentheses within one another, and words; more is no expression.
    private static let depthLimit = 32
    private static let wordLimit = 1000
    private static let byteLimit = 20_000

    /// Nil when the text is none.
    init?(_ text: String) {
        guard text.utf8.count <= SPDXExpression.byteLimit else { return nil }
        var parser = Parser(words: SPDXExpression.words(text)[...])
        guard parser.words.count <= SPDXExpression.wordLimit, let root = parser.any(depth: 0), parser.words.isEmpty
        else {
            return nil
        }
        self.root = root
    }

    /// Whether the package may be used when exactly these licences may: one side of an `OR` is enough.
    func holds(_ isAllowed: (String) -> Bool) -> Bool {
        func holds(_ node: Node) -> Bool {
            switch node {
            case .licence(let id): isAllowed(id)
            case .all(let a, let b): holds(a) && holds(b)
            case .any(let a, let b): holds(a) || holds(b)
            }
        }
        return holds(root)
    }

    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        for part in text.split(whereSeparator: \.isWhitespace) {
            var rest = part
            while rest.first == "(" {
                words.append("(")
                rest = rest.dropFirst()
            }
            let end = rest.lastIndex { $0 != ")" }
            let word = end.map { rest[...$0] } ?? ""
            if !word.isEmpty { words.append(word) }
            for _ in 0..<(rest.count - word.count) { words.append(")") }
        }
        return words
    }

    /// `OR` binds weaker than `AND`, which binds weaker than `WITH`. Lists are built from the left without recursion,
    /// so that a long one costs no stack.
    private struct Parser {
        var words: ArraySlice<Substring>

        mutating func any(depth: Int) -> Node? {
            guard var node = all(depth: depth) else { return nil }
            while take("OR") {
                guard let next = all(depth: depth) else { return nil }
                node = .any(node, next)
            }
            return node
        }

        private mutating func all(depth: Int) -> Node? {
            guard var node = simple(depth: depth) else { return nil }
            while take("AND") {
                guard let next = simple(depth: depth) else { return nil }
                node = .all(node, next)
            }
            return node
        }

        private mutating func simple(depth: Int) -> Node? {
            guard let word = words.popFirst() else { return nil }
            if word == "(" {
                guard depth < SPDXExpression.depthLimit, let node = any(depth: depth + 1), words.popFirst() == ")"
                else {
                    return nil
                }
                return node
            }
            guard !word.contains(where: { $0 == "(" || $0 == ")" }),
                !["OR", "AND", "WITH"].contains(word.uppercased())
            else { return nil }
            guard take("WITH") else { return .licence(String(word)) }
            guard let exception = words.popFirst(), exception != "(", exception != ")" else { return nil }
            return .licence("\(word) WITH \(exception)")
        }

        private mutating func take(_ operation: String) -> Bool {
            guard words.first?.uppercased() == operation else { return false }
            words.removeFirst()
            return true
        }
    }
}
