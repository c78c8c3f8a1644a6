internal import Model

/// A component as documents show it: every text is one that all formats can hold.
struct ComponentEntry {
    /// Unique within the document.
    var reference: String
    var type: String
    var name: PackageName
    /// At most 1024 Unicode scalars, which is what CycloneDX 1.6 allows.
    var version: String
    var purl: String?
    var licence: LicenceStatement
    var scope: ComponentScope
    var checksums: [Checksum]
    /// Path and line of the declaration.
    var location: (path: String, line: Int?)?
    var scanner: String

    init?(_ component: Component, _ references: inout ReferenceTable) {
        let purl = component.purl.isEmpty ? nil : WebAddress.purl(component.purl)
        guard let reference = references.assign(ref: component.ref, purl: purl) else { return nil }
        self.reference = reference
        self.purl = purl
        type = component.type
        name = PackageName(PlainText.line(component.name), purl: purl)
        if name.name.isEmpty { name.name = reference }
        version = PlainText.line(component.version).cut(toScalars: 1024)
        licence = LicenceStatement(component.licenses)
        scope = component.scope
        checksums = Checksum.all(component.hashes)
        scanner = PlainText.line(component.scanner)
        if let evidence = component.evidence, !evidence.path.isEmpty {
            location = (PlainText.line(evidence.path), evidence.lineStart.flatMap { $0 > 0 ? $0 : nil })
        }
    }

    /// Properties beyond what the formats have members for, in the order they are written.
    var properties: [(name: String, value: String)] {
        var properties: [(name: String, value: String)] = []
        if scope == .development {
            properties.append(("securescan:scope", "development"))
            if purl?.hasPrefix("pkg:npm/") == true { properties.append(("cdx:npm:package:development", "true")) }
        }
        if !scanner.isEmpty { properties.append(("securescan:scanner", scanner)) }
        return properties
    }
}
