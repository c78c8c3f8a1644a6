internal import PluginSDK

/// What an operator may set.
struct SecretsConfiguration: Decodable {
    /// Ids of rules that are not to run.
    var disabledRules: [String]
    /// Findings below are not reported.
    var minimumConfidence: Confidence
    /// A secret that contains one of these texts is not reported; letter case does not matter.
    var allowedValues: [String]

    enum CodingKeys: String, CodingKey {
        case disabledRules = "disabled_rules"
        case minimumConfidence = "minimum_confidence"
        case allowedValues = "allowed_values"
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        disabledRules = try members.decodeIfPresent([String].self, forKey: .disabledRules) ?? []
        minimumConfidence = try members.decodeIfPresent(Confidence.self, forKey: .minimumConfidence) ?? .low
        allowedValues = try members.decodeIfPresent([String].self, forKey: .allowedValues) ?? []
    }

    static let schema = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,\
        "properties":{\
        "disabled_rules":{"type":"array","items":{"type":"string"},"description":"Ids of rules that are not to run."},\
        "minimum_confidence":{"enum":["low","medium","high"],"default":"low",\
        "description":"Findings below are not reported."},\
        "allowed_values":{"type":"array","items":{"type":"string","minLength":4},\
        "description":"A secret that contains one of these texts is not reported."}}}
        """
}
