public import Model

/// The controls of a finding, as it carries them.
public struct ControlTags: Sendable, Equatable {
    /// Sorted.
    public var tags: [String]
    /// Why: `[{"by": "cwe", "value": "CWE-89", "tags": [...]}, ...]`; nil when there are no tags.
    public var basis: JSONValue?

    public static let none = ControlTags(tags: [], basis: nil)
    /// The member of a finding's metadata for the basis.
    public static let member = "compliance_basis"

    private init(tags: [String], basis: JSONValue?) {
        self.tags = tags
        self.basis = basis
    }

    public init(_ assignments: [Assignment]) {
        var reasons: [Basis] = []
        var byReason: [Basis: [JSONValue]] = [:]
        for assignment in assignments {
            if byReason[assignment.basis] == nil { reasons.append(assignment.basis) }
            byReason[assignment.basis, default: []].append(.string(assignment.control))
        }
        tags = assignments.map(\.control)
        let entries = reasons.map { reason in
            JSONValue.object(reason.members.merging(["tags": .array(byReason[reason] ?? [])]) { first, _ in first })
        }
        basis = entries.isEmpty ? nil : .array(entries)
    }
}

extension Basis {
    /// `by` and `value`; `of` is the weakness that the rule names where that is another one.
    var members: [String: JSONValue] {
        switch self {
        case .weakness(let id): ["by": "cwe", "value": .string("CWE-\(id)")]
        case .ancestor(let id, let named):
            ["by": "cwe_ancestor", "value": .string("CWE-\(id)"), "of": .string("CWE-\(named)")]
        case .added(let id, let named):
            ["by": "cwe_added", "value": .string("CWE-\(id)"), "of": .string("CWE-\(named)")]
        case .rule(let pattern): ["by": "rule", "value": .string(pattern)]
        case .tag(let tag): ["by": "tag", "value": .string(tag)]
        case .keyword(let word): ["by": "keyword", "value": .string(word)]
        }
    }

    /// For people, as the end of a sentence.
    public var sentence: String {
        switch self {
        case .weakness(let id): "the control lists CWE-\(id)"
        case .ancestor(let id, let named): "CWE-\(named) is a kind of CWE-\(id), which the control lists"
        case .added(let id, let named) where id == named:
            "CWE-\(id) was added to the standard's own list of weaknesses"
        case .added(let id, let named):
            "CWE-\(named) is a kind of CWE-\(id), which was added to the standard's own list of weaknesses"
        case .rule(let pattern): "the control names the rule \(pattern)"
        case .tag(let tag): "the rule has the tag \(tag)"
        case .keyword(let word): "the rule's title has the word '\(word)', and nothing else told"
        }
    }
}
