internal import Model

/// CycloneDX as XML, elements in the order of the schema's sequences.
struct CycloneDXXML: DocumentWriter, ~Copyable {
    private let rules: CycloneDXRules
    private var xml: XMLStream

    init(version: String) throws(SBOMError) {
        rules = CycloneDXRules(version: version)
        xml = try XMLStream()
    }

    let hasVulnerabilities = true
    var pending: Int { xml.pending }
    mutating func take() throws(SBOMError) -> [UInt8] { try xml.take() }

    mutating func begin(_ subject: SBOMSubject) {
        xml.open("bom")
        xml.attribute("xmlns", "http://cyclonedx.org/schema/bom/" + rules.version)
        xml.attribute("serialNumber", "urn:uuid:" + subject.uuid)
        xml.attribute("version", "1")
        xml.open("metadata")
        xml.element("timestamp", subject.timestamp.iso8601)
        if !subject.tools.isEmpty {
            xml.open("tools")
            xml.open("components")
            for tool in subject.tools { application(tool.name, tool.version) }
            xml.close()
            xml.close()
        }
        application(subject.name, subject.version, reference: SBOMSubject.reference, subject.properties)
        xml.close()
        xml.open("components")
    }

    private mutating func application(
        _ name: String, _ version: String, reference: String? = nil, _ properties: [(name: String, value: String)] = []
    ) {
        xml.open("component")
        xml.attribute("type", "application")
        if let reference { xml.attribute("bom-ref", reference) }
        xml.element("name", name)
        xml.element("version", version)
        write(properties)
        xml.close()
    }

    mutating func component(_ entry: ComponentEntry) {
        xml.open("component")
        xml.attribute("type", rules.type(entry.type))
        xml.attribute("bom-ref", entry.reference)
        xml.optional("group", entry.name.group)
        xml.element("name", entry.name.name)
        xml.optional("version", entry.version)
        xml.element("scope", rules.scope(entry.scope))
        write(entry.checksums)
        write(entry.licence)
        if let purl = entry.purl { xml.element("purl", purl) }
        write(rules.properties(entry))
        if let location = entry.location {
            xml.open("evidence")
            xml.open("occurrences")
            xml.open("occurrence")
            xml.element("location", location.path)
            if rules.hasLineOfOccurrence, let line = location.line { xml.element("line", String(line)) }
            xml.close()
            xml.close()
            xml.close()
        }
        xml.close()
    }

    private mutating func write(_ checksums: [Checksum]) {
        if checksums.isEmpty { return }
        xml.open("hashes")
        for checksum in checksums {
            xml.open("hash")
            xml.attribute("alg", checksum.algorithm.cycloneDX)
            xml.text(checksum.digits)
            xml.close()
        }
        xml.close()
    }

    private mutating func write(_ licence: LicenceStatement) {
        let (kind, text): (StaticString, String)
        switch licence {
        case .none: return
        case .id(let id): (kind, text) = ("id", id)
        case .name(let name): (kind, text) = ("name", name)
        case .expression(let expression, _):
            xml.open("licenses")
            xml.element("expression", expression)
            return xml.close()
        }
        xml.open("licenses")
        xml.open("license")
        xml.element(kind, text)
        xml.close()
        xml.close()
    }

    private mutating func write(_ properties: [(name: String, value: String)]) {
        if properties.isEmpty { return }
        xml.open("properties")
        for property in properties {
            xml.open("property")
            xml.attribute("name", property.name)
            xml.text(property.value)
            xml.close()
        }
        xml.close()
    }

    mutating func beginGraph() {
        xml.close()
        xml.open("dependencies")
    }

    mutating func openNode(_ reference: String) {
        xml.open("dependency")
        xml.attribute("ref", reference)
    }

    mutating func rootUses(_ reference: String, scope: ComponentScope, direct: Bool) {
        if direct { edge(to: reference) }
    }

    mutating func edge(to reference: String) {
        openNode(reference)
        closeNode()
    }

    mutating func closeNode() { xml.close() }

    mutating func beginVulnerabilities() {
        xml.close()
        xml.open("vulnerabilities")
    }

    mutating func vulnerability(_ entry: VulnerabilityEntry) { xml.vulnerability(entry) }

    mutating func end() {
        xml.close()
        xml.close()
        xml.text("\n")
    }
}
