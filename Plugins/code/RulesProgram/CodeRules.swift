internal import CodeAuthoring
internal import Glibc

/// `code-rules`: what `securescan rules` runs. It is a program of its own, so that the host has no part of the plugin
/// in it (docs/adr/0011).
///
///     code-rules list --catalogue FOLDER [--team FOLDER] [--language L] [--json | --markdown]
///     code-rules validate --catalogue FOLDER PATH…
///     code-rules test --catalogue FOLDER PATH…
///
/// Exit status: 0 all is well; 1 a rule is wrong; 2 wrong use, or a file that cannot be read.
@main
enum CodeRulesProgram {
    static func main() {
        do throws(FileFailure) {
            let arguments = try Arguments(CommandLine.arguments.dropFirst())
            exit(try arguments.run() ? 0 : 1)
        } catch {
            complain(error.description)
            exit(2)
        }
    }

    static func complain(_ text: String) { fputs("securescan: \(printable(text))\n", standardError) }

    /// What it names may come from anywhere and must not move the cursor.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    }

    /// The C library's `stderr`, which is a mutable global there; it is never assigned.
    nonisolated(unsafe) private static let standardError = fdopen(2, "w")
}

/// The command line, with values of options taken apart from paths.
struct Arguments {
    private let command: String
    private var values: [String: String] = [:]
    private var flags: Set<String> = []
    private var paths: [String] = []

    init(_ words: ArraySlice<String>) throws(FileFailure) {
        var words = words
        command = words.popFirst() ?? ""
        while let word = words.popFirst() {
            switch word {
            case "--catalogue", "--team", "--language":
                guard let value = words.popFirst() else { throw FileFailure("\(word) needs a value") }
                values[word] = value
            case "--json", "--markdown": flags.insert(word)
            case "--":
                paths += words
                words = []
            default: paths.append(word)
            }
        }
    }

    /// True when nothing was wrong.
    func run() throws(FileFailure) -> Bool {
        let catalogue = try values["--catalogue"].map { folder throws(FileFailure) in
            try RuleFileFinder.ruleFiles([folder])
        }
        switch command {
        case "list": return try list(catalogue ?? [])
        case "validate": return validate(try RuleFileFinder.ruleFiles(paths), catalogue ?? [])
        case "test": return try test(try RuleFileFinder.ruleFiles(paths), catalogue ?? [])
        default: throw FileFailure("code-rules: list, validate or test")
        }
    }

    private func list(_ catalogue: [TextFile]) throws(FileFailure) -> Bool {
        let teams = try values["--team"].map { folder throws(FileFailure) in try RuleFileFinder.ruleFiles([folder]) }
        let listing = try RuleListing(catalogue: catalogue, teams: teams ?? [], language: values["--language"])
        if flags.contains("--json") {
            print(listing.json, terminator: "")
        } else if flags.contains("--markdown") {
            print(listing.markdown, terminator: "")
        } else {
            print(lines: listing.text)
        }
        for problem in listing.problems { CodeRulesProgram.complain(problem) }
        return listing.problems.isEmpty
    }

    private func validate(_ files: [TextFile], _ catalogue: [TextFile]) -> Bool {
        let problems = RuleWorkbench(catalogue: catalogue).problems(files)
        for problem in problems { print(CodeRulesProgram.printable(problem)) }
        let count = files.count == 1 ? "1 file" : "\(files.count) files"
        if problems.isEmpty { print("\(count): no problems") }
        return problems.isEmpty
    }

    private func test(_ files: [TextFile], _ catalogue: [TextFile]) throws(FileFailure) -> Bool {
        let trial = try RuleWorkbench(catalogue: catalogue).trial(files)
        for line in trial.failures + trial.notes { print(CodeRulesProgram.printable(line)) }
        print(trial.summary)
        return trial.failures.isEmpty
    }

    private func print(lines: String) {
        for line in lines.split(separator: "\n") { Swift.print(CodeRulesProgram.printable(String(line))) }
    }

    private func print(_ text: String, terminator: String = "\n") { Swift.print(text, terminator: terminator) }
}
