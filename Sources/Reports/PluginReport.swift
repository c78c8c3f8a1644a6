public import Model

/// A plugin of the catalogue for people at a terminal.
public enum PluginReport {
    /// All of them without their rules, or that there are none.
    public static func text(_ plugins: [PluginInfo]) -> String {
        guard !plugins.isEmpty else {
            return "No plugins found. They are looked for beside the program and in SECURESCAN_PLUGIN_DIR."
        }
        return plugins.map { text($0, rules: false) }.joined(separator: "\n")
    }

    /// Lines without a final line feed; with `rules` one more line for each.
    public static func text(_ plugin: PluginInfo, rules: Bool) -> String {
        let reason = plugin.reason.map { ": " + TextReport.printable($0) } ?? ""
        let name = plugin.version.isEmpty ? plugin.id : "\(plugin.id) \(plugin.version)"
        var lines = ["\(TextReport.printable(name))  \(plugin.state.rawValue)\(reason)"]
        if plugin.state == .loaded {
            let count = plugin.rules.count == 1 ? "1 rule" : "\(plugin.rules.count) rules"
            lines.append("  \(plugin.name), ABI \(plugin.abiVersion), \(count), runs in: \(plugin.isolation)")
            lines.append("  scans for: \(plugin.scanTypes.joined(separator: ", "))")
            lines.append("  capabilities: \(plugin.capabilities.joined(separator: ", "))")
        }
        if !plugin.folder.isEmpty { lines.append("  folder: \(plugin.folder)") }
        if !plugin.sha256.isEmpty { lines.append("  sha256: \(plugin.sha256)") }
        for rule in rules ? plugin.rules : [] {
            let fields = [rule.id, rule.severity.rawValue, rule.cwes.joined(separator: " "), rule.title]
            lines.append("  " + fields.filter { !$0.isEmpty }.joined(separator: "  "))
        }
        return lines.map(TextReport.printable).joined(separator: "\n")
    }

    /// A line for the log of a server.
    public struct Note: Sendable {
        public var text: String
        public var isWarning: Bool
    }

    /// What a server says about the plugins it starts with.
    public static func notes(_ plugins: [PluginInfo]) -> [Note] {
        guard !plugins.isEmpty else {
            return [Note(text: "No plugins found: every scan will fail until there is one", isWarning: true)]
        }
        return plugins.map { plugin in
            guard let reason = plugin.reason else {
                let text = "Plugin \(plugin.id) \(plugin.version) is loaded with \(plugin.rules.count) rules"
                return Note(text: text, isWarning: false)
            }
            return Note(text: "Plugin \(plugin.id) is \(plugin.state.rawValue): \(reason)", isWarning: true)
        }
    }
}
