public import Model

/// What the mapping looks at: only what a rule says of itself, so that no text of a scanned target can earn or avoid a
/// tag.
public struct RuleFacts: Sendable, Hashable {
    public var id: String
    public var title: String
    /// In the form `CWE-89`, most specific first.
    public var cwes: [String]
    public var tags: [String]

    public init(id: String, title: String = "", cwes: [String] = [], tags: [String] = []) {
        self.id = id
        self.title = title
        self.cwes = cwes
        self.tags = tags
    }

    public init(_ rule: Rule) {
        self.init(id: rule.id, title: rule.title, cwes: rule.cwes, tags: rule.tags)
    }
}

/// That findings of a rule are evidence against a control, and why.
public struct Assignment: Sendable, Equatable {
    /// Of the control: the tag.
    public let control: String
    public let basis: Basis
}

/// Why a control was assigned.
public enum Basis: Sendable, Hashable {
    /// The control lists the weakness that the rule names.
    case weakness(Int)
    /// The control lists a weakness above the one that the rule names.
    case ancestor(Int, of: Int)
    /// We added a weakness to the standard's own list, and the rule names it or (`of`) one below.
    case added(Int, of: Int)
    /// The control names the rule, or a pattern that its id fits.
    case rule(String)
    /// The control names a tag of the rule.
    case tag(String)
    /// The control names a word in the rule's title, and nothing else tells anything about this framework.
    case keyword(String)
}
