import CodeSyntax

/// A comment that gives a reason to pass a finding over.
public struct Suppression: Sendable, Equatable {
    /// `comment`, `nosec` or `nosemgrep`.
    public let kind: String
    public let reason: String
    /// Line of the comment, from 1.
    public let line: Int
}

/// The comments of one file that speak of findings.
struct SuppressionComments {
    private struct Entry {
        let suppression: Suppression
        /// Nil: all rules.
        let rules: [String]?
        let isForNextLine: Bool
        /// The comment has its line for itself.
        let isAlone: Bool

        /// A rule is named in full or by its last words; another tool's check by what that tool calls it.
        func means(_ rule: String, _ aliases: [String]) -> Bool {
            guard let rules else { return true }
            if suppression.kind == "nosec" { return rules.contains(where: aliases.contains) }
            return rules.contains { name in
                name == "*" || rule == name || name == "code." + rule || rule.hasSuffix("." + name)
            }
        }
    }

    private var entries: [Int: [Entry]] = [:]

    var isEmpty: Bool { entries.isEmpty }

    init(_ tree: SyntaxTree, text: UnsafeBufferPointer<UInt8>, lines: LineTable) {
        self.init(tree.comments, text: text, lines: lines)
    }

    init(_ comments: [Range<Int>], text: UnsafeBufferPointer<UInt8>, lines: LineTable) {
        for range in comments where range.upperBound <= text.count && Self.mayBe(text[range]) {
            let comment = String(decoding: text[range].prefix(2000), as: UTF8.self)
            guard let (kind, rules, reason, isForNextLine) = Self.read(comment) else { continue }
            let line = lines.line(of: range.lowerBound)
            let isAlone = text[lines.start(of: line)..<range.lowerBound].allSatisfy { $0 == 32 || $0 == 9 }
            let entry = Entry(
                suppression: Suppression(kind: kind, reason: reason, line: line), rules: rules,
                isForNextLine: isForNextLine, isAlone: isAlone)
            entries[line, default: []].append(entry)
        }
    }

    /// The comment on one of the finding's lines, or on the line before it.
    /// `aliases`: what other tools call the checks that mean the same.
    func suppression(of rule: String, aliases: [String] = [], lines: ClosedRange<Int>) -> Suppression? {
        for line in (lines.lowerBound - 1)...lines.upperBound {
            for entry in entries[line] ?? [] where entry.means(rule, aliases) {
                let isBefore = line == lines.lowerBound - 1
                if isBefore
                    ? entry.isForNextLine || (entry.isAlone && entry.suppression.kind != "nosec") : !entry.isForNextLine
                {
                    return entry.suppression
                }
            }
        }
        return nil
    }

    /// "sec" or "sem" is in all the words that are looked for; few comments have them.
    private static func mayBe(_ comment: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var (first, second): (UInt8, UInt8) = (0, 0)
        for byte in comment {
            if first == UInt8(ascii: "s"), second == UInt8(ascii: "e"),
                byte == UInt8(ascii: "c") || byte == UInt8(ascii: "m")
            {
                return true
            }
            (first, second) = (second, byte)
        }
        return false
    }

    private static func read(_ comment: String) -> (String, [String]?, String, Bool)? {
        if let range = comment.firstRange(of: "securescan:") { return own(comment[range.upperBound...]) }
        if let range = comment.firstRange(of: "nosemgrep") { return foreign("nosemgrep", comment[range.upperBound...]) }
        if let range = comment.firstRange(of: "nosec") { return foreign("nosec", comment[range.upperBound...]) }
        return nil
    }

    /// `ignore RULE[, RULE] reason`, `ignore-next-line …`.
    private static func own(_ rest: Substring) -> (String, [String]?, String, Bool)? {
        var text = rest.drop { $0 == " " }
        let isForNextLine = text.hasPrefix("ignore-next-line")
        guard text.hasPrefix("ignore") else { return nil }
        text = text.drop { !$0.isWhitespace }.drop { $0 == " " }
        var rules: [String] = []
        while true {
            let word = text.prefix { !$0.isWhitespace && $0 != "," }
            guard !word.isEmpty, !word.hasPrefix("*/") else { break }
            rules.append(String(word))
            text = text.dropFirst(word.count).drop { $0 == " " }
            guard text.first == "," else { break }
            text = text.dropFirst().drop { $0 == " " }
        }
        guard !rules.isEmpty else { return nil }
        return ("comment", rules, reason(text), isForNextLine)
    }

    /// `nosec`, `nosec B602, B607`, `nosemgrep: rule-id`. Of semgrep's rules, all of ours are meant.
    private static func foreign(_ kind: String, _ rest: Substring) -> (String, [String]?, String, Bool)? {
        guard rest.first.map({ !$0.isLetter && !$0.isNumber }) ?? true else { return nil }
        let checks = kind == "nosec" ? banditChecks(rest) : []
        return (kind, checks.isEmpty ? nil : checks, reason(rest.drop { $0 == ":" || $0 == " " }), false)
    }

    /// The checks that a `nosec` comment names, by number or by name; what else it says is its reason.
    private static func banditChecks(_ rest: Substring) -> [String] {
        let words = rest.prefix { $0 != "#" }.split { " ,:\t".contains($0) }
        return words.filter { word in
            let isNumber = word.count == 4 && word.first == "B" && word.dropFirst().allSatisfy(\.isNumber)
            return isNumber || (word.contains("_") && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" })
        }.map(String.init)
    }

    private static func reason(_ text: Substring) -> String {
        var line = text.prefix { $0 != "\n" && $0 != "\r\n" }
        if let end = line.firstRange(of: "*/") { line = line[..<end.lowerBound] }
        if let end = line.firstRange(of: "-->") { line = line[..<end.lowerBound] }
        while let last = line.last, last.isWhitespace { line.removeLast() }
        return String(line.drop { " -:".contains($0) }.prefix(500))
    }
}
