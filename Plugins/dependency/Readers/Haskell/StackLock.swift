internal import Packages

extension LockfileFormat {
    /// `stack.yaml.lock`: the packages beyond the snapshot. The hash is of the package's description (`.cabal` file),
    /// which is what Stack pins. Edges are not in the file, and neither are the packages of the snapshot.
    ///
    /// https://docs.haskellstack.org/en/stable/topics/lock_files/
    static let stackLock = LockfileFormat("stack-lock", ["stack.yaml.lock", "stack*.yaml.lock"]) { file, inventory in
        var cursor = YAMLCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                guard key == "packages", cursor.enterArray() else { continue }
                while cursor.nextElement() { readPackage(&cursor, &inventory) }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }

    private static func readPackage(_ cursor: inout YAMLCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard key == "completed", cursor.enterObject() else { continue }
            let line = cursor.line
            var fields: [String: String] = [:]
            while let key = cursor.nextKey() {
                if ["hackage", "name", "version", "git", "commit", "url", "sha256"].contains(key) {
                    fields[key] = cursor.scalar()
                }
            }
            add(fields, line, to: &inventory)
        }
    }

    private static func add(_ fields: [String: String], _ line: Int, to inventory: inout InventoryBuilder) {
        guard var package = fields["hackage"].map({ hackage($0, line) }) ?? archive(fields, line) else {
            return inventory.notes.add(line, "a package has no name or no version")
        }
        if let url = fields["git"] {
            package.qualifiers["vcs_url"] = "git+\(url)" + (fields["commit"].map { "@\($0)" } ?? "")
        }
        inventory.add(package)
    }

    /// `name-1.2.3@sha256:<hex>,<size>`, or `name-1.2.3@rev:1`.
    private static func hackage(_ text: String, _ line: Int) -> Package? {
        let (place, revision) = text.cut(at: UInt8(ascii: "@")) ?? (text[...], "")
        guard let (name, version) = place.cutLast(at: UInt8(ascii: "-")), !name.isEmpty, !version.isEmpty else {
            return nil
        }
        var package = Package(.hackage, String(name), String(version), line: line)
        let hash = revision.cut(at: UInt8(ascii: ","))?.0 ?? revision
        package.hashes = Digests.labelled(hash).map { [$0] } ?? []
        return package
    }

    /// From Git or from an archive elsewhere.
    private static func archive(_ fields: [String: String], _ line: Int) -> Package? {
        guard let name = fields["name"], let version = fields["version"] else { return nil }
        var package = Package(.hackage, name, version, line: line)
        package.hashes = fields["sha256"].flatMap { Digests.hex($0, algorithm: "sha256") }.map { [$0] } ?? []
        if let url = fields["url"] { package.qualifiers["download_url"] = url }
        return package
    }
}
