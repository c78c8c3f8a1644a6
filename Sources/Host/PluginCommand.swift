internal import ArgumentParser
internal import Model
internal import Pipeline
internal import PluginHost
internal import Settings

struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "Shows the scanner plugins.", subcommands: [List.self, Inspect.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists every plugin that was found, and why one is not loaded.")

        func run() throws {
            let plugins = Catalogue.read(try loadSettings().plugins())
            if plugins.isEmpty {
                print("No plugins found. They are looked for beside the program and in SECURESCAN_PLUGIN_DIR.")
            }
            for plugin in plugins { PluginCommand.show(plugin, withRules: false) }
            if plugins.contains(where: { $0.state != .loaded }) { throw Status.incomplete }
        }
    }

    struct Inspect: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads the plugin in a folder into a worker and shows its descriptor and rules.")

        @Argument(help: "A folder with a plugin.json and the library it names.") var path: String

        func run() throws {
            var configuration = try loadSettings().plugins()
            configuration.directories = [path]
            let plugins = Catalogue.read(configuration)
            for plugin in plugins { PluginCommand.show(plugin, withRules: true) }
            if plugins.isEmpty { complain("no plugin.json in \(path)") }
            if plugins.isEmpty || plugins.contains(where: { $0.state != .loaded }) { throw Status.incomplete }
        }
    }

    private static func show(_ plugin: PluginInfo, withRules: Bool) {
        print("\(plugin.id) \(plugin.version)  \(plugin.state.rawValue)\(plugin.reason.map { ": " + $0 } ?? "")")
        if plugin.state == .loaded {
            print(
                "  \(plugin.name), ABI \(plugin.abiVersion), \(plugin.rules.count) rules, runs in: \(plugin.isolation)")
            print("  scans for: \(plugin.scanTypes.joined(separator: ", "))")
            print("  capabilities: \(plugin.capabilities.joined(separator: ", "))")
        }
        if !plugin.sha256.isEmpty { print("  sha256: \(plugin.sha256)") }
        for rule in withRules ? plugin.rules : [] {
            print("  \(rule.id)  \(rule.severity.rawValue)  \(rule.cwes.joined(separator: " "))  \(rule.title)")
        }
    }
}

/// The settings, or exit status 2 with the reason.
func loadSettings() throws -> Settings {
    do {
        return try Settings.load(version: Version.current)
    } catch let fault as Environment.Fault {
        complain(fault.description)
        throw Status.usage
    }
}
