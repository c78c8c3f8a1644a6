internal import PluginSDK

/// What an operator may set for all targets; `.securescan.yml` in a target adds to it.
struct DependencyConfiguration: Decodable {
    /// SPDX identifiers that packages may have; nil: all that are not denied.
    var allowedLicences: [String]?
    var deniedLicences: [String]
    /// Whether `.securescan.yml` and VEX documents in a target are listened to.
    var trustsTarget: Bool

    enum CodingKeys: String, CodingKey {
        case allowedLicences = "allowed_licenses"
        case deniedLicences = "denied_licenses"
        case trustsTarget = "trust_target"
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        allowedLicences = try members.decodeIfPresent([String].self, forKey: .allowedLicences)
        deniedLicences = try members.decodeIfPresent([String].self, forKey: .deniedLicences) ?? []
        trustsTarget = try members.decodeIfPresent(Bool.self, forKey: .trustsTarget) ?? true
    }

    static let schema = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,\
        "properties":{\
        "allowed_licenses":{"type":"array","items":{"type":"string"},\
        "description":"SPDX identifiers that packages may have; without it all that are not denied."},\
        "denied_licenses":{"type":"array","items":{"type":"string"},\
        "description":"SPDX identifiers that packages must not have."},\
        "trust_target":{"type":"boolean","default":true,\
        "description":"Whether .securescan.yml and VEX documents in a target are listened to."}}}
        """
}
