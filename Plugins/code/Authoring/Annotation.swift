internal import CodeRules

/// A comment that says what rules find, or do not, in the next line that is no such comment: `# ruleid: ID[, ID]`.
struct Annotation: Equatable {
    enum Kind: String, CaseIterable {
        case found = "ruleid"
        case notFound = "ok"
        /// It should be found and is not yet.
        case knownMiss = "todoruleid"
        /// It should not be found and is.
        case knownFalseAlarm = "todook"
    }

    let kind: Kind
    /// As findings have them.
    let rules: [String]
    /// The line that it is about, from 1.
    let line: Int

    /// What begins comments in the languages there are, templates and configuration files too.
    private static let openers = ["#", "//", "/*", "<!--", "--", "{{!", "{#", "<%#", ";", "%", "*", "'"]
    private static let closers = ["*/", "-->", "--}}", "}}", "#}", "%>"]

    static func all(in text: [UInt8]) -> [Annotation] {
        var annotations: [Annotation] = []
        var open: [(Kind, [String])] = []
        for (index, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = String(decoding: line.prefix(4000), as: UTF8.self)
            if let said = read(line) {
                open.append(said)
            } else if !open.isEmpty {
                annotations += open.map { Annotation(kind: $0.0, rules: $0.1, line: index + 1) }
                open = []
            }
        }
        // At the end of a file they are about a line that is not there.
        let last = text.count { $0 == 10 } + 1
        return annotations + open.map { Annotation(kind: $0.0, rules: $0.1, line: last) }
    }

    private static func read(_ line: String) -> (Kind, [String])? {
        for kind in Kind.allCases {
            for mark in ["\(kind.rawValue):", "\(kind.rawValue) :"] {
                guard let range = line.firstRange(of: mark) else { continue }
                let before = line[..<range.lowerBound].trimmed
                guard openers.contains(where: { before.hasSuffix($0) }) else { continue }
                let rules = names(line[range.upperBound...])
                if !rules.isEmpty { return (kind, rules) }
            }
        }
        return nil
    }

    /// Ids with commas between them, up to the end of the comment.
    private static func names(_ text: Substring) -> [String] {
        var text = text
        for closer in closers { if let end = text.firstRange(of: closer) { text = text[..<end.lowerBound] } }
        return text.split(separator: ",").compactMap { part in
            let word = part.trimmed.prefix { !$0.isWhitespace }
            return word.isEmpty ? nil : name(word)
        }
    }

    /// A rule is named as in its file, or as in findings.
    private static func name(_ word: Substring) -> String {
        var id = word
        if id.hasPrefix("code.") { id = id.dropFirst("code.".count) }
        if id.hasPrefix(TeamRules.prefix) { id = id.dropFirst(TeamRules.prefix.count) }
        return TeamRules.id(String(id))
    }
}

extension StringProtocol {
    /// Without the blanks around it.
    var trimmed: Substring {
        var text = Substring(self).drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
