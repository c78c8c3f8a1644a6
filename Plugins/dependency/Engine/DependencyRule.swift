internal import PluginSDK

/// Every kind of finding of this plugin.
enum DependencyRule: String, CaseIterable {
    case vulnerable = "dependency.vulnerable"
    case unclear = "dependency.vulnerable-unclear"
    case deniedLicence = "dependency.licence-denied"
    case notChecked = "dependency.not-checked"
    case unreadable = "dependency.unreadable"
    case policy = "dependency.policy"

    var definition: RuleDefinition {
        switch self {
        case .vulnerable:
            RuleDefinition(
                id: rawValue, title: "Dependency with a known vulnerability", severity: .medium, confidence: .high,
                help: """
                    A package that the project uses, in this very version, is named by a published advisory. \
                    `metadata.fixed_version` is the smallest later version that is not affected by this flaw, on the \
                    same \
                    major version where there is one; `metadata.dependency_path` says through which packages it comes \
                    in. \
                    Upgrade it, or the direct dependency that brings it. Where the flaw cannot be reached, say so \
                    with a \
                    reason in `.securescan.yml` or in a VEX document.
                    """, cwes: ["CWE-1395"], tags: ["vulnerability", "supply-chain"])
        case .unclear:
            RuleDefinition(
                id: rawValue, title: "Dependency that may have a known vulnerability", severity: .low, confidence: .low,
                help: """
                    An advisory names this package, but its version and those of the advisory cannot be compared. \
                    Look at \
                    the advisory, and pin a version that is one.
                    """, cwes: ["CWE-1395"], tags: ["vulnerability", "supply-chain"])
        case .deniedLicence:
            RuleDefinition(
                id: rawValue, title: "Dependency with a licence that the policy forbids", severity: .medium,
                confidence: .medium,
                help: """
                    The licence that the package states is denied, or is not among those that are allowed. Replace the \
                    package, or change the policy.
                    """, tags: ["licence"])
        case .notChecked:
            RuleDefinition(
                id: rawValue, title: "Dependencies that were not checked for vulnerabilities", severity: .info,
                confidence: .high,
                help: """
                    That nothing is reported for these packages means nothing. Import the advisories of their \
                    ecosystem \
                    with `securescan db update` or `securescan db import`, and pin versions.
                    """, tags: ["coverage"])
        case .unreadable:
            RuleDefinition(
                id: rawValue, title: "Dependency file that could not be read in full", severity: .low,
                confidence: .high,
                help: "What the file names beyond this place is missing in the inventory. Repair or regenerate it.",
                tags: ["coverage"])
        case .policy:
            RuleDefinition(
                id: rawValue, title: "Ignore rule that does not hold", severity: .low, confidence: .high,
                help: """
                    A rule of `.securescan.yml` has expired or could not be read, so it hides nothing. Renew it with a \
                    reason, correct it, or remove it.
                    """, tags: ["policy"])
        }
    }
}
