import CodeSyntax

/// Reads rule files. A rule that uses what is not supported, or misspells a word, is refused with the reason; the
/// others of its file are kept.
public struct RuleLoader: Sendable {
    public private(set) var rules: [CodeRule] = []
    public private(set) var problems: [RuleProblem] = []
    /// Sources, sinks and sanitizers that rules of any file may use by name.
    private var libraries: [String: [YAMLNode]] = [:]
    private var documents: [(file: String, node: YAMLNode, isOfTeam: Bool)] = []
    /// Of the file in hand.
    private var isOfTeam = false
    private var ids: Set<String> = []
    private var teamRulesLeft = TeamRules.most
    private var teamPatternsLeft = TeamRules.mostPatterns
    /// That are kept; a small file can be wrong in hundreds of thousands of places.
    private static let mostProblems = 10_000

    public init() {}

    /// A whole file. Rules are made by `finish`, when all libraries are known.
    ///
    /// - Parameter isOfTeam: it did not come with the plugin. Such files come last: they use the libraries of the
    ///   others and cannot replace one.
    public mutating func add(_ bytes: [UInt8], file: String, isOfTeam: Bool = false) {
        self.isOfTeam = isOfTeam
        do {
            let node = try YAMLReader.read(bytes)
            guard let entries = node.mapping else {
                return refuse(file, node.line, "", "a rule file is a mapping with the key rules")
            }
            for entry in entries where entry.key != "rules" && entry.key != "libraries" {
                refuse(file, entry.line, "", "unknown key \(entry.key); allowed: rules, libraries")
            }
            for library in node["libraries"]?.mapping ?? [] {
                guard let items = library.value.sequence else {
                    refuse(file, library.line, "", "the library \(library.key) must be a list"); continue
                }
                guard !isOfTeam || libraries[library.key] == nil else {
                    refuse(file, library.line, "", "another library is called \(library.key)"); continue
                }
                libraries[library.key] = items
            }
            guard node["rules"] != nil || node["libraries"] != nil else {
                return refuse(file, node.line, "", "the key rules is missing")
            }
            documents.append((file, node, isOfTeam))
        } catch {
            refuse(file, error.line, "", "not a YAML file: \(error.reason)")
        }
    }

    public mutating func finish() {
        for (file, node, isOfTeam) in documents {
            self.isOfTeam = isOfTeam
            guard let list = node["rules"] else { continue }
            guard let nodes = list.sequence else { refuse(file, list.line, "", "rules must be a list"); continue }
            for node in nodes { add(node, file) }
        }
        documents = []
    }

    private mutating func add(_ node: YAMLNode, _ file: String) {
        var reader = RuleReader(file: file, libraries: libraries)
        if isOfTeam { reader.patternsLeft = min(reader.patternsLeft, teamPatternsLeft) }
        let allowed = reader.patternsLeft
        if var rule = reader.rule(node) {
            let name = rule.id
            if isOfTeam { TeamRules.adopt(&rule) }
            if !ids.insert(rule.id).inserted {
                refuse(file, node.line, name, "another rule has this id")
            } else if isOfTeam, teamRulesLeft == 0 {
                refuse(file, node.line, name, "more than \(TeamRules.most) rules of teams are too many")
            } else {
                teamRulesLeft -= isOfTeam ? 1 : 0
                rules.append(rule)
            }
        }
        if isOfTeam { teamPatternsLeft -= allowed - max(0, reader.patternsLeft) }
        for problem in reader.problems { refuse(problem.file, problem.line, problem.rule, problem.reason) }
    }

    private mutating func refuse(_ file: String, _ line: Int, _ rule: String, _ reason: String) {
        guard problems.count < Self.mostProblems else { return }
        problems.append(RuleProblem(file: file, line: line, rule: rule, reason: reason, isOfTeam: isOfTeam))
    }
}

