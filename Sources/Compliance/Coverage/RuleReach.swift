public import Model

/// Which controls the rules of plugins can speak to at all.
public struct RuleReach: Sendable {
    /// Ids of plugins, sorted, by control.
    private var plugins: [String: [String]] = [:]
    private var rules: [String: Int] = [:]

    /// Rules that say of themselves that they are deprecated count: they still report.
    public init(of plugins: [PluginInfo], in map: ComplianceMap) {
        for plugin in plugins.sorted(by: { $0.id < $1.id }) {
            for rule in plugin.rules {
                for assignment in map.assignments(for: RuleFacts(rule)) {
                    rules[assignment.control, default: 0] += 1
                    if self.plugins[assignment.control]?.last != plugin.id {
                        self.plugins[assignment.control, default: []].append(plugin.id)
                    }
                }
            }
        }
    }

    /// Plugins with a rule for the control, sorted.
    public func plugins(for control: String) -> [String] { plugins[control] ?? [] }

    /// How many rules speak to the control.
    public func ruleCount(for control: String) -> Int { rules[control] ?? 0 }
}
