internal import Model

/// What the rules that found something mean, and how to mend it: once for each, however often it was found.
struct HTMLRules {
    private let rules: [String: (count: Int, example: Finding)]
    private let known: [String: Rule]

    init(_ rules: [String: (count: Int, example: Finding)], plugins: [PluginInfo]) {
        self.rules = rules
        known = Dictionary(plugins.flatMap(\.rules).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func write(to output: inout ReportBytes) {
        guard !rules.isEmpty else { return }
        output.raw("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">What the rules mean</h2>\n")
        for (id, found) in rules.sorted(by: { $0.key < $1.key }) {
            output.raw("<section class=\"rule\" id=\"\(HTMLRules.anchor(id))\" tabindex=\"-1\">\n<h3>")
            output.markup(SafeText.line(known[id]?.title ?? found.example.title, limit: 500))
            output.raw("</h3>\n<p class=\"line\"><code>")
            output.markup(SafeText.line(id, limit: 200))
            output.raw("</code>, found \(found.count == 1 ? "once" : "\(found.count) times")</p>\n")
            HTMLProse.block(SafeText.block(known[id]?.help ?? found.example.remediation ?? ""), to: &output)
            if let address = WebAddress.safe(known[id]?.helpURI ?? "") {
                output.raw("<p><a rel=\"noopener noreferrer\" href=\"")
                output.markup(address)
                output.raw("\">More about it</a></p>\n")
            }
            output.raw("</section>\n")
        }
        output.raw("</section>\n")
    }

    /// An id of the page for a rule: what a rule id may not hold becomes a dash.
    static func anchor(_ rule: String) -> String {
        "rule-"
            + String(
                decoding: rule.utf8.prefix(200).map { $0.isLetterOrDigit || $0 == 0x2E ? $0 : 0x2D }, as: UTF8.self)
    }
}

/// A little of Markdown as HTML: paragraphs, lists, code and emphasis. Everything else stays text.
enum HTMLProse {
    static func block(_ text: String, to output: inout ReportBytes) {
        for paragraph in text.split(separator: "\n\n") {
            let lines = paragraph.split(separator: "\n").map { $0.drop { $0 == " " } }
            if lines.allSatisfy({ $0.hasPrefix("- ") || $0.hasPrefix("* ") }) {
                output.raw("<ul>")
                for line in lines {
                    output.raw("<li>")
                    inline(String(line.dropFirst(2)), to: &output)
                    output.raw("</li>")
                }
                output.raw("</ul>\n")
            } else {
                output.raw("<p>")
                inline(lines.joined(separator: " "), to: &output)
                output.raw("</p>\n")
            }
        }
    }

    static func inline(_ text: String, to output: inout ReportBytes) {
        let parts = text.utf8.count { $0 == UInt8(ascii: "`") }
        for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            // A last mark without a partner is one itself.
            if index == parts, parts % 2 == 1 { output.raw("`") }
            if index % 2 == 1, index < parts {
                output.raw("<code>")
                output.markup(String(part))
                output.raw("</code>")
            } else {
                emphasis(part, to: &output)
            }
        }
    }

    private static func emphasis(_ text: Substring, to output: inout ReportBytes) {
        let parts = text.split(separator: "**", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let isStrong = index % 2 == 1 && index < parts.count - 1
            if index % 2 == 1, !isStrong { output.raw("**") }
            if isStrong { output.raw("<b>") }
            output.markup(String(part))
            if isStrong { output.raw("</b>") }
        }
    }
}
