internal import Glibc
internal import SecretsAuthoring
internal import SecretsEngine

/// `secrets-rules RULES OUTPUT`: checks the rule files of a folder, proves them with their examples, and writes what
/// the plugin reads at run time. `secrets-rules --catalogue RULES` prints the first part of
/// docs/rules.md. Exit codes: 0 written, 1 a
/// rule is wrong, 2 wrong use.
@main
enum SecretsRules {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let rules = arguments.first, let output = arguments.last else {
            say("usage: secrets-rules RULES-FOLDER OUTPUT-FOLDER, or secrets-rules --catalogue RULES-FOLDER")
            exit(2)
        }
        do throws(SecretsError) {
            if rules == "--catalogue" { return print(try RuleBook(folder: output).catalogue, terminator: "") }
            let book = try RuleBook(folder: rules)
            try CompiledRules(book).write(to: output)
            print("\(book.entries.count) rules compiled to \(output)")
        } catch {
            say(error.message)
            exit(1)
        }
    }

    private static func say(_ text: String) {
        let line = "secrets-rules: \(text)\n"
        _ = line.withCString { write(2, $0, strlen($0)) }
    }
}
