internal import Model

extension PluginInfo {
    /// The entry of the scanner in the dashboard's list.
    func writeStatus(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", id)
            json.member("scan_type", scanTypes.first)
            json.member("available", state == .loaded)
            json.member("message", state == .loaded ? "ready" : reason ?? "The plugin is \(state.rawValue)")
            json.member("description", name)
            json.member("checks", [String]())
            json.member("version", version)
            json.member("install_hint", installHint)
            json.member("installable", false)
        }
    }

    /// The catalogue entry and what its rules come to.
    func writeDetails(to json: inout JSONWriter) {
        var severities = SeverityCounts()
        for rule in rules { severities.add(rule.severity) }
        json.object { json in
            writeMembers(to: &json)
            json.member("available", state == .loaded)
            json.member("install_hint", installHint)
            json.member("rules_count", rules.count)
            json.key("rules_by_severity")
            json.object { severities.writeMembers(to: &$0) }
            json.member("rule_tags", Set(rules.flatMap(\.tags)).sorted())
        }
    }

    /// What the operator can do about a plugin that does not run.
    private var installHint: String? {
        switch state {
        case .loaded: nil
        case .disabled: "Repair, replace or remove the plugin '\(id)' and restart the server."
        case .quarantined:
            "Install a build of '\(id)' that matches its plugin.json into a plugin directory and restart the server."
        }
    }
}
