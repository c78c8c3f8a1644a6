package import ArgumentParser
internal import Model
internal import Pipeline
internal import PluginHost
internal import Reports
internal import Settings

package struct PluginCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "Shows the scanner plugins.",
        discussion: """
            Plugins are the folders with a plugin.json in the folder 'plugins' beside the program and in those that \
            SECURESCAN_PLUGIN_DIR names (separated by ':'). docs/plugin-authoring.md shows how to write one.

            Exit status: 0 every plugin can be used; 2 a setting is wrong; 3 one cannot be loaded, with the reason.
            """,
        subcommands: [List.self, Inspect.self])

    package init() {}

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists every plugin that was found, and why one is not loaded.")

        @OptionGroup var config: ConfigOption

        func run() throws {
            let plugins = Catalogue.read(try config.load().plugins())
            print(PluginReport.text(plugins))
            if plugins.contains(where: { $0.state != .loaded }) { throw Status.incomplete }
        }
    }

    struct Inspect: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads the plugin in a folder into a worker and shows its descriptor and rules.")

        @Argument(help: "A folder with a plugin.json and the library it names, or the parent of several.")
        var path: String
        @OptionGroup var config: ConfigOption

        func run() throws {
            let plugins = Catalogue.read(try config.load().plugins(in: [path]))
            for plugin in plugins { print(PluginReport.text(plugin, rules: true)) }
            if plugins.isEmpty { complain("no plugin.json in \(path)") }
            if plugins.isEmpty || plugins.contains(where: { $0.state != .loaded }) { throw Status.incomplete }
        }
    }
}
