public import Model

/// A plugin of the catalogue for people at a terminal.
public enum PluginReport {
    /// Lines without a final line feed; with `rules` one more line for each.
    public static func text(_ plugin: PluginInfo, rules: Bool) -> String {
        let reason = plugin.reason.map { ": " + TextReport.printable($0) } ?? ""
        var lines = ["\(TextReport.printable(plugin.id)) \(plugin.version)  \(plugin.state.rawValue)\(reason)"]
        if plugin.state == .loaded {
            lines.append(
                "  \(plugin.name), ABI \(plugin.abiVersion), \(plugin.rules.count) rules, runs in: \(plugin.isolation)")
            lines.append("  scans for: \(plugin.scanTypes.joined(separator: ", "))")
            lines.append("  capabilities: \(plugin.capabilities.joined(separator: ", "))")
        }
        if !plugin.sha256.isEmpty { lines.append("  sha256: \(plugin.sha256)") }
        for rule in rules ? plugin.rules : [] {
            lines.append("  \(rule.id)  \(rule.severity.rawValue)  \(rule.cwes.joined(separator: " "))  \(rule.title)")
        }
        return lines.map(TextReport.printable).joined(separator: "\n")
    }
}
