internal import SecretsEngine

extension RuleBook {
    /// All rules as the first part of docs/rules.md, which a test compares with this.
    public var catalogue: String {
        var page = """
            # Rules

            What the plugins of this repository report. Written by `make rules-doc`; change the rule files, not this
            page. Each rule's help is in `GET /api/v1/plugins/{id}/rules`.

            ## secrets

            \(entries.count) rules; [Plugins/secrets/README.md](../Plugins/secrets/README.md) tells how they work.

            """
        for (file, rules) in families {
            page += "\n### \(file)\n\n| rule | finds | severity | confidence | weakness |\n|---|---|---|---|---|\n"
            for rule in rules {
                page += "| `\(rule.id)` | \(rule.title) | \(rule.severity) | \(rule.confidence) | "
                page += rule.cwes.joined(separator: ", ") + " |\n"
            }
        }
        return page
    }

    /// The rules by the file they stand in, without its ending, in the order of both.
    private var families: [(file: String, rules: [SecretRule])] {
        entries.reduce(into: []) { families, entry in
            let file = String(entry.file.dropLast(".json".count))
            if families.last?.file != file { families.append((file, [])) }
            families[families.count - 1].rules.append(entry.rule)
        }
    }
}
