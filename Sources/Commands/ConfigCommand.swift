package import ArgumentParser
internal import Pipeline
internal import Reports
internal import Settings

package struct ConfigCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Shows the settings, and checks the configuration of a project.",
        subcommands: [Check.self, Validate.self])

    package init() {}

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints every setting with its value and where that comes from, and explains every mistake.",
            discussion: """
                A flag wins over an environment variable, a variable over the file, and the file over the default. \
                Secrets are masked. docs/operations.md describes every setting.

                Exit status: 0 'securescan serve' takes the settings; 2 something is wrong, told on standard error.
                """)

        @OptionGroup var options: ServeOptions

        func run() throws {
            let settings = try Settings(version: Version.current, flags: options.flags)
            print(SettingsReport.text(settings.rows.map { ($0.setting, $0.value, $0.origin.text) }))
            for warning in settings.warnings { complain("warning: \(warning)") }
            let faults = settings.faults + settings.serverFaults
            for fault in faults { complain(fault.description) }
            if !faults.isEmpty { throw Status.usage }
        }
    }
}

extension ConfigCommand {
    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows everything that is wrong with the .securescan.yml of a project, as file:line: reason.",
            discussion: """
                PATH is the file, or a folder: then the file is looked for from there up to the top of the repository, \
                as a scan does. The part 'dependency' is read by the plugin of that name, and by a scan alone.

                Exit status: 0 nothing is wrong, or there is no such file in a folder; 1 something is; 2 the file \
                cannot be read.
                """)

        @Argument(help: "The file, or a folder that it holds for.") var path = "."

        func run() throws {
            let found: TargetConfigFile?
            do {
                found = try TargetConfigFile.find(from: path)
            } catch {
                complain(String(describing: error))
                throw Status.usage
            }
            guard let found else {
                return print("There is no \(TargetConfig.fileName) from \(path) up to the top of its repository.")
            }
            for fault in found.faults { complain("\(found.name):\(fault.line): \(fault.reason)") }
            guard found.faults.isEmpty else { throw Status.findings }
            print(TerminalText.safe("\(found.name): \(found.config.summary)"))
        }
    }
}

/// Of every command that has settings.
package struct ConfigOption: ParsableArguments {
    @Option(name: .customLong("config"), help: "A YAML file with settings (also SECURESCAN_CONFIG).") var file: String?

    package init() {}

    func load() throws -> Settings {
        try Settings.load(version: Version.current, flags: ["--config": file])
    }
}

package struct ServeOptions: ParsableArguments {
    @OptionGroup var config: ConfigOption
    @Option(help: "Address to listen on; by default 127.0.0.1.") var host: String?
    @Option(help: "TCP port, by default 8000; 0 lets the system choose.") var port: Int?
    @Option(help: "The database; by default securescan/securescan.db in the state folder.") var database: String?

    package init() {}

    package var flags: [String: String?] {
        ["--config": config.file, "--host": host, "--port": port.map { "\($0)" }, "--database": database]
    }
}
