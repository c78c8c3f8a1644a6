internal import PluginSDK

/// What the plugin can be told for one scan.
struct CodeConfiguration: Decodable {
    /// A rule file that does not come with the plugin.
    struct File: Decodable {
        /// For messages.
        let name: String
        let text: String
    }

    let rules: [File]
    /// Whether comments in the target are listened to that give a reason to pass findings over.
    let trustsTarget: Bool

    enum CodingKeys: String, CodingKey {
        case rules
        case trustsTarget = "trust_target"
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        rules = try members.decodeIfPresent([File].self, forKey: .rules) ?? []
        trustsTarget = try members.decodeIfPresent(Bool.self, forKey: .trustsTarget) ?? true
    }

    static let schema = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,\
        "properties":{\
        "rules":{"type":"array","maxItems":400,\
        "description":"Rule files beside those that come with the scanner, in the syntax of docs/writing-rules.md.",\
        "items":{"type":"object","additionalProperties":false,"required":["name","text"],"properties":{\
        "name":{"type":"string","maxLength":1000,"description":"Of the file, for messages."},\
        "text":{"type":"string","maxLength":262144,"description":"YAML with a list of rules."}}}},\
        "trust_target":{"type":"boolean","default":true,\
        "description":"Whether comments such as securescan: ignore, nosec and nosemgrep are listened to."}}}
        """
}
