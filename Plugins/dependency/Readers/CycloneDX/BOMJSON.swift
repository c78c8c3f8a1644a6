extension LockfileFormat {
    /// CycloneDX documents in JSON, versions 1.2 to 1.7: components and those inside them, with hashes, licences,
    /// scopes and edges. What the document itself is about is no package; what it depends on is direct.
    static let bomJSON = LockfileFormat("cyclonedx-json", ["bom.json", "*.cdx.json"]) { file, inventory in
        var reader = BOMJSONReader(inventory, file.bytes)
        reader.readComponents()
        reader.readDependencies()
        inventory = reader.collector.inventory
    }
}

private struct BOMJSONReader {
    var collector: BOMCollector
    private let bytes: UnsafeRawBufferPointer
    private var cursor: JSONCursor

    init(_ inventory: InventoryBuilder, _ bytes: UnsafeRawBufferPointer) {
        collector = BOMCollector(inventory)
        self.bytes = bytes
        cursor = JSONCursor(bytes)
    }

    mutating func readComponents() {
        var format = ""
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                switch key {
                case "bomFormat": format = cursor.string() ?? ""
                case "metadata": readMetadata()
                case "components": readList()
                default: break
                }
            }
        }
        cursor.finish()
        collector.inventory.notes.add(cursor.notes)
        if format != "CycloneDX" { collector.inventory.notes.add(0, "the file does not say that it is CycloneDX") }
        collector.tellOfUnknown()
    }

    private mutating func readMetadata() {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard key == "component", cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                if key == "bom-ref" { collector.subject = cursor.string() ?? "" }
            }
        }
    }

    private mutating func readList() {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() { readComponent() }
    }

    /// Components stand inside components; the cursor bounds how deep.
    private mutating func readComponent() {
        guard cursor.enterObject() else { return }
        var component = BOMComponent(line: cursor.line)
        while let key = cursor.nextKey() {
            switch key {
            case "type": component.type = cursor.string() ?? ""
            case "bom-ref": component.reference = cursor.string() ?? ""
            case "purl": component.purl = cursor.string() ?? ""
            case "version": component.version = cursor.string() ?? ""
            case "scope": component.scope = cursor.string() ?? ""
            case "hashes": readHashes(into: &component)
            case "licenses": readLicences(into: &component)
            case "properties": readProperties(into: &component)
            case "components": readList()
            default: break
            }
        }
        collector.add(component)
    }

    private mutating func readHashes(into component: inout BOMComponent) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            let fields = readFields()
            component.addHash(fields["alg"] ?? "", fields["content"] ?? "")
        }
    }

    private mutating func readProperties(into component: inout BOMComponent) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            let fields = readFields()
            component.addProperty(fields["name"] ?? "", fields["value"] ?? "")
        }
    }

    private mutating func readFields() -> [String: String] {
        var fields: [String: String] = [:]
        for (key, value, _) in cursor.pairs().prefix(16) { fields[key] = value }
        return fields
    }

    /// `{"expression": …}` or `{"license": {"id" or "name": …}}`.
    private mutating func readLicences(into component: inout BOMComponent) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                switch key {
                case "expression": component.addLicence(cursor.string())
                case "license":
                    let fields = readFields()
                    component.addLicence(fields["id"] ?? fields["name"])
                default: break
                }
            }
        }
    }

    /// They may stand before the components; so the file is read twice.
    mutating func readDependencies() {
        cursor = JSONCursor(bytes)
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard key == "dependencies", cursor.enterArray() else { continue }
            while cursor.nextElement() { readDependency() }
        }
    }

    private mutating func readDependency() {
        guard cursor.enterObject() else { return }
        var from = ""
        var references: [String] = []
        while let key = cursor.nextKey() {
            switch key {
            case "ref": from = cursor.string() ?? ""
            case "dependsOn": references = cursor.strings()
            default: break
            }
        }
        for reference in references { collector.connect(from, to: reference) }
    }
}
