internal import Model

/// SPDX 2.3 as JSON. It has no vulnerabilities: the format knows them only as references of a package to web pages.
struct SPDXJSON: DocumentWriter, ~Copyable {
    private var parts = JSONParts()
    /// Element whose relationships are written.
    private var node = ""

    init() {}

    let hasVulnerabilities = false
    var pending: Int { parts.pending }
    mutating func take() -> [UInt8] { parts.take() }

    mutating func begin(_ subject: SBOMSubject) {
        parts.punctuate("{")
        parts.json.member("spdxVersion", "SPDX-2.3")
        parts.json.member("dataLicense", "CC0-1.0")
        parts.json.member("SPDXID", "SPDXRef-DOCUMENT")
        parts.json.member("name", subject.name)
        parts.json.member("documentNamespace", "https://spdx.org/spdxdocs/securescan-" + subject.uuid)
        parts.json.key("creationInfo")
        parts.json.object { json in
            // To the second, which is all that 6.9 allows.
            json.member("created", subject.timestamp.iso8601.prefix(19) + "Z")
            json.member("creators", subject.tools.isEmpty ? ["Tool: securescan"] : subject.tools.map(Self.creator))
            json.member("licenseListVersion", LicenceList.version)
        }
        parts.punctuate(",\"packages\":[")
        target(subject)
    }

    private static func creator(_ tool: SBOMSubject.Tool) -> String {
        "Tool: " + tool.name + (tool.version.isEmpty ? "" : "-" + tool.version)
    }

    private mutating func target(_ subject: SBOMSubject) {
        parts.json.object { json in
            json.member("name", subject.name)
            json.member("SPDXID", Self.id(SBOMSubject.reference))
            if !subject.version.isEmpty { json.member("versionInfo", subject.version) }
            json.unasserted()
            json.member("licenseDeclared", "NOASSERTION")
            if !subject.properties.isEmpty {
                json.member("comment", subject.properties.map { "\($0.name): \($0.value)" }.joined(separator: "\n"))
            }
            json.member("primaryPackagePurpose", "APPLICATION")
        }
    }

    mutating func component(_ entry: ComponentEntry) {
        parts.json.object { json in
            json.member("name", Self.name(entry.name))
            json.member("SPDXID", Self.id(entry.reference))
            if !entry.version.isEmpty { json.member("versionInfo", entry.version) }
            json.unasserted()
            json.licence(entry.licence)
            json.list("checksums", entry.checksums) { json, checksum in
                json.object { json in
                    json.member("algorithm", checksum.algorithm.spdx)
                    json.member("checksumValue", checksum.digits)
                }
            }
            json.purl(entry.purl)
            if let location = entry.location {
                let line = location.line.map { ", line \($0)" } ?? ""
                json.member("sourceInfo", "declared in \(location.path)\(line)")
            }
            json.member("primaryPackagePurpose", Self.purpose(entry.type))
            if entry.scope != .required { json.member("comment", "scope: \(entry.scope.rawValue)") }
        }
    }

    /// With the namespace, since SPDX has no other place for it.
    private static func name(_ name: PackageName) -> String {
        name.group.isEmpty ? name.name : name.group + "/" + name.name
    }

    private static func purpose(_ type: String) -> String {
        switch type {
        case "application", "container", "device", "file", "firmware", "framework": type.uppercased()
        case "operating-system": "OPERATING_SYSTEM"
        default: "LIBRARY"
        }
    }

    mutating func beginGraph() {
        parts.punctuate("],\"relationships\":[")
        relate("SPDXRef-DOCUMENT", "DESCRIBES", Self.id(SBOMSubject.reference))
    }

    mutating func openNode(_ reference: String) { node = Self.id(reference) }

    /// The scope is a word of the relationship, so a development component is told from the root even where nothing
    /// else is known of why it is there.
    mutating func rootUses(_ reference: String, scope: ComponentScope, direct: Bool) {
        switch scope {
        case .development: relate(Self.id(reference), "DEV_DEPENDENCY_OF", node)
        case .optional where direct: relate(Self.id(reference), "OPTIONAL_DEPENDENCY_OF", node)
        case .required where direct: relate(node, "DEPENDS_ON", Self.id(reference))
        case .optional, .required: break
        }
    }

    mutating func edge(to reference: String) { relate(node, "DEPENDS_ON", Self.id(reference)) }
    mutating func closeNode() {}
    mutating func beginVulnerabilities() {}
    mutating func vulnerability(_ entry: VulnerabilityEntry) {}
    mutating func end() { parts.punctuate("]}") }

    private mutating func relate(_ from: String, _ type: String, _ to: String) {
        parts.json.object { json in
            json.member("spdxElementId", from)
            json.member("relationshipType", type)
            json.member("relatedSpdxElement", to)
        }
    }

    /// Letters, digits and dots of a reference stand for themselves, every other byte is `-` and two digits: unequal
    /// references have unequal ids, which hold only what SPDX allows (3.2).
    static func id(_ reference: String) -> String {
        var id = Array("SPDXRef-".utf8)
        id.reserveCapacity(reference.utf8.count + 24)
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in reference.utf8 {
            if byte.isLetterOrDigit || byte == UInt8(ascii: ".") {
                id.append(byte)
            } else {
                id.append(UInt8(ascii: "-"))
                id.append(digits[Int(byte >> 4)])
                id.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: id, as: UTF8.self)
    }
}

extension JSONWriter {
    /// What a lockfile does not tell.
    fileprivate mutating func unasserted() {
        member("supplier", "NOASSERTION")
        member("downloadLocation", "NOASSERTION")
        member("filesAnalyzed", false)
        member("copyrightText", "NOASSERTION")
        member("licenseConcluded", "NOASSERTION")
    }

    /// Licences outside the list would need their text in the document, which nobody has here; they are told in words.
    fileprivate mutating func licence(_ licence: LicenceStatement) {
        switch licence {
        case .none: member("licenseDeclared", "NOASSERTION")
        case .id(let text), .expression(let text, isClosed: true): member("licenseDeclared", text)
        case .name(let text), .expression(let text, isClosed: false):
            member("licenseDeclared", "NOASSERTION")
            member("licenseComments", "declared as: " + text)
        }
    }

    fileprivate mutating func purl(_ purl: String?) {
        list("externalRefs", purl.map { [$0] } ?? []) { json, purl in
            json.object { json in
                json.member("referenceCategory", "PACKAGE-MANAGER")
                json.member("referenceType", "purl")
                json.member("referenceLocator", purl)
            }
        }
    }
}
