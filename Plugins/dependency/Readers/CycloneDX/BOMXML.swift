extension LockfileFormat {
    /// CycloneDX documents in XML, versions 1.0 to 1.7: as in JSON.
    static let bomXML = LockfileFormat("cyclonedx-xml", ["bom.xml", "*.cdx.xml"]) { file, inventory in
        var reader = BOMXMLReader(inventory, file.bytes)
        reader.readComponents()
        reader.readDependencies()
        inventory = reader.collector.inventory
    }
}

private struct BOMXMLReader {
    var collector: BOMCollector
    private let bytes: UnsafeRawBufferPointer
    private var cursor: XMLCursor

    init(_ inventory: InventoryBuilder, _ bytes: UnsafeRawBufferPointer) {
        collector = BOMCollector(inventory)
        self.bytes = bytes
        cursor = XMLCursor(bytes)
    }

    mutating func readComponents() {
        if cursor.enterRoot("bom") {
            while let name = cursor.nextChild() {
                switch name {
                case "metadata": readMetadata()
                case "components": readList()
                default: break
                }
            }
        }
        collector.inventory.notes.add(cursor.notes)
        collector.tellOfUnknown()
    }

    private mutating func readMetadata() {
        cursor.enter()
        while let name = cursor.nextChild() {
            if name == "component" { collector.subject = cursor.attribute("bom-ref") ?? "" }
        }
    }

    private mutating func readList() {
        cursor.enter()
        while let name = cursor.nextChild() {
            if name == "component" { readComponent() }
        }
    }

    /// Components stand inside components; the cursor bounds how deep.
    private mutating func readComponent() {
        var component = BOMComponent(line: cursor.line)
        component.type = cursor.attribute("type") ?? ""
        component.reference = cursor.attribute("bom-ref") ?? ""
        cursor.enter()
        while let name = cursor.nextChild() {
            switch name {
            case "purl": component.purl = cursor.text()
            case "version": component.version = cursor.text()
            case "scope": component.scope = cursor.text()
            case "hashes": readHashes(into: &component)
            case "licenses": readLicences(into: &component)
            case "properties": readProperties(into: &component)
            case "components": readList()
            default: break
            }
        }
        collector.add(component)
    }

    private func readHashes(into component: inout BOMComponent) {
        cursor.enter()
        while cursor.nextChild() != nil {
            let algorithm = cursor.attribute("alg") ?? ""
            component.addHash(algorithm, cursor.text())
        }
    }

    private func readProperties(into component: inout BOMComponent) {
        cursor.enter()
        while cursor.nextChild() != nil {
            let name = cursor.attribute("name") ?? ""
            component.addProperty(name, cursor.text())
        }
    }

    /// `<expression>`, or `<license>` with `<id>` or `<name>`.
    private func readLicences(into component: inout BOMComponent) {
        cursor.enter()
        while let name = cursor.nextChild() {
            switch name {
            case "expression": component.addLicence(cursor.text())
            case "license":
                cursor.enter()
                while let name = cursor.nextChild() {
                    if name == "id" || name == "name" { component.addLicence(cursor.text()) }
                }
            default: break
            }
        }
    }

    /// They may stand before the components; so the file is read twice.
    mutating func readDependencies() {
        cursor = XMLCursor(bytes)
        guard cursor.nextChild() == "bom" else { return }
        cursor.enter()
        while let name = cursor.nextChild() {
            guard name == "dependencies" else { continue }
            cursor.enter()
            while let name = cursor.nextChild() {
                if name == "dependency" { readDependency() }
            }
        }
    }

    private mutating func readDependency() {
        let from = cursor.attribute("ref") ?? ""
        cursor.enter()
        while let name = cursor.nextChild() {
            guard name == "dependency", let reference = cursor.attribute("ref") else { continue }
            collector.connect(from, to: reference)
        }
    }
}
