internal import ArgumentParser
internal import Commands
internal import Engine
internal import Glibc
internal import Pipeline
internal import Settings
internal import Store
internal import WebAPI

/// The entry point. A runner is told apart before anything else is set up: it has no arguments to parse and starts
/// once for every scan.
@main
enum Main {
    static func main() async {
        if CommandLine.arguments.dropFirst().first == "runner" {
            ProcessSecrecy.begin()
            exit(RunnerMain.run())
        }
        do {
            var command = try SecureScan.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    /// The library's own status for a mistake on the command line is 64; ours is the same for every mistake, and for
    /// everything else that only the operator can put right.
    private static func leave(with error: any Error) -> Never {
        if error is Fault || error is ConfigurationError || error is StoreError || error is SoleServer.Taken {
            complain(String(describing: error))
            exit(Status.usage.rawValue)
        }
        guard SecureScan.exitCode(for: error) == .validationFailure else { SecureScan.exit(withError: error) }
        fputs(SecureScan.fullMessage(for: error) + "\n", standardError)
        exit(Status.usage.rawValue)
    }
}

struct SecureScan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "securescan",
        abstract: "Finds security flaws in repositories with scanner plugins, each confined to a process of its own.",
        discussion: """
            Start the server with 'securescan serve' and use its REST API, or scan from the terminal with \
            'securescan scan PATH'. Both run the same plugins; 'securescan plugin list' shows which.

            Settings come from SECURESCAN_… environment variables or a file (--config); 'securescan config check' \
            shows them, and docs/operations.md describes them.
            """,
        version: "securescan \(Version.current)",
        subcommands: [
            ServeCommand.self, ScanCommand.self, DiffCommand.self, BaselineCommand.self, FormatsCommand.self,
            SBOMCommand.self, AdvisoriesCommand.self, KeysCommand.self, PluginCommand.self, RulesCommand.self,
            ComplianceCommand.self, ConfigCommand.self, VersionCommand.self,
        ])
}
