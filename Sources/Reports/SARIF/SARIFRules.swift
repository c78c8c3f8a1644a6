internal import Compliance
internal import Model

/// The rules that the results of a run name, by the plugin that has them: one `toolComponent` each.
struct SARIFRules {
    /// Where a rule stands in the run.
    struct Reference {
        var id: String
        var component: Int
        var index: Int
    }

    private struct Entry {
        var id: String
        var rule: Rule
        /// Texts of an advisory, where the rule is about advisories in general.
        var advisory: String?
        var summary: String
        /// Of the worst finding, which comes first.
        var score: String
        var severity: Severity
        var confidence: Confidence
        var tags: [String]
        var weaknesses: [String]
        var address: String?
    }

    private struct Component {
        var plugin: String
        var entries: [Entry] = []
        var places: [String: Int] = [:]
    }

    private let plugins: [String: PluginInfo]
    private let known: [String: Rule]
    /// Positions of frameworks by the tags of their controls.
    private let frameworks: [String: Int]
    private var components: [Component] = []
    private var places: [String: Int] = [:]
    private var weaknesses: Set<String> = []

    init(_ plugins: [PluginInfo], compliance: Coverage? = nil) {
        var frameworks: [String: Int] = [:]
        for (position, section) in (compliance?.sections ?? []).enumerated() {
            for entry in section.entries { frameworks[entry.control.id] = position }
        }
        self.frameworks = frameworks
        self.plugins = Dictionary(plugins.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        known = Dictionary(plugins.flatMap(\.rules).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Each advisory is a rule of its own, below the plugin's: what GitHub sorts alerts by stands in the rule, and
    /// advisories differ in severity.
    mutating func reference(to finding: Finding) -> Reference {
        let flaw = finding.flaw
        var id = SafeText.line(finding.ruleID, limit: 200)
        if let flaw { id += "/" + SafeText.line(flaw.advisory, limit: 100) }
        let component = component(of: finding.scanner)
        if let index = components[component].places[id] { return Reference(id: id, component: component, index: index) }
        let index = components[component].entries.count
        components[component].places[id] = index
        components[component].entries.append(entry(id, finding, flaw))
        return Reference(id: id, component: component, index: index)
    }

    private mutating func component(of plugin: String) -> Int {
        if let place = places[plugin] { return place }
        components.append(Component(plugin: plugin))
        places[plugin] = components.count - 1
        return components.count - 1
    }

    private mutating func entry(_ id: String, _ finding: Finding, _ flaw: PackageFlaw?) -> Entry {
        let rule =
            known[finding.ruleID]
            ?? Rule(
                id: finding.ruleID, title: finding.title, severity: finding.severity, cwes: finding.weaknesses,
                help: finding.remediation ?? "")
        var own = finding.weaknesses
        for weakness in rule.cwes where Finding.weaknessNumber(weakness) != nil && !own.contains(weakness) {
            own.append(weakness)
        }
        weaknesses.formUnion(own)
        return Entry(
            id: id, rule: rule, advisory: flaw?.advisory,
            summary: flaw.map { "\($0.advisory) in \($0.package): \(finding.metadata.text("summary") ?? rule.title)" }
                ?? rule.title,
            score: SARIFRules.score(finding), severity: finding.severity, confidence: finding.confidence,
            tags: inTurn(finding.complianceTags) + rule.tags, weaknesses: own,
            address: WebAddress.safe(flaw?.references.first ?? rule.helpURI))
    }

    /// A first control of each framework, in the order of the frameworks, then a second one: a rule has room for few
    /// tags, and of those the first few are shown.
    private func inTurn(_ tags: [String]) -> [String] {
        var taken: [Int: Int] = [:]
        let turns = tags.map { tag in
            let framework = frameworks[tag] ?? .max
            defer { taken[framework, default: 0] += 1 }
            return (tag: tag, turn: taken[framework] ?? 0, framework: framework)
        }
        return turns.sorted { ($0.turn, $0.framework, $0.tag) < ($1.turn, $1.framework, $1.tag) }.map(\.tag)
    }

    /// A number from 0.0 to 10.0, as GitHub sorts by: that of the advisory where it falls into the finding's severity
    /// (CVSS 3.1, table 14), else the middle of the severity's range.
    static func score(_ finding: Finding) -> String {
        let (range, middle): (ClosedRange<Double>, String) =
            switch finding.severity {
            case .critical: (9.0...10, "9.5")
            case .high: (7.0...8.95, "8.0")
            case .medium: (4.0...6.95, "5.5")
            case .low: (0.1...3.95, "2.0")
            case .info: (0...0, "0.0")
            }
        guard let score = finding.flaw?.score, range.contains(score) else { return middle }
        let tenths = Int((score * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    func writeExtensions(to json: inout JSONWriter) {
        json.array { json in
            for component in components {
                json.object { json in
                    let plugin = plugins[component.plugin]
                    json.member("name", SafeText.line(component.plugin.isEmpty ? "unknown" : component.plugin))
                    if let version = plugin?.version, !version.isEmpty {
                        json.member("version", SafeText.line(version))
                    }
                    if let name = plugin?.name { json.member("fullName", SafeText.line(name)) }
                    json.key("rules")
                    json.array { json in for entry in component.entries { write(entry, to: &json) } }
                    SARIFRules.writeSupportedTaxonomies(to: &json)
                }
            }
        }
    }

    private func write(_ entry: Entry, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", entry.id)
            json.member("name", SafeText.line(entry.advisory ?? entry.rule.title, limit: 250))
            json.key("shortDescription")
            SARIFText.message(SafeText.line(entry.summary, limit: 1000), to: &json)
            json.key("fullDescription")
            SARIFText.message(SafeText.line(entry.summary, limit: 1000), to: &json)
            let help = entry.rule.help.isEmpty ? entry.rule.title : entry.rule.help
            json.key("help")
            json.object { json in
                json.member("text", SARIFText.plain(help))
                json.member("markdown", SafeText.block(help))
            }
            if let address = entry.address { json.member("helpUri", address) }
            json.key("defaultConfiguration")
            json.object { $0.member("level", entry.severity.sarifLevel) }
            if !entry.weaknesses.isEmpty {
                json.key("relationships")
                json.array { json in for weakness in entry.weaknesses { relationship(weakness, to: &json) } }
            }
            json.key("properties")
            json.object { writeProperties(of: entry, to: &$0) }
        }
    }

    private func relationship(_ weakness: String, to json: inout JSONWriter) {
        json.object { json in
            json.key("target")
            json.object { json in
                json.member("id", weakness)
                json.key("toolComponent")
                json.object { json in
                    json.member("name", "CWE")
                    json.member("index", 0)
                }
            }
            json.key("kinds")
            json.value(["superset"])
        }
    }

    private func writeProperties(of entry: Entry, to json: inout JSONWriter) {
        var tags = ["security"]
        for weakness in entry.weaknesses {
            let number = Finding.weaknessNumber(weakness) ?? ""
            tags.append("external/cwe/cwe-" + String(repeating: "0", count: max(0, 3 - number.utf8.count)) + number)
        }
        for tag in entry.tags.map({ SafeText.line($0, limit: 200) }) where !tags.contains(tag) { tags.append(tag) }
        json.member("tags", Array(tags.prefix(ReportLimits.sarifTags)))
        let left = tags.count - ReportLimits.sarifTags
        if left > 0 { json.member("tagsLeftOut", left) }
        json.member("precision", entry.confidence.rawValue)
        json.member("problem.severity", entry.severity.problem)
        json.member("security-severity", entry.score)
    }

    static func writeSupportedTaxonomies(to json: inout JSONWriter) {
        json.key("supportedTaxonomies")
        json.array { json in
            json.object { json in
                json.member("name", "CWE")
                json.member("index", 0)
            }
        }
    }

    func writeTaxonomies(to json: inout JSONWriter) {
        let numbers = weaknesses.compactMap { Finding.weaknessNumber($0).flatMap { Int($0) } }
        json.array { json in
            json.object { json in
                json.member("name", "CWE")
                json.member("organization", "MITRE")
                json.member("informationUri", "https://cwe.mitre.org/")
                json.key("shortDescription")
                SARIFText.message("Common Weakness Enumeration", to: &json)
                json.member("isComprehensive", false)
                json.key("taxa")
                json.array { json in
                    for number in Set(numbers).sorted() {
                        json.object { json in
                            json.member("id", "CWE-\(number)")
                            json.member("helpUri", "https://cwe.mitre.org/data/definitions/\(number).html")
                        }
                    }
                }
            }
        }
    }
}

extension Severity {
    /// GitHub's word for how a rule that is no security rule would be shown.
    fileprivate var problem: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "recommendation"
        }
    }
}
