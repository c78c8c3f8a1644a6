internal import ArgumentParser
internal import Model
internal import Pipeline
internal import PluginHost
internal import Reports
internal import Settings

struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "Shows the scanner plugins.",
        discussion: """
            Plugins are the folders with a plugin.json in the folder 'plugins' beside the program and in those that \
            SECURESCAN_PLUGIN_DIR names (separated by ':'). docs/plugin-authoring.md shows how to write one.

            Exit status: 0 every plugin can be used; 2 a setting is wrong; 3 one cannot be loaded, with the reason.
            """,
        subcommands: [List.self, Inspect.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists every plugin that was found, and why one is not loaded.")

        func run() throws {
            let plugins = Catalogue.read(try withSettings { try $0.plugins() })
            if plugins.isEmpty {
                print("No plugins found. They are looked for beside the program and in SECURESCAN_PLUGIN_DIR.")
            }
            for plugin in plugins { print(PluginReport.text(plugin, rules: false)) }
            if plugins.contains(where: { $0.state != .loaded }) { throw Status.incomplete }
        }
    }

    struct Inspect: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads the plugin in a folder into a worker and shows its descriptor and rules.")

        @Argument(help: "A folder with a plugin.json and the library it names, or the parent of several.")
        var path: String

        func run() throws {
            var configuration = try withSettings { try $0.plugins() }
            configuration.directories = [path]
            let plugins = Catalogue.read(configuration)
            for plugin in plugins { print(PluginReport.text(plugin, rules: true)) }
            if plugins.isEmpty { complain("no plugin.json in \(path)") }
            if plugins.isEmpty || plugins.contains(where: { $0.state != .loaded }) { throw Status.incomplete }
        }
    }
}

/// Hands the settings to `body`; one that cannot be used ends the command with status 2 and its reason.
func withSettings<Value>(_ body: (Settings) throws -> Value) throws -> Value {
    do {
        return try body(try Settings.load(version: Version.current))
    } catch let fault as Environment.Fault {
        complain(fault.description)
        throw Status.usage
    }
}
