internal import CodeEngine
internal import CodeRules
internal import CodeSyntax

/// Rule files on their author's desk: what is wrong with them, and what they find. They are read as a scan reads the
/// files of a team, with the libraries of the rules that come with the plugin.
public struct RuleWorkbench: Sendable {
    let catalogue: [TextFile]

    /// - Parameter catalogue: the rule files that come with the plugin.
    public init(catalogue: [TextFile]) {
        self.catalogue = catalogue
    }

    /// The rules of these files alone, for files at any path.
    func library(_ files: [TextFile]) -> RuleLibrary {
        RuleLibrary(
            catalogue.map { ($0.path, $0.bytes) }, ofTeams: files.map { ($0.path, $0.bytes) },
            select: { rule in
                guard rule.isOfTeam else { return nil }
                var rule = rule
                rule.include = []
                rule.exclude = []
                return rule
            })
    }

    /// What is wrong with the files, in their order: `file:line:column: rule: reason`.
    public func problems(_ files: [TextFile]) -> [String] {
        var problems: [String] = []
        for file in files where file.bytes.count > TeamRules.fileBytes {
            problems.append(
                "\(file.path):1:1: a rule file has at most \(TeamRules.fileBytes >> 10) KiB; scans leave it out")
        }
        let found = library(files).problemsOfTeams
        for file in files {
            for problem in found.filter({ $0.file == file.path }).sorted(by: { $0.line < $1.line }) {
                problems.append(Self.text(problem, file))
            }
        }
        return problems
    }

    private static func text(_ problem: RuleProblem, _ file: TextFile) -> String {
        let column = column(of: problem.line, in: file.bytes)
        let rule = problem.rule.isEmpty ? "" : problem.rule + ": "
        return "\(file.path):\(problem.line):\(column): \(rule)\(problem.reason)"
    }

    /// Where the text of a line begins, from 1, after its blanks and the hyphens of lists.
    private static func column(of line: Int, in bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: 10, maxSplits: line, omittingEmptySubsequences: false)
        guard line >= 1, line <= lines.count else { return 1 }
        let text = lines[line - 1]
        return 1 + (text.firstIndex { ![0x20, 0x09, 0x2D].contains($0) }.map { $0 - text.startIndex } ?? 0)
    }
}
