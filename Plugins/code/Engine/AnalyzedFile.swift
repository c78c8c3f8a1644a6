import CodeFlow
import CodeParsing
import CodeRules
public import CodeSyntax

/// What is kept of a file after its first reading.
public struct AnalyzedFile: Sendable {
    public let path: String
    public let language: Language
    /// Findings that need no data flow.
    public internal(set) var findings: [CodeFinding] = []
    /// Matches that depend on values.
    var pending: [RuleMatch] = []
    /// What the analysis is to follow, one per run.
    var marks: [Marks] = []
    /// The rules that have sinks here, as the analysis' lanes, one per run.
    var sinkLanes: [UInt64] = []
    /// Names of functions and classes that other files may use.
    var declared: [String] = []
    /// Names of classes, and what is imported, by which it may use other files.
    var mentioned: [String] = []
    /// What its classes extend and implement.
    var extended: [String] = []
    /// Bytes of the text.
    var size = 0
    /// What tells one version of the file from another.
    public var contentID = ""
    /// Why something of the file may be missing from the results; for people.
    public internal(set) var notes: [String] = []

    /// Nil when it is to be made again where it is needed.
    var tree: SyntaxTree?

    /// Once they are reported.
    public mutating func forgetFindings() { findings = [] }

    /// False for what was kept from an earlier scan: matches and marks are found anew where they are needed.
    var isWhole = true
    /// A finding's text may be a password or a key.
    var holdsSecrets = false
    /// Something in it begins a flow, or has a match that depends on values.
    var needsFlow = false
    /// A value comes from outside somewhere in it.
    var takesInput = false
    /// A value can do harm somewhere in it.
    var hasSinks = false

    init(path: String, language: Language) {
        self.path = path
        self.language = language
    }
}

/// Which trees are kept from the first reading of files to their data flow; the others are made again.
public struct TreeAllowance: Sendable {
    /// 28 bytes each.
    private var nodesLeft = 1_000_000

    public init() {}

    public mutating func admit(_ file: inout AnalyzedFile) {
        guard let tree = file.tree else { return }
        if tree.nodes.count <= nodesLeft { nodesLeft -= tree.nodes.count } else { file.tree = nil }
    }
}

/// Why a file has no results.
public enum FileSkip: Sendable, Equatable {
    case generated, minified, vendored
    case parserMissing(Language)
    case tooCostly(String)

    /// Whether a path alone tells that a file is not to be analysed.
    public static func byPath(_ path: String) -> FileSkip? { FileSkip(SourceFilter.reason(path: path)) }

    init?(_ reason: SourceFilter.Reason?) {
        switch reason {
        case .generated: self = .generated
        case .minified: self = .minified
        case .vendored: self = .vendored
        case nil: return nil
        }
    }
}
