package import ArgumentParser
internal import Glibc
internal import PluginHost
internal import Settings

/// The plugin that has the rules brings the program that knows them (docs/adr/0011); here is its command line.
package struct RulesCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Lists, checks and tests rules of the code scanner.",
        discussion: """
            Rules of your own are YAML files, in the folder that SECURESCAN_RULES_DIR names or in .securescan/rules \
            of a target (with --target-rules). docs/writing-rules.md shows how to write one in five minutes.

            Exit status: 0 all is well; 1 a rule is wrong or does not do what its tests say; 2 the command line or a \
            setting is wrong, or a file cannot be read.
            """,
        subcommands: [List.self, Validate.self, Test.self])

    package init() {}

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the rules that come with the code scanner, and those in SECURESCAN_RULES_DIR.")

        @Option(help: "Only rules for this language, such as python.") var language: String?
        @Flag(help: "For programs: an array of objects.") var json = false
        @Flag(help: "As a section of docs/rules.md.") var markdown = false
        @OptionGroup var config: ConfigOption

        func validate() throws {
            if json && markdown { throw ValidationError("--json and --markdown exclude each other.") }
        }

        func run() throws {
            let settings = try config.load()
            var arguments: [String] = []
            if let language { arguments += ["--language", language] }
            if json { arguments.append("--json") }
            if markdown { arguments.append("--markdown") }
            if let folder = try settings.plugins().rulesDirectory { arguments += ["--team", folder] }
            throw become(settings, "list", arguments)
        }
    }

    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows everything that is wrong with rule files, as file:line:column: rule: reason.")

        @OptionGroup var paths: RulePaths
        @OptionGroup var config: ConfigOption

        func run() throws { throw become(try config.load(), "validate", ["--"] + paths.paths) }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tries rules on the files beside them and on their own examples.",
            discussion: """
                Beside rules.yml, files such as rules.py and rules.test.js are read. A comment 'ruleid: ID' says that \
                the next line is to be found, 'ok: ID' that it is not; 'todoruleid: ID' and 'todook: ID' say the same \
                of what is known not to work yet.
                """)

        @OptionGroup var paths: RulePaths
        @OptionGroup var config: ConfigOption

        func run() throws { throw become(try config.load(), "test", ["--"] + paths.paths) }
    }
}

struct RulePaths: ParsableArguments {
    @Argument(help: "Rule files, or folders with such files.") var paths: [String]
}

/// Puts the plugin's program in the place of this one. Comes back only when that cannot be.
private func become(_ settings: Settings, _ command: String, _ arguments: [String]) -> any Error {
    let program = settings.ruleProgram
    let words = [program, command, "--catalogue", settings.ruleCatalogue] + arguments
    var pointers = words.map { strdup($0) }
    pointers.append(nil)
    execv(program, pointers)
    complain("\(program) cannot be started: \(String(cString: strerror(errno)))")
    for pointer in pointers { free(pointer) }
    return Status.incomplete
}
