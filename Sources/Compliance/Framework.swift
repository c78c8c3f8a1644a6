/// A standard, or one edition of it, with the controls that findings can be evidence against.
public struct Framework: Sendable, Equatable {
    /// Stable, for example `owasp-top10-2021`.
    public var id: String
    /// Of the standard, without the edition.
    public var name: String
    /// Edition or version, as its publisher writes it.
    public var version: String
    public var source: Source
    public var scope: Scope
    /// A finding belongs to one control at most: the standard divides weaknesses into categories.
    public var isExclusive: Bool
    /// In the order of the standard.
    public var controls: [Control]
    /// The operator's file that it comes from; nil for one that is built in.
    public var file: String?

    public init(
        id: String, name: String, version: String, source: Source, scope: Scope, isExclusive: Bool = false,
        controls: [Control], file: String? = nil
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.source = source
        self.scope = scope
        self.isExclusive = isExclusive
        self.controls = controls
        self.file = file
    }

    /// Where identifiers and titles come from.
    public struct Source: Sendable, Equatable {
        /// Of the official text.
        public var title: String
        /// Day, month or year of the edition, as `2021-09-24`.
        public var published: String
        /// Of the official text.
        public var url: String
        /// What may be done with the official text, in a sentence.
        public var licence: String

        public init(title: String, published: String, url: String, licence: String) {
            self.title = title
            self.published = published
            self.url = url
            self.licence = licence
        }
    }

    /// How much of the standard is listed.
    public struct Scope: Sendable, Equatable {
        /// Every control of the standard is listed.
        public var isComplete: Bool
        /// What is listed and what is not, in a sentence.
        public var note: String

        public init(isComplete: Bool, note: String) {
            self.isComplete = isComplete
            self.note = note
        }
    }
}

/// One requirement of a framework.
public struct Control: Sendable, Equatable {
    /// The tag on findings, for example `OWASP-A03`; unique over all frameworks.
    public var id: String
    /// As the standard names it, for example `A03:2021`.
    public var reference: String
    /// As the standard writes it, or in our words where it has none.
    public var title: String
    /// One sentence in our own words.
    public var summary: String
    /// The part of the standard that it belongs to; may be empty.
    public var group: String
    /// What in a scan can speak against it; nil when only other evidence can, such as documents or a running system.
    public var evidence: Evidence?

    public var isAssessable: Bool { evidence != nil }

    public init(
        id: String, reference: String, title: String, summary: String = "", group: String = "",
        evidence: Evidence? = nil
    ) {
        self.id = id
        self.reference = reference
        self.title = title
        self.summary = summary
        self.group = group
        self.evidence = evidence
    }
}

/// What makes a finding evidence against a control. Each member adds to the others.
public struct Evidence: Sendable, Equatable {
    /// Weaknesses, each with everything below it in the CWE hierarchy.
    public var weaknesses: [Int] = []
    /// Of those, the ones that the standard's own list does not name: added by us, for example because they are newer.
    public var added: Set<Int> = []
    /// Weaknesses below `weaknesses` that are something else all the same, with everything below them.
    public var exceptions: Set<Int> = []
    /// Ids of rules, in which `*` stands for any text.
    public var rules: [String] = []
    /// Tags of rules, in lower case.
    public var tags: [String] = []
    /// Words of rule titles, in lower case: looked at only where nothing else told.
    public var keywords: [String] = []

    public init() {}

    var isEmpty: Bool { weaknesses.isEmpty && rules.isEmpty && tags.isEmpty && keywords.isEmpty }
}
