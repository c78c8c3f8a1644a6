internal import Packages

extension LockfileFormat {
    /// `gradle/verification-metadata.xml`: everything that a build of Gradle may fetch, plugins and descriptors
    /// included, with the hashes of the artefacts. A component of descriptors alone has the type `pom`. Edges and
    /// scopes are not in the file.
    ///
    /// https://docs.gradle.org/current/userguide/dependency_verification.html
    static let verificationMetadata = LockfileFormat("gradle-verification-metadata", ["verification-metadata.xml"]) {
        file, inventory in
        let cursor = XMLCursor(file.bytes)
        if cursor.enterRoot("verification-metadata") {
            while let name = cursor.nextChild() {
                guard name == "components" else { continue }
                cursor.enter()
                while let name = cursor.nextChild() {
                    if name == "component" { readComponent(cursor, &inventory) }
                }
            }
        }
        inventory.notes.add(cursor.notes)
    }

    private static func readComponent(_ cursor: XMLCursor, _ inventory: inout InventoryBuilder) {
        let line = cursor.line
        guard let group = cursor.attribute("group"), let name = cursor.attribute("name"),
            let version = cursor.attribute("version"), !group.isEmpty, !name.isEmpty
        else {
            return inventory.notes.add(line, "a component lacks its group, name or version")
        }
        var package = Package(.maven, "\(group):\(name)", version, line: line)
        var hasArtifact = false
        var hasDescriptor = false
        cursor.enter()
        while cursor.nextChild() != nil {
            let file = cursor.attribute("name") ?? ""
            let isDescriptor = file.hasSuffix(".pom") || file.hasSuffix(".module")
            if isDescriptor { hasDescriptor = true } else { hasArtifact = true }
            let hashes = readHashes(cursor)
            if !isDescriptor { package.hashes += hashes.prefix(max(0, 64 - package.hashes.count)) }
        }
        if hasDescriptor, !hasArtifact { package.qualifiers["type"] = "pom" }
        inventory.add(package)
    }

    /// `<sha256 value="…"/>` and others; `<also-trust>` in it gives further values.
    private static func readHashes(_ cursor: XMLCursor) -> [String] {
        var hashes: [String] = []
        cursor.enter()
        while let algorithm = cursor.nextChild() {
            let value = cursor.attribute("value") ?? ""
            if let hash = Digests.hex(value, algorithm: algorithm.lowercased()) { hashes.append(hash) }
        }
        return hashes
    }
}
