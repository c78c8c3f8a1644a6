internal import Model

/// One format's spelling of a document, whose parts come in this order: `begin`, components, the graph (the root's node
/// first, then one node for each component), vulnerabilities, `end`.
protocol DocumentWriter: ~Copyable {
    /// False when the format has no place for them, so that nobody looks them up.
    var hasVulnerabilities: Bool { get }
    /// Bytes that `take` would hand over, or a few less.
    var pending: Int { get }

    /// Hands over what was written since the last time.
    mutating func take() throws(SBOMError) -> [UInt8]

    mutating func begin(_ subject: SBOMSubject)
    mutating func component(_ entry: ComponentEntry)

    mutating func beginGraph()
    mutating func openNode(_ reference: String)
    /// In the root's node: that the target has this component, at all.
    mutating func rootUses(_ reference: String, scope: ComponentScope, direct: Bool)
    mutating func edge(to reference: String)
    mutating func closeNode()

    mutating func beginVulnerabilities()
    mutating func vulnerability(_ entry: VulnerabilityEntry)
    mutating func end()
}

extension SBOMSubject {
    /// The target's `bom-ref`.
    static let reference = "securescan:target"
}

/// Rules that both spellings of CycloneDX share.
struct CycloneDXRules {
    let version: String

    var hasLineOfOccurrence: Bool { version != "1.5" }

    /// What the plugin said, when the version has it.
    func type(_ text: String) -> String {
        switch text {
        case "application", "framework", "library", "container", "platform", "operating-system", "device",
            "device-driver", "firmware", "file", "machine-learning-model", "data":
            text
        case "cryptographic-asset" where version != "1.5": text
        default: "library"
        }
    }

    /// Development components are `optional` and have a property that says the rest. By the letter `excluded` would fit
    /// them (1.6, `component.scope`: for tests and other use that is not at run time), but an importer may take the
    /// word for what it says and leave them out, and then nobody hears of the flaws that they bring to build machines.
    func scope(_ scope: ComponentScope) -> String {
        switch scope {
        case .required: "required"
        case .optional, .development: "optional"
        }
    }

    /// Properties of a component; with the line that 1.5 has no other place for.
    func properties(_ entry: ComponentEntry) -> [(name: String, value: String)] {
        guard !hasLineOfOccurrence, let line = entry.location?.line else { return entry.properties }
        return entry.properties + [("securescan:line", String(line))]
    }
}
