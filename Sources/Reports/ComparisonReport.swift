public import Model

/// What became of findings from one scan to another, for people or for programs.
public struct ComparisonReport {
    /// One of the two scans: what people call it, and the commit when there is one.
    public struct Side: Sendable {
        public var name: String
        public var commit: String?

        public init(name: String, commit: String? = nil) {
            self.name = name
            self.commit = commit
        }
    }

    private let comparison: FindingComparison
    private let base: Side
    private let head: Side

    public init(_ comparison: FindingComparison, base: Side, head: Side) {
        self.comparison = comparison
        self.base = base
        self.head = head
    }

    /// A line for each finding that is new (`+`), fixed (`-`) or passed over now (`~`), then the totals.
    public var text: String {
        var text = ""
        for (mark, findings) in [
            ("+", comparison.new), ("-", comparison.fixed), ("~", comparison.passedOver),
        ] {
            for finding in findings { text += ComparisonReport.line(mark, finding) }
        }
        let passedOver = comparison.passedOver.isEmpty ? "" : ", \(comparison.passedOver.count) passed over"
        return text + (text.isEmpty ? "" : "\n")
            + "\(comparison.new.count) new, \(comparison.fixed.count) fixed, \(comparison.unchanged.count) unchanged"
            + "\(passedOver); \(ComparisonReport.words(base)) → \(ComparisonReport.words(head)).\n"
    }

    /// `{"base":{…},"head":{…},"new":[…],"fixed":[…],"unchanged":[…],"passed_over":[…]}`, findings in the shape of the
    /// API.
    public var json: [UInt8] {
        var json = JSONWriter(reserving: 1 << 16)
        json.object { json in
            for (name, side) in [("base", base), ("head", head)] {
                json.key(name)
                json.object { json in
                    json.member("name", side.name)
                    json.member("commit", side.commit)
                }
            }
            let parts = [
                ("new", comparison.new), ("fixed", comparison.fixed), ("unchanged", comparison.unchanged),
                ("passed_over", comparison.passedOver),
            ]
            for (name, findings) in parts {
                json.key(name)
                json.array { json in for finding in findings { finding.write(to: &json, state: .none) } }
            }
        }
        return json.take() + [0x0A]
    }

    private static func line(_ mark: String, _ finding: Finding) -> String {
        let severity = finding.severity.rawValue.uppercased()
        let padding = String(repeating: " ", count: max(1, 9 - severity.count))
        let place = finding.filePath + (finding.lineStart.map { ":\($0)" } ?? "")
        let what = "\(place.isEmpty ? "" : place + "  ")\(finding.title)  [\(finding.ruleID)]"
        let text = "\(mark) \(severity)\(padding)\(what)"
        return TerminalText.safe(text.replacing("\n", with: " ")) + "\n"
    }

    private static func words(_ side: Side) -> String {
        TerminalText.safe(side.name) + (side.commit.map { " (\($0.prefix(12)))" } ?? "")
    }
}
