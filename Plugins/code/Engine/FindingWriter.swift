import CodeFlow
import CodeRules
import CodeSyntax
import Digest

/// Makes findings of matches and flows in one file.
struct FindingWriter {
    private let tree: SyntaxTree
    private let text: UnsafeBufferPointer<UInt8>
    private let path: String
    private let lines: LineTable
    private let suppressions: SuppressionComments

    init(_ tree: SyntaxTree, _ text: UnsafeBufferPointer<UInt8>, _ path: String) {
        self.tree = tree
        self.text = text
        self.path = path
        lines = LineTable(text)
        suppressions = SuppressionComments(tree, text: text, lines: lines)
    }

    /// `text`: that of the file.
    init(_ tree: SyntaxTree, _ file: LoadedFile, _ text: UnsafeBufferPointer<UInt8>, _ path: String) {
        self.tree = tree
        self.text = text
        self.path = path
        lines = file.lines
        suppressions = file.suppressions(tree)
    }

    func finding(_ match: RuleMatch, _ rule: CodeRule) -> CodeFinding {
        let range = match.range(in: tree)
        let message = Self.filled(rule.message, match.bindings, shortened: true)
        var finding = finding(rule, range, message, at: match.node)
        finding.fix = rule.fix.map { Self.filled($0, match.bindings, shortened: false) }
        return finding
    }

    /// - Parameters:
    ///   - bindings: of the sink's metavariables; asked for only when the message has some.
    ///   - steps: in files that may be others.
    func finding(
        _ flow: Flow, _ rule: CodeRule, bindings: () -> [String: String], steps: [CodeFinding.Step]
    ) -> CodeFinding {
        let message = rule.message.contains("$") ? Self.filled(rule.message, bindings(), shortened: true) : rule.message
        var finding = finding(rule, tree.range(flow.sink.node), message, at: flow.sink.node)
        finding.steps = steps
        return finding
    }

    private func finding(_ rule: CodeRule, _ range: Range<Int>, _ message: String, at node: NodeID) -> CodeFinding {
        var finding = CodeFinding(
            rule: rule.id, message: message, path: path, bytes: range, matchKey: key(range, node))
        // Keys are kept, the passwords in them are not.
        if rule.findsSecrets { finding.matchKey = Self.digest(finding.matchKey) }
        let last = max(range.lowerBound, range.upperBound - 1)
        finding.suppression = suppressions.suppression(
            of: rule.id, aliases: rule.aliases, lines: lines.line(of: range.lowerBound)...lines.line(of: last))
        return finding
    }

    /// The function it stands in and its text without blanks.
    private func key(_ range: Range<Int>, _ node: NodeID) -> String {
        var names: [String] = []
        var at: NodeID? = node
        while let id = at {
            if tree[id].kind == .function || tree[id].kind == .class { names.append(Self.shortened(tree.text(of: id))) }
            at = tree.parent(id)
        }
        let code = text[range.clamped(to: 0..<text.count)].prefix(400).filter { $0 > 32 }
        return names.reversed().joined(separator: ".") + ":" + String(decoding: code, as: UTF8.self)
    }

    /// A name that nobody would write is in every key of what it holds.
    private static func shortened(_ name: String) -> String {
        name.utf8.count <= 200 ? name : String(name.prefix(50)) + digest(name)
    }

    private static func digest(_ key: String) -> String {
        var hash = SHA256()
        hash.update(key)
        return Hex.encode(hash.finish())
    }

    /// A text with metavariables replaced by what they matched; those that matched nothing stay as they are. What an
    /// empty `$...ARGS` leaves between commas goes too.
    static func filled(_ text: String, _ bindings: [String: String], shortened: Bool) -> String {
        guard !bindings.isEmpty, text.contains("$") else { return text }
        var filled = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "$") {
            filled += rest[..<start]
            rest = rest[start...]
            let name = metavariable(rest)
            rest = rest.dropFirst(name.count)
            guard let value = bindings[name] else {
                filled += name
                continue
            }
            filled += shortened && value.count > 100 ? value.prefix(100) + "…" : value
            if value.isEmpty, name.hasPrefix("$...") { (filled, rest) = withoutComma(filled, rest) }
        }
        return filled + rest
    }

    /// `$X` or `$...ARGS` at the beginning; else the sign alone.
    private static func metavariable(_ text: Substring) -> String {
        let sign = text.hasPrefix("$...") ? "$..." : "$"
        let name = text.dropFirst(sign.count).prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
        return name.isEmpty ? "$" : sign + name
    }

    private static func withoutComma(_ before: String, _ after: Substring) -> (String, Substring) {
        if after.first == "," { return (before, after.dropFirst().drop { $0 == " " }) }
        var before = before
        while before.last == " " { before.removeLast() }
        guard before.last == "," else { return (before, after) }
        before.removeLast()
        return (before, after)
    }
}
