internal import Model

/// CycloneDX as JSON, members in the order that the schema declares them.
struct CycloneDXJSON: DocumentWriter, ~Copyable {
    private let rules: CycloneDXRules
    private var parts = JSONParts()

    init(version: String) { rules = CycloneDXRules(version: version) }

    let hasVulnerabilities = true
    var pending: Int { parts.pending }
    mutating func take() -> [UInt8] { parts.take() }

    mutating func begin(_ subject: SBOMSubject) {
        parts.punctuate("{")
        parts.json.member("$schema", "http://cyclonedx.org/schema/bom-\(rules.version).schema.json")
        parts.json.member("bomFormat", "CycloneDX")
        parts.json.member("specVersion", rules.version)
        parts.json.member("serialNumber", "urn:uuid:" + subject.uuid)
        parts.json.member("version", 1)
        parts.json.key("metadata")
        parts.json.object { json in
            json.member("timestamp", subject.timestamp.iso8601)
            json.key("tools")
            json.object { json in json.list("components", subject.tools) { $0.object(Self.tool($1)) } }
            json.key("component")
            json.object { json in
                json.member("type", "application")
                json.member("bom-ref", SBOMSubject.reference)
                json.member("name", subject.name)
                json.member("version", subject.version)
                json.properties(subject.properties)
            }
        }
        parts.punctuate(",\"components\":[")
    }

    private static func tool(_ tool: SBOMSubject.Tool) -> (inout JSONWriter) -> Void {
        { json in
            json.member("type", "application")
            json.member("name", tool.name)
            json.member("version", tool.version)
        }
    }

    mutating func component(_ entry: ComponentEntry) {
        let rules = rules
        parts.json.object { json in
            json.member("type", rules.type(entry.type))
            json.member("bom-ref", entry.reference)
            if !entry.name.group.isEmpty { json.member("group", entry.name.group) }
            json.member("name", entry.name.name)
            if !entry.version.isEmpty { json.member("version", entry.version) }
            json.member("scope", rules.scope(entry.scope))
            json.list("hashes", entry.checksums) { json, checksum in
                json.object { json in
                    json.member("alg", checksum.algorithm.cycloneDX)
                    json.member("content", checksum.digits)
                }
            }
            json.licence(entry.licence)
            if let purl = entry.purl { json.member("purl", purl) }
            json.occurrence(entry.location, withLine: rules.hasLineOfOccurrence)
            json.properties(rules.properties(entry))
        }
    }

    mutating func beginGraph() { parts.punctuate("],\"dependencies\":[") }

    /// Commas between nodes are put here: the node's parts are written without `JSONWriter`'s knowing of the levels.
    mutating func openNode(_ reference: String) {
        if reference != SBOMSubject.reference { parts.punctuate(",") }
        parts.punctuate("{")
        parts.json.member("ref", reference)
        parts.punctuate(",\"dependsOn\":[")
    }

    mutating func rootUses(_ reference: String, scope: ComponentScope, direct: Bool) {
        if direct { edge(to: reference) }
    }

    mutating func edge(to reference: String) { parts.json.value(reference) }
    mutating func closeNode() { parts.punctuate("]}") }
    mutating func beginVulnerabilities() { parts.punctuate("],\"vulnerabilities\":[") }

    mutating func vulnerability(_ entry: VulnerabilityEntry) { parts.json.vulnerability(entry) }

    mutating func end() { parts.punctuate("]}") }
}

extension JSONWriter {
    /// An array of at least one element, else nothing.
    mutating func list<Element>(
        _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        if elements.isEmpty { return }
        key(name)
        array { json in for element in elements { write(&json, element) } }
    }

    fileprivate mutating func properties(_ properties: [(name: String, value: String)]) {
        list("properties", properties) { json, property in
            json.object { json in
                json.member("name", property.name)
                json.member("value", property.value)
            }
        }
    }

    fileprivate mutating func licence(_ licence: LicenceStatement) {
        let (kind, text): (String, String)
        switch licence {
        case .none: return
        case .id(let id): (kind, text) = ("id", id)
        case .name(let name): (kind, text) = ("name", name)
        case .expression(let expression, _):
            return list("licenses", [expression]) { json, text in json.object { $0.member("expression", text) } }
        }
        list("licenses", [text]) { json, text in
            json.object { json in
                json.key("license")
                json.object { $0.member(kind, text) }
            }
        }
    }

    fileprivate mutating func occurrence(_ location: (path: String, line: Int?)?, withLine: Bool) {
        guard let location else { return }
        key("evidence")
        object { json in
            json.list("occurrences", [location]) { json, location in
                json.object { json in
                    json.member("location", location.path)
                    if withLine, let line = location.line { json.member("line", line) }
                }
            }
        }
    }
}
