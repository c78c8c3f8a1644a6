internal import CodeEngine
internal import CodeRules
internal import CodeSyntax
public import PluginSDK

/// The plugin: finds weaknesses in source code with rules, and follows values from where they enter a program to where
/// they do harm, through functions and files.
public struct CodeScanner: Scanner {
    private let library: RuleLibrary
    public let rules: [RuleDefinition]

    public static var plugin: PluginDescription {
        var plugin = PluginDescription(id: "code", name: "Code", version: "1.0.0", scanTypes: ["code"])
        plugin.vendor = "SecureScan"
        plugin.capabilities = [.files, .target, .needsData]
        plugin.filePatterns = SourceFiles.patterns
        plugin.maxFileSize = 64 << 20
        return plugin
    }

    /// Throws when the rules that come with the plugin cannot be read: a scan without them would look like a clean
    /// bill.
    public init(configuration: Configuration, context: borrowing Context) throws {
        var files: [(name: String, text: [UInt8])] = []
        for name in SourceFiles.catalogue { files.append((name, Array(try context.data(name).bytes))) }
        library = RuleLibrary(files)
        if let problem = library.problems.first { throw PluginError(.internal, "the rules cannot be used: \(problem)") }
        rules = library.rules.map { RuleDefinition($0) }
    }

    public func open(_ target: Target, _ context: borrowing Context) throws -> CodeSession { CodeSession(library) }
}

/// What the scanner reads.
enum SourceFiles {
    /// The data files with the rules.
    static let catalogue = [
        "java-flow.yml", "java.yml", "javascript-flow.yml", "javascript.yml", "python-audit.yml", "python-flow.yml",
        "python.yml",
    ]

    static let patterns = [
        "*.py", "*.pyw", "*.js", "*.mjs", "*.cjs", "*.jsx", "*.ts", "*.mts", "*.cts", "*.tsx", "*.java", "*.go", "*.rb",
        "*.rake",
        "*.gemspec", "*.ru", "Rakefile", "Gemfile", "*.php", "*.phtml", "*.inc", "*.c", "*.h", "*.properties", "*.ini",
        "*.cfg",
        "*.conf", "*.env",
    ]
}

extension RuleDefinition {
    init(_ rule: CodeRule) {
        self.init(
            id: "code." + rule.id, title: rule.title.isEmpty ? rule.message : rule.title,
            severity: Self.severity(rule.severity), confidence: Self.confidence(rule.confidence), help: Self.help(rule),
            helpURI: rule.references.first ?? "", cwes: rule.cwes, tags: rule.tags + rule.owasp)
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
        var text = rule.help.isEmpty ? rule.message : rule.help
        let language = rule.languages.first?.rawValue ?? ""
        if let bad = rule.examples.first(where: \.isBad) { text += "\n\nBad:\n\n```\(language)\n\(bad.code)\n```" }
        if let good = rule.examples.first(where: { !$0.isBad }) {
            text += "\n\nGood:\n\n```\(language)\n\(good.code)\n```"
        }
        return text
    }
}