/// Reads one rule.
struct RuleReader {
    let file: String
    let libraries: [String: [YAMLNode]]
    var problems: [RuleProblem] = []
    var id = ""
    /// That the rule may still have; negative once they were too many.
    var patternsLeft = Self.mostPatterns

    /// Of one rule.
    static let mostPatterns = 2_000
    static let mostPatternBytes = 10_000
    /// Of one rule: enough to see what is wrong with it.
    private static let mostProblems = 100

    init(file: String, libraries: [String: [YAMLNode]]) {
        self.file = file
        self.libraries = libraries
    }

    mutating func refuse(_ line: Int, _ reason: String) {
        guard problems.count < Self.mostProblems else { return }
        problems.append(RuleProblem(file: file, line: line, rule: id, reason: reason))
    }

    static let searchKeys: Set<String> = [
        "pattern", "patterns", "pattern-either", "pattern-regex",
    ]
    static let taintKeys: Set<String> = [
        "pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators",
    ]
    static let plainKeys: Set<String> = [
        "id", "message", "severity", "languages", "mode", "metadata", "fix", "paths", "options", "help", "title",
        "examples",
        "tags", "min-version", "guards",
    ]

    mutating func rule(_ node: YAMLNode) -> CodeRule? {
        guard let entries = node.mapping else {
            refuse(node.line, "a rule is a mapping")
            return nil
        }
        id = node["id"]?.text ?? ""
        guard isIdentifier(id) else {
            refuse(node["id"]?.line ?? node.line, "a rule needs an id of letters, digits, '.', '-' and '_'")
            return nil
        }
        let isTaint = node["mode"]?.text == "taint"
        if let mode = node["mode"], mode.text != "taint", mode.text != "search" {
            refuse(mode.line, "the mode \(mode.text ?? "") is not supported; allowed: search, taint")
        }
        let allowed = Self.plainKeys.union(isTaint ? Self.taintKeys : Self.searchKeys)
        for entry in entries where !allowed.contains(entry.key) {
            refuse(
                entry.line,
                "the key \(entry.key) is not supported here; allowed: \(allowed.sorted().joined(separator: ", "))")
        }
        let languages = self.languages(node)
        let severity = self.severity(node)
        let body: CodeRule.Body? = isTaint ? taint(node).map { .taint($0) } : search(node).map { .search($0) }
        if let body { checkBound(body, node.line) }
        guard problems.isEmpty, let body, let severity, let message = required("message", node) else { return nil }
        var rule = CodeRule(
            id: id, message: message, severity: severity, languages: languages, body: body, file: file, line: node.line)
        describe(&rule, node)
        return problems.isEmpty ? rule : nil
    }

