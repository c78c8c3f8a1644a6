/// What a file of MSBuild says about packages, before its properties are put in. Conditions are not evaluated: every
/// item counts, and of a property the value that stands last.
struct MSBuildFile {
    /// Bytes that are read of a file that is imported by another.
    static let importLimit = 4 << 20
    /// References of one file.
    static let referenceLimit = InventoryBuilder.packageLimit

    struct Reference {
        let id: String
        var version: String
        /// `VersionOverride`: holds against the central version.
        var override: String
        var isPrivate: Bool
        let line: Int
    }

    /// By name in lower case.
    private(set) var properties: [String: String] = [:]
    private(set) var references: [Reference] = []
    /// References of all projects below.
    private(set) var globalReferences: [Reference] = []
    /// Central versions by id in lower case.
    private(set) var versions: [String: String] = [:]
    private(set) var hasImport = false
    private(set) var notes = Notes()
    private var places: [String: Int] = [:]

    init(_ bytes: UnsafeRawBufferPointer) {
        let cursor = XMLCursor(bytes)
        if cursor.enterRoot("Project") { read(cursor) }
        notes.add(cursor.notes)
    }

    init(imported bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { MSBuildFile(UnsafeRawBufferPointer(rebasing: $0.prefix(Self.importLimit))) }
    }

    /// The children of the element that is entered. The cursor bounds how deep they are.
    private mutating func read(_ cursor: XMLCursor) {
        while let name = cursor.nextChild() {
            switch name {
            case "PropertyGroup": readProperties(cursor)
            case "ItemGroup": readItems(cursor)
            case "Choose", "When", "Otherwise", "Target", "ImportGroup":
                cursor.enter()
                read(cursor)
            case "Import": hasImport = true
            default: break
            }
        }
    }

    private mutating func readProperties(_ cursor: XMLCursor) {
        cursor.enter()
        while let name = cursor.nextChild() { properties[name.lowercased()] = cursor.text() }
    }

    private mutating func readItems(_ cursor: XMLCursor) {
        cursor.enter()
        while let kind = cursor.nextChild() {
            switch kind {
            case "PackageReference", "GlobalPackageReference", "PackageVersion", "PackageDownload",
                "DotNetCliToolReference":
                readItem(kind, cursor)
            default: break
            }
        }
    }

    private mutating func readItem(_ kind: String, _ cursor: XMLCursor) {
        let line = cursor.line
        let included = cursor.attribute("Include")
        let ids = included ?? cursor.attribute("Update") ?? ""
        let names = ["Version", "VersionOverride", "PrivateAssets"]
        var metadata: [String: String] = [:]
        for name in names { metadata[name] = cursor.attribute(name) }
        cursor.enter()
        while let name = cursor.nextChild() {
            if names.contains(name) { metadata[name] = cursor.text() }
        }
        for id in ids.parts(at: UInt8(ascii: ";")).map({ String($0.trimmed) }) where !id.isEmpty {
            let reference = Reference(
                id: id, version: metadata["Version"] ?? "", override: metadata["VersionOverride"] ?? "",
                isPrivate: metadata["PrivateAssets"]?.lowercased() == "all", line: line)
            add(reference, kind, isUpdate: included == nil)
        }
    }

    private mutating func add(_ reference: Reference, _ kind: String, isUpdate: Bool) {
        let key = reference.id.lowercased()
        switch kind {
        case "PackageVersion": versions[key] = reference.version
        case "GlobalPackageReference": append(reference, to: \.globalReferences)
        case "PackageReference" where isUpdate: update(reference, key)
        default:
            if append(reference, to: \.references), places[key] == nil { places[key] = references.count - 1 }
        }
    }

    @discardableResult
    private mutating func append(
        _ reference: Reference, to list: WritableKeyPath<MSBuildFile, [Reference]>
    ) -> Bool {
        guard self[keyPath: list].count < Self.referenceLimit else {
            if self[keyPath: list].count == Self.referenceLimit {
                notes.add(reference.line, "more than \(Self.referenceLimit) packages; the inventory is partial")
            }
            return false
        }
        self[keyPath: list].append(reference)
        return true
    }

    /// Changes what was included before; what was not is included elsewhere.
    private mutating func update(_ reference: Reference, _ key: String) {
        guard let place = places[key] else { return }
        if !reference.version.isEmpty { references[place].version = reference.version }
        if !reference.override.isEmpty { references[place].override = reference.override }
        if reference.isPrivate { references[place].isPrivate = true }
    }
}
