internal import CodeEngine
internal import CodeInfrastructure
internal import CodeRules
internal import CodeSyntax
public import PluginSDK

/// The plugin: finds weaknesses in source code with rules, and follows values from where they enter a program to where
/// they do harm, through functions and files.
public struct CodeScanner: Scanner {
    private let library: RuleLibrary
    private let trustsTarget: Bool
    public let rules: [RuleDefinition]

    public static var plugin: PluginDescription {
        var plugin = PluginDescription(id: "code", name: "Code", version: "1.0.0", scanTypes: ["code"])
        plugin.vendor = "SecureScan"
        plugin.capabilities = [.files, .target, .needsData, .needsCache]
        plugin.filePatterns = SourceFiles.patterns + SourceFiles.infrastructure
        plugin.maxFileSize = 64 << 20
        plugin.configurationSchema = CodeConfiguration.schema
        return plugin
    }

    /// Throws when the rules that come with the plugin cannot be read: a scan without them would look like a clean
    /// bill.
    public init(configuration: Configuration, context: borrowing Context) throws {
        var files: [(name: String, text: [UInt8])] = []
        for name in SourceFiles.catalogue { files.append((name, Array(try context.data(name).bytes))) }
        let configuration = try configuration.decode(CodeConfiguration.self)
        trustsTarget = configuration.trustsTarget
        library = RuleLibrary(files, ofTeams: configuration.rules.map { ($0.name, Array($0.text.utf8)) })
        if let problem = library.problems.first(where: { !$0.isOfTeam }) {
            throw PluginError(.internal, "the rules cannot be used: \(problem)")
        }
        rules = library.rules.map { RuleDefinition($0) } + InfrastructureScanner.rules.map { RuleDefinition($0) }
    }

    public func open(_ target: Target, _ context: borrowing Context) throws -> CodeSession {
        let problems = library.problemsOfTeams
        for problem in problems.prefix(Self.mostProblems) {
            context.log(.note, "A rule of a team is not used as it stands: \(problem.description.prefix(1000))")
        }
        if problems.count > Self.mostProblems {
            context.log(.note, "\(problems.count - Self.mostProblems) more mistakes are in rules of teams.")
        }
        return CodeSession(library, trustsTarget: trustsTarget)
    }

    /// That are told one by one.
    private static let mostProblems = 50
}

/// What the scanner reads.
enum SourceFiles {
    /// The data files with the rules.
    static let catalogue = [
        "c-flow.yml", "c.yml", "go-flow.yml", "go.yml", "java-flow.yml", "java.yml", "javascript-flow.yml",
        "javascript.yml", "php-flow.yml", "php.yml", "python-audit.yml", "python-flow.yml",
        "python.yml", "ruby-flow.yml", "ruby.yml",
    ]

    static let patterns = [
        "*.py", "*.pyw", "*.js", "*.mjs", "*.cjs", "*.jsx", "*.ts", "*.mts", "*.cts", "*.tsx", "*.java", "*.go", "*.rb",
        "*.rake",
        "*.gemspec", "*.ru", "Rakefile", "Gemfile", "*.php", "*.phtml", "*.inc", "*.c", "*.h", "*.properties", "*.ini",
        "*.cfg",
        "*.conf", "*.env",
    ]

    /// Of YAML files only those that describe infrastructure are looked into.
    static let infrastructure = [
        "Dockerfile", "Dockerfile.*", "dockerfile", "*.dockerfile", "*.Dockerfile", "Containerfile", "Containerfile.*",
        "*.containerfile", "*.yml", "*.yaml", "*.tf",
    ]
}

extension RuleDefinition {
    init(_ rule: CodeRule) {
        self.init(
            id: "code." + rule.id, title: Self.title(rule),
            severity: Self.severity(rule.severity), confidence: Self.confidence(rule.confidence), help: Self.help(rule),
            helpURI: String((rule.references.first ?? "").prefix(1000)), cwes: Array(rule.cwes.prefix(16)),
            tags: (rule.tags + rule.owasp).prefix(32).map { Self.cut($0, to: 200) })
    }

    /// Rules of teams may say anything at any length; one line of 200 bytes says what is found.
    private static func title(_ rule: CodeRule) -> String {
        let text = rule.title.isEmpty ? rule.message : rule.title
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return line.isEmpty ? rule.id : cut(String(line), to: 200)
    }

    private static func cut(_ text: String, to bytes: Int) -> String {
        text.utf8.count <= bytes ? text : String(decoding: text.utf8.prefix(bytes), as: UTF8.self)
    }

    private static func severity(_ severity: RuleSeverity) -> Severity {
        switch severity {
        case .info: .info
        case .low: .low
        case .medium: .medium
        case .high: .high
        case .critical: .critical
        }
    }

    private static func confidence(_ confidence: RuleConfidence?) -> Confidence? {
        switch confidence {
        case .low: .low
        case .medium: .medium
        case .high: .high
        case nil: nil
        }
    }

    /// The rule's own text, and its first examples.
    private static func help(_ rule: CodeRule) -> String {
        var text = cut(rule.help.isEmpty ? rule.message : rule.help, to: 16 << 10)
        let language = rule.languages.first?.rawValue ?? ""
        if let bad = rule.examples.first(where: \.isBad) {
            text += "\n\nBad:\n\n```\(language)\n\(cut(bad.code, to: 8 << 10))\n```"
        }
        if let good = rule.examples.first(where: { !$0.isBad }) {
            text += "\n\nGood:\n\n```\(language)\n\(cut(good.code, to: 8 << 10))\n```"
        }
        return text
    }
}