    private func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                    || [45, 46, 95].contains($0)
            }
    }

    private mutating func required(_ key: String, _ node: YAMLNode) -> String? {
        guard let text = node[key]?.text, !text.isEmpty else {
            refuse(node.line, "the key \(key) is missing")
            return nil
        }
        return text
    }

    private mutating func languages(_ node: YAMLNode) -> [Language] {
        guard let list = node["languages"]?.sequence, !list.isEmpty else {
            refuse(node.line, "the key languages must be a list with at least one language")
            return []
        }
        var languages: [Language] = []
        for item in list {
            if item.text == "regex" {
                languages += Language.allCases
            } else if let language = item.text.flatMap({ Language(ruleName: $0) }) {
                languages.append(language)
            } else {
                let known = "python, javascript, typescript, java, go, ruby, php, c, regex"
                refuse(item.line, "the language \(item.text ?? "") is not supported; allowed: \(known)")
            }
        }
        return languages
    }

    private mutating func severity(_ node: YAMLNode) -> RuleSeverity? {
        switch node["severity"]?.text?.uppercased() {
        case "CRITICAL": return .critical
        case "ERROR", "HIGH": return .high
        case "WARNING", "MEDIUM": return .medium
        case "LOW": return .low
        case "INFO": return .info
        default:
            refuse(
                node["severity"]?.line ?? node.line,
                "severity must be one of CRITICAL, ERROR, HIGH, WARNING, MEDIUM, LOW, INFO")
            return nil
        }
    }

    /// Keys that mean nothing here.
    mutating func refuseOthers(_ node: YAMLNode, than allowed: Set<String>) {
        for entry in node.mapping ?? [] where !allowed.contains(entry.key) {
            refuse(
                entry.line, "\(entry.key) is not supported here; allowed: \(allowed.sorted().joined(separator: ", "))")
        }
    }

    /// Switches of semgrep are accepted where they ask for what is done anyway.
    private static let options = [
        "constant_propagation", "interfile", "taint_assume_safe_booleans", "taint_assume_safe_numbers",
    ]

    private mutating func checkOptions(_ node: YAMLNode?) {
        for entry in node?.mapping ?? [] where !Self.options.contains(entry.key) || entry.value.text != "true" {
            refuse(
                entry.line,
                "the option \(entry.key): \(entry.value.text ?? "…") is not supported; allowed, as true: "
                    + Self.options.joined(separator: ", "))
        }
    }

    private mutating func describe(_ rule: inout CodeRule, _ node: YAMLNode) {
        checkOptions(node["options"])
        if let paths = node["paths"] { refuseOthers(paths, than: ["include", "exclude"]) }
        if let examples = node["examples"] { refuseOthers(examples, than: ["bad", "good"]) }
        rule.fix = node["fix"]?.text
        rule.help = node["help"]?.text ?? ""
        rule.title = node["title"]?.text ?? ""
        rule.include = texts(node["paths"]?["include"])
        rule.exclude = texts(node["paths"]?["exclude"])
        let metadata = node["metadata"]
        rule.tags = texts(node["tags"]) + texts(metadata?["tags"])
        rule.aliases = texts(metadata?["aliases"])
        rule.cwes = texts(metadata?["cwe"]).compactMap(Self.cwe)
        if let cwe = metadata?["cwe"], rule.cwes.count < max(1, texts(cwe).count) {
            refuse(cwe.line, "cwe is a text such as CWE-79, or a list of such texts")
        }
        rule.owasp = texts(metadata?["owasp"])
        rule.references = texts(metadata?["references"])
        rule.confidence = metadata?["confidence"]?.text.flatMap { RuleConfidence(rawValue: $0.lowercased()) }
        if let confidence = metadata?["confidence"], rule.confidence == nil {
            refuse(confidence.line, "confidence must be one of low, medium, high")
        }
        for (key, isBad) in [("bad", true), ("good", false)] {
            for example in node["examples"]?[key]?.sequence ?? [] { add(example, isBad, to: &rule) }
        }
    }

    private mutating func add(_ example: YAMLNode, _ isBad: Bool, to rule: inout CodeRule) {
        guard let code = example.text ?? example["code"]?.text else {
            return refuse(example.line, "an example is a text")
        }
        refuseOthers(example, than: ["code", "language"])
        let language = example["language"]?.text.flatMap { Language(ruleName: $0) }
        if let given = example["language"], language == nil {
            refuse(given.line, "the language \(given.text ?? "") is not supported")
        }
        rule.examples.append(CodeRule.Example(isBad: isBad, code: code, language: language, line: example.line))
    }

    /// One text or a list of texts.
    func texts(_ node: YAMLNode?) -> [String] {
        guard let node else { return [] }
        return node.text.map { [$0] } ?? node.sequence?.compactMap(\.text) ?? []
    }

    /// "CWE-89: SQL Injection" and the like.
    private static func cwe(_ text: String) -> String? {
        let upper = text.uppercased()
        guard let start = upper.firstRange(of: "CWE-") else { return nil }
        let digits = upper[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return (1...6).contains(digits.utf8.count) ? "CWE-\(digits)" : nil
    }
}
