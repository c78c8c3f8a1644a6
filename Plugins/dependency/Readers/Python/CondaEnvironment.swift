internal import Packages

extension LockfileFormat {
    /// environment.yml of conda (docs.conda.io, "Managing environments"), with its list for pip.
    static let condaEnvironment = LockfileFormat(
        "conda-environment", ["environment.yml", "environment.yaml", "environment-*.yml", "environment_*.yml"]
    ) { file, inventory in
        var cursor = YAMLCursor(file.bytes)
        if cursor.kind() == .object, cursor.enterObject() {
            while let key = cursor.nextKey() {
                guard key == "dependencies", cursor.enterArray() else { continue }
                while cursor.nextElement() { readElement(&cursor, &inventory) }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }

    private static func readElement(_ cursor: inout YAMLCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.kind() == .object else {
            guard let text = cursor.scalar() else { return }
            guard let package = Package(conda: text, line: cursor.line) else {
                return inventory.notes.add(cursor.line, "a package is expected, such as \"name=1.0\"")
            }
            inventory.add(package)
            return
        }
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard key == "pip", cursor.enterArray() else { continue }
            while cursor.nextElement() {
                let line = cursor.line
                guard let text = cursor.scalar() else { continue }
                addPip(text, line, &inventory)
            }
        }
    }

    /// One line of a requirements file; files that it includes are read by themselves.
    private static func addPip(_ text: String, _ line: Int, _ inventory: inout InventoryBuilder) {
        guard !text.hasPrefix("-r"), !text.hasPrefix("-c"), !text.hasPrefix("--") else { return }
        Array(text.utf8).withUnsafeBytes { bytes in
            var reader = RequirementsText(SourceFile(bytes: bytes, surroundings: Surroundings(path: "")))
            reader.read(bytes, path: "", includedAt: line)
            reader.finish(&inventory)
        }
    }
}

extension Package {
    /// A specification of conda: `channel::name=version=build` or `name>=1`. A single "=" is how exports pin, so it
    /// counts as a pin when it has no wildcard. Nil without a name.
    init?(conda text: String, line: Int) {
        var rest = text[...].trimmed
        var channel = ""
        if let (before, after) = rest.cut(at: UInt8(ascii: ":")), let name = after.dropping(prefix: ":") {
            channel = String(before)
            rest = name
        }
        let end = rest.utf8.firstIndex { "=<>!~ [".utf8.contains($0) } ?? rest.endIndex
        guard end > rest.startIndex else { return nil }
        self.init(.conda, String(rest[..<end]), "", line: line)
        isDirect = true
        if !channel.isEmpty { qualifiers["channel"] = channel }
        let specifier = rest[end...].filter { $0 != " " }
        let parts = specifier.pieces(at: UInt8(ascii: "="))
        let isPin = specifier.hasPrefix("=") && !specifier.contains { "*<>!~,|".contains($0) }
        guard isPin, let pin = parts.first else {
            requirement = specifier
            return
        }
        version = String(pin)
        if parts.count > 1 { qualifiers["build"] = String(parts[1]) }
    }
}
