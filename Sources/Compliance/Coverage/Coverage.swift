public import Model

/// What a scan says about each control. Three things are kept apart: something was found against it; it was looked for
/// and nothing was found; this scan can say nothing about it.
public struct Coverage: Sendable {
    public enum State: Sendable, Equatable {
        /// There are so many findings against it, the worst of them this severe.
        case violated(findings: Int, worst: Severity)
        /// Scanners that ran to their end have rules that speak to it, and nothing was found. No proof that it is met.
        case clear
        case notAssessable(Reason)
    }

    /// Why a scan says nothing about a control.
    public enum Reason: String, Sendable, CaseIterable {
        /// Only documents, people or a running system can tell.
        case otherEvidence = "other_evidence"
        /// No plugin that is loaded has a rule for it.
        case noRule = "no_rule"
        /// Plugins that have rules for it did not take part, or did not finish.
        case notRun = "not_run"

        /// For people.
        public var sentence: String {
            switch self {
            case .otherEvidence: "needs evidence that no scan of files can give"
            case .noRule: "no loaded rule speaks to it"
            case .notRun: "the scanners that speak to it did not take part in this scan, or did not finish"
            }
        }
    }

    public struct Entry: Sendable {
        public let control: Control
        public let state: State
    }

    public struct Section: Sendable {
        public let framework: Framework
        /// All controls, in the order of the framework.
        public let entries: [Entry]

        public var violated: [Entry] { entries.filter { if case .violated = $0.state { true } else { false } } }
        public var clear: [Entry] { entries.filter { $0.state == .clear } }
        public var notAssessable: [Entry] {
            entries.filter { if case .notAssessable = $0.state { true } else { false } }
        }
        /// Of all controls, those about which the scan says anything; 0 to 100 with one decimal.
        public var percentage: Double { Coverage.percentage(entries.count - notAssessable.count, of: entries.count) }
    }

    /// In the order of the frameworks.
    public let sections: [Section]

    /// - Parameters:
    ///   - tallies: of the findings that count. The tags that they carry count, and what the frameworks say of their
    ///     rules now, so that a framework that came later is not taken for met.
    ///   - finished: ids of the plugins that ran to their end.
    ///   - plugins: all that are known, with their rules.
    public init(_ set: FrameworkSet, tallies: [RuleTally], finished: [String], plugins: [PluginInfo]) {
        let loaded = plugins.filter { $0.state == .loaded }
        let reach = RuleReach(of: loaded.filter { finished.contains($0.id) }, in: set.map)
        let everything = RuleReach(of: loaded, in: set.map)
        let violations = Coverage.violations(tallies, plugins: plugins, map: set.map)
        sections = set.frameworks.map { framework in
            Section(
                framework: framework,
                entries: framework.controls.map { control in
                    let state: State =
                        if let violation = violations[control.id] {
                            .violated(findings: violation.count, worst: violation.worst)
                        } else if !control.isAssessable {
                            .notAssessable(.otherEvidence)
                        } else if reach.ruleCount(for: control.id) > 0 {
                            .clear
                        } else {
                            .notAssessable(everything.ruleCount(for: control.id) > 0 ? .notRun : .noRule)
                        }
                    return Entry(control: control, state: state)
                })
        }
    }

    private init(sections: [Section]) { self.sections = sections }

    /// Of these frameworks alone; of all when there are none.
    public func only(_ ids: [String]) -> Coverage {
        ids.isEmpty ? self : Coverage(sections: sections.filter { ids.contains($0.framework.id) })
    }

    private static func violations(
        _ tallies: [RuleTally], plugins: [PluginInfo], map: ComplianceMap
    ) -> [String: (count: Int, worst: Severity)] {
        var rules: [String: Rule] = [:]
        for plugin in plugins { for rule in plugin.rules { rules[plugin.id + "\n" + rule.id] = rule } }
        var current: [String: [String]] = [:]
        var violations: [String: (count: Int, worst: Severity)] = [:]
        for tally in tallies {
            let key = tally.scanner + "\n" + tally.rule
            let now = current[key] ?? rules[key].map { map.assignments(for: RuleFacts($0)).map(\.control) } ?? []
            current[key] = now
            for control in Set(tally.tags).union(now) {
                let before = violations[control]
                violations[control] = (
                    (before?.count ?? 0) + tally.count, max(before?.worst ?? tally.severity, tally.severity)
                )
            }
        }
        return violations
    }

    static func percentage(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 0 : (Double(part) * 1000 / Double(whole)).rounded() / 10
    }
}
