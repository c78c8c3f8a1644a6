internal import Packages

/// A component of a CycloneDX document, as far as it tells of a package.
///
/// https://cyclonedx.org/docs/1.7/json/#components
struct BOMComponent {
    var type = ""
    var reference = ""
    var purl = ""
    var version = ""
    var scope = ""
    var isForDevelopment = false
    var hashes: [String] = []
    var licences: [String] = []
    let line: Int

    init(line: Int) {
        self.line = line
    }

    mutating func addHash(_ algorithm: String, _ content: String) {
        let name = String(decoding: algorithm.lowercased().utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
        guard hashes.count < 64, let hash = Digests.hex(content, algorithm: name) else { return }
        hashes.append(hash)
    }

    mutating func addLicence(_ text: String?) {
        if let text, !text.isEmpty, licences.count < 64 { licences.append(text) }
    }

    /// Tools mark what is for development with a property of their own; the taxonomy lists them.
    ///
    /// https://github.com/CycloneDX/cyclonedx-property-taxonomy
    mutating func addProperty(_ name: String, _ value: String) {
        guard value == "true" else { return }
        if name == "cdx:npm:package:development" || name == "cdx:composer:package:isDevRequirement" {
            isForDevelopment = true
        }
    }

    /// Nil without a package URL of a known ecosystem.
    var package: Package? {
        guard let url = try? PackageURL(parsing: purl), let ecosystem = url.ecosystem else { return nil }
        let version = url.version.isEmpty ? version : url.version
        var package = Package(ecosystem, url.packageName, version, line: line)
        package.qualifiers = url.qualifiers
        package.hashes = hashes
        for checksum in package.qualifiers.removeValue(forKey: "checksum")?.parts(at: UInt8(ascii: ",")).prefix(8) ?? []
        {
            if let hash = Digests.labelled(checksum), !hashes.contains(hash) { package.hashes.append(hash) }
        }
        package.licence = licences.joined(separator: " AND ")
        if scope == "optional" { package.scope = .optional }
        if scope == "excluded" || isForDevelopment { package.scope = .development }
        return package
    }
}

/// Puts the components and dependencies of a document into an inventory.
struct BOMCollector {
    var inventory: InventoryBuilder
    /// Reference of the component that the document is about.
    var subject = ""
    private var unknownCount = 0
    private(set) var componentCount = 0

    init(_ inventory: InventoryBuilder) {
        self.inventory = inventory
    }

    mutating func add(_ component: BOMComponent) {
        componentCount += 1
        if let package = component.package {
            inventory.add(package, key: component.reference.isEmpty ? component.purl : component.reference)
        } else if component.type != "file" {
            unknownCount += 1
        }
    }

    mutating func connect(_ from: String, to reference: String) {
        if let index = inventory.index(of: from) {
            inventory.edge(from: index, to: reference)
        } else if from == subject, !from.isEmpty {
            inventory.root(reference, .required)
            inventory.knowsDirect = true
        }
    }

    mutating func tellOfUnknown() {
        guard unknownCount > 0 else { return }
        inventory.notes.add(
            0, "without a package URL of a known kind, and so not checked: \(unknownCount) of the components")
    }
}
