public import CodeSyntax

/// How much a finding matters.
public enum RuleSeverity: String, Sendable, CaseIterable {
    case info, low, medium, high, critical
}

public enum RuleConfidence: String, Sendable {
    case low, medium, high
}

/// A rule as its file gives it, checked and ready to compile.
public struct CodeRule: Sendable {
    /// Of a team's rule as `team.…`, see ``TeamRules``.
    public internal(set) var id: String
    /// With metavariables to be replaced by what they matched.
    public let message: String
    public let severity: RuleSeverity
    public let languages: [Language]
    public var confidence: RuleConfidence?
    /// "CWE-89".
    public var cwes: [String] = []
    public var owasp: [String] = []
    public var references: [String] = []
    public var tags: [String] = []
    /// Names of other tools' checks that mean the same, such as "B602" of bandit: comments for them count.
    public var aliases: [String] = []
    /// Markdown; empty when the file gives none.
    public var help = ""
    public var title = ""
    /// Replacement text with metavariables.
    public var fix: String?
    /// Paths the rule is for, as gitignore-like patterns; empty: all.
    public var include: [String] = []
    public var exclude: [String] = []
    public var examples: [Example] = []
    let body: Body
    public let file: String
    public let line: Int
    /// Its id in its file, when that did not come with the plugin.
    public internal(set) var teamName: String?

    public var isOfTeam: Bool { teamName != nil }

    /// What it points at may be a password or a key (CWE-259, CWE-321, CWE-798).
    public var findsSecrets: Bool { cwes.contains { ["CWE-259", "CWE-321", "CWE-798"].contains($0) } }

    /// Values that are not in the code at that place do not matter to it: a rule that points at every use of something
    /// (tag `audit`), and passwords in the code (CWE-259).
    public var isAboutCodeAlone: Bool { tags.contains("audit") || cwes.contains("CWE-259") }

    /// Its findings may say the password or key.
    public var tellsSecrets: Bool { findsSecrets && (message.contains("$") || fix != nil) }

    public var isTaint: Bool {
        if case .taint = body { return true }
        return false
    }

    /// What the analysis takes for a check: words that the engine knows.
    public var guards: [String] {
        if case .taint(let taint) = body { return taint.guards }
        return []
    }

    /// A text that must, or must not, give a finding.
    public struct Example: Sendable {
        public let isBad: Bool
        public let code: String
        /// Nil: the rule's first language.
        public let language: Language?
        public let line: Int
    }

    enum Body: Sendable {
        case search(FormulaSource)
        case taint(TaintSource)
    }
}

/// A formula before its patterns are compiled, which is done per language.
indirect enum FormulaSource: Sendable {
    case pattern(String, line: Int)
    case regex(Regex)
    case any([FormulaSource])
    case all(AllSource)
}

struct AllSource: Sendable {
    var positives: [FormulaSource] = []
    var negatives: [FormulaSource] = []
    var insides: [FormulaSource] = []
    var notInsides: [FormulaSource] = []
    var notRegexes: [Regex] = []
    var conditions: [Condition] = []
    var focus: [String] = []
}

/// What must hold of what a metavariable matched.
enum Condition: Sendable {
    case regex(metavariable: String, Regex)
    case pattern(metavariable: String, FormulaSource)
    case comparison(Comparison)
}

struct TaintSource: Sendable {
    struct Item: Sendable {
        var formula: FormulaSource
        var bySideEffect = false
        var isExact: Bool?
        var from = ""
        var to = ""
        /// The object itself is followed (`object: true`).
        var followsObject = false
        /// Of a source that is not harmful itself, but whose parts are: a request that is handed on (`handle: true`).
        var isHandle = false
        /// Of a sink that is a list of arguments: what follows a shell's `-c` counts (`shell: true`).
        var isShell = false
    }

    var sources: [Item] = []
    var sinks: [Item] = []
    var sanitizers: [Item] = []
    var propagators: [Item] = []
    var guards: [String] = []
}

/// What is wrong with a rule file.
public struct RuleProblem: Sendable, Hashable, CustomStringConvertible {
    public let file: String
    public let line: Int
    /// Empty when it is not about one rule.
    public let rule: String
    public let reason: String
    /// The file did not come with the plugin.
    public let isOfTeam: Bool

    public init(file: String, line: Int, rule: String, reason: String, isOfTeam: Bool = false) {
        self.file = file
        self.line = line
        self.rule = rule
        self.reason = reason
        self.isOfTeam = isOfTeam
    }

    public var description: String { "\(file):\(line): \(rule.isEmpty ? "" : "\(rule): ")\(reason)" }
}
