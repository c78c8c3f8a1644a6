public import CodeSyntax

/// A place that a rule's formula matches.
public struct RuleMatch: Sendable {
    public enum Role: Sendable, Hashable {
        case search
        case source(bySideEffect: Bool, followsObject: Bool, isHandle: Bool)
        /// Nil: exact where the rule points at a part, else whatever is inside counts too.
        case sink(isExact: Bool?, isShell: Bool)
        case sanitizer(bySideEffect: Bool, isExact: Bool)
        case propagator
    }

    /// Index among the compiled rules.
    public let rule: Int
    public let role: Role
    /// The node, or the first statement of a sequence.
    public let node: NodeID
    /// The last statement of a sequence; else the node.
    public let last: NodeID
    /// True when the rule pointed at this node with focus-metavariable.
    public let isFocused: Bool
    /// Of propagators.
    public let from: NodeID?
    public let to: NodeID?
    /// Of a match of text alone; else the nodes' range.
    public internal(set) var textRange: Range<Int>?
    /// The source text of each metavariable, by name; of search rules, and of sinks where they are asked for.
    public let bindings: [String: String]
    /// Nodes whose values decide whether this is a match; empty when it is one.
    public let pending: Set<NodeID>
    /// The formula, and the node at which it was tried, to match again: the rule may point elsewhere.
    let unit: Int
    let origin: NodeID

    public func range(in tree: SyntaxTree) -> Range<Int> {
        textRange ?? tree.range(node).lowerBound..<max(tree.range(node).upperBound, tree.range(last).upperBound)
    }
}

/// What matching a file gave.
public struct RuleMatches: Sendable {
    public internal(set) var matches: [RuleMatch] = []
    /// The bound on the work for one file was hit: there may be more matches.
    public internal(set) var isCut = false
    /// A regular expression that backtracked too much somewhere, and counted as not matching there.
    public internal(set) var failedPattern: String?
    private var findings = 0
}

extension RuleMatches {
    /// Matches that are findings by themselves, of one file; each has texts of its own.
    private static let mostFindings = 100_000

    mutating func add(_ match: RuleMatch, _ work: MatchingWork) {
        if match.role == .search {
            guard findings < Self.mostFindings else { return work.leaveOut() }
            findings += 1
        }
        matches.append(match)
    }
}
