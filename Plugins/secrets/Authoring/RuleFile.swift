internal import PluginSDK
internal import SecretsEngine

/// One file of `Rules/`: the rules of a family of vendors, as people write them.
struct RuleFile: Decodable {
    let rules: [RuleSource]

    private enum CodingKeys: String, CodingKey, CaseIterable { case rules }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(CodingKeys.self)
        rules = try decoder.container(keyedBy: CodingKeys.self).decode([RuleSource].self, forKey: .rules)
    }
}

/// A rule as it is written down. What is left out takes the default given here.
struct RuleSource: Decodable {
    var id: String
    var title: String
    var severity: Severity
    var confidence: Confidence
    var cwes: [String]
    /// What the secret opens, how it is revoked, and where it should live instead: together they are the help text.
    var opens: String
    var revoke: String
    var instead: String
    var helpURI: String?
    var tags: [String]
    var vendor: String
    /// A Vectorscan expression, or literal words of which one must be there.
    var prefilter: String?
    var keywords: [String]
    var caseless: Bool
    var before: Int
    var after: Int
    var pattern: String
    var entropy: Double
    var checksum: Checksum?
    var check: SecretRule.Check?
    var rank: Int
    var paths: PathFilter?
    var allow: [String]
    var examples: Examples

    struct Examples: Decodable {
        var positive: [Example]
        var negative: [Example]
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, title, severity, confidence, cwes, opens, revoke, instead, tags, vendor, prefilter, keywords, caseless
        case before, after, pattern, entropy, checksum, check, rank, paths, allow, examples
        case helpURI = "help_uri"
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownMembers(CodingKeys.self)
        let members = try decoder.container(keyedBy: CodingKeys.self)
        id = try members.decode(String.self, forKey: .id)
        title = try members.decode(String.self, forKey: .title)
        severity = try members.decode(Severity.self, forKey: .severity)
        confidence = try members.decodeIfPresent(Confidence.self, forKey: .confidence) ?? .high
        cwes = try members.decodeIfPresent([String].self, forKey: .cwes) ?? ["CWE-798"]
        opens = try members.decode(String.self, forKey: .opens)
        revoke = try members.decode(String.self, forKey: .revoke)
        instead = try members.decodeIfPresent(String.self, forKey: .instead) ?? Self.usualPlace
        helpURI = try members.decodeIfPresent(String.self, forKey: .helpURI)
        vendor = try members.decode(String.self, forKey: .vendor)
        tags = try members.decodeIfPresent([String].self, forKey: .tags) ?? []
        prefilter = try members.decodeIfPresent(String.self, forKey: .prefilter)
        keywords = try members.decodeIfPresent([String].self, forKey: .keywords) ?? []
        caseless = try members.decodeIfPresent(Bool.self, forKey: .caseless) ?? false
        before = try members.decodeIfPresent(Int.self, forKey: .before) ?? 0
        after = try members.decodeIfPresent(Int.self, forKey: .after) ?? 256
        pattern = try members.decode(Text.self, forKey: .pattern).text
        entropy = try members.decodeIfPresent(Double.self, forKey: .entropy) ?? 3
        checksum = try members.decodeIfPresent(Checksum.self, forKey: .checksum)
        check = try members.decodeIfPresent(SecretRule.Check.self, forKey: .check)
        rank = try members.decodeIfPresent(Int.self, forKey: .rank) ?? 10
        if members.contains(.paths) {
            try members.superDecoder(forKey: .paths).refuseUnknownMembers(PathFilter.CodingKeys.self)
        }
        paths = try members.decodeIfPresent(PathFilter.self, forKey: .paths)
        allow = try members.decodeIfPresent([String].self, forKey: .allow) ?? []
        examples = try members.decode(Examples.self, forKey: .examples)
    }

    /// Where a secret belongs when the rule says nothing better.
    private static let usualPlace =
        "Keep it in a secret store or in the CI system's protected variables, and let the program read it at run time."
}

/// A text that may be written in pieces, one per line, to keep long patterns readable.
private struct Text: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        if let pieces = try? decoder.singleValueContainer().decode([String].self) {
            text = pieces.joined()
        } else {
            text = try decoder.singleValueContainer().decode(String.self)
        }
    }
}

extension Decoder {
    /// A mistyped member would otherwise silently take its default.
    func refuseUnknownMembers<Key: CodingKey & CaseIterable>(_ known: Key.Type) throws {
        let names = Set(Key.allCases.map(\.stringValue))
        for member in try container(keyedBy: AnyMember.self).allKeys where !names.contains(member.stringValue) {
            let reason = "the member \"\(member.stringValue)\" is not known; allowed are \(names.sorted())"
            throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: reason))
        }
    }
}

private struct AnyMember: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
