internal import CodeEngine
internal import CodeInfrastructure
internal import CodeRules
internal import CodeSyntax
internal import PluginSDK

/// All rules as a list, for people, programs and the documentation.
public struct RuleListing: Sendable {
    private let rules: [CodeRule]
    /// Of files that cannot be used as they stand.
    public let problems: [String]

    /// - Parameters:
    ///   - catalogue: the rule files that come with the plugin.
    ///   - teams: those that do not.
    ///   - language: as rules name it; nil for all. Throws for a word that is none.
    public init(
        catalogue: [TextFile], teams: [TextFile], language: String? = nil
    ) throws(FileFailure) {
        let wanted = language.flatMap { Language(ruleName: $0.lowercased()) }
        guard language == nil || wanted != nil else {
            let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw FileFailure("no language is called \(language ?? ""); there are \(known)")
        }
        let library = RuleLibrary(
            catalogue.map { ($0.name, $0.bytes) }, ofTeams: teams.map { ($0.path, $0.bytes) })
        problems = (library.problems.filter { !$0.isOfTeam } + library.problemsOfTeams).map(\.description)
        rules = library.rules.filter { rule in wanted.map(rule.languages.contains) ?? true }
            .sorted { ($0.isOfTeam ? 1 : 0, $0.id) < ($1.isOfTeam ? 1 : 0, $1.id) }
    }

    /// A line for each rule, and how many there are.
    public var text: String {
        let width = rules.map(\.id.utf8.count).max() ?? 0
        var text = ""
        for rule in rules {
            text += "code.\(rule.id)" + String(repeating: " ", count: width - rule.id.utf8.count + 2)
            text += Self.padded(rule.severity.rawValue, 10) + Self.padded(rule.confidence?.rawValue ?? "-", 8)
            text += Self.padded(Self.kind(rule), 11) + Self.title(rule) + "\n"
        }
        return text + (rules.count == 1 ? "1 rule\n" : "\(rules.count) rules\n")
    }

    /// An array with an object for each rule, and a line feed.
    public var json: String {
        JSON.array(
            rules.map { rule in
                func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
                return .object([
                    "id": .string("code." + rule.id), "title": .string(Self.title(rule)),
                    "severity": .string(rule.severity.rawValue),
                    "confidence": rule.confidence.map { .string($0.rawValue) } ?? .null,
                    "languages": texts(rule.languages.map(\.rawValue)), "cwe": texts(rule.cwes),
                    "owasp": texts(rule.owasp), "kind": .string(Self.kind(rule)),
                    "references": texts(rule.references), "file": .string(rule.file), "line": .int(Int64(rule.line)),
                    "team": .bool(rule.isOfTeam),
                ])
            }
        ).text + "\n"
    }

    /// The section of docs/rules.md about this plugin.
    public var markdown: String {
        var page = """
            ## code

            \(rules.count) rules, \(rules.count { $0.isTaint }) of them follow values through the program \
            ([analysis.md](analysis.md)). They are data in `Plugins/code/Catalogue`; \
            [writing-rules.md](writing-rules.md) tells how to write your own.

            """
        for (family, rules) in families {
            page +=
                "\n### \(family)\n\n| rule | finds | severity | confidence | languages | weakness | OWASP | kind |\n"
            page += "|---|---|---|---|---|---|---|---|\n"
            for rule in rules { page += Self.row(rule) }
        }
        return page + Self.infrastructure
    }

    /// The checks of infrastructure files, which are code and not data.
    private static var infrastructure: String {
        var page = """

            ### Infrastructure files

            \(InfrastructureScanner.rules.count) checks of Dockerfiles, Compose files, Kubernetes manifests, Terraform \
            and GitHub workflows.

            | check | finds | severity | confidence | weakness |
            |---|---|---|---|---|

            """
        for rule in InfrastructureScanner.rules {
            let cells = [
                "`\(rule.id)`", rule.title, "\(rule.severity)", "\(rule.confidence)", rule.cwes.joined(separator: ", "),
            ]
            page += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
        }
        return page
    }

    /// By the first word of their ids.
    private var families: [(name: Substring, rules: [CodeRule])] {
        rules.reduce(into: []) { families, rule in
            let name = rule.id.prefix { $0 != "." }
            if families.last?.name != name { families.append((name, [])) }
            families[families.count - 1].rules.append(rule)
        }
    }

    private static func row(_ rule: CodeRule) -> String {
        let languages = rule.languages.count == Language.allCases.count ? ["all"] : rule.languages.map(\.rawValue)
        let cells = [
            "`code.\(rule.id)`", title(rule), rule.severity.rawValue, rule.confidence?.rawValue ?? "–",
            languages.joined(separator: ", "), rule.cwes.joined(separator: ", "),
            rule.owasp.joined(separator: ", "), kind(rule),
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }

    private static func kind(_ rule: CodeRule) -> String { rule.isTaint ? "data flow" : "pattern" }

    private static func title(_ rule: CodeRule) -> String {
        let text = rule.title.isEmpty ? rule.message : rule.title
        return String(text.split(whereSeparator: \.isNewline).first { !$0.trimmed.isEmpty }?.trimmed ?? "")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.utf8.count))
    }
}
