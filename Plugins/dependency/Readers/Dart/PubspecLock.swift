internal import Packages

extension LockfileFormat {
    /// `pubspec.lock`: Dart packages with hashes; edges are not in the file, so what a development package alone brings
    /// along is not told from the rest. Packages of the SDK and of folders are left out.
    ///
    /// https://github.com/dart-lang/pub: LockFile
    static let pubspecLock = LockfileFormat("pubspec-lock", ["pubspec.lock"]) { file, inventory in
        var cursor = YAMLCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                guard key == "packages", cursor.enterObject() else { continue }
                while let name = cursor.nextKey() {
                    let line = cursor.line
                    PubspecEntry(&cursor).add(name, line, to: &inventory)
                }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }
}

private struct PubspecEntry {
    var dependency = ""
    var source = ""
    var version = ""
    var description: [String: String] = [:]

    init(_ cursor: inout YAMLCursor) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "dependency": dependency = cursor.scalar() ?? ""
            case "source": source = cursor.scalar() ?? ""
            case "version": version = cursor.scalar() ?? ""
            case "description" where cursor.kind() == .object:
                for (key, value, _) in cursor.pairs() { description[key] = value }
            default: break
            }
        }
    }

    func add(_ name: String, _ line: Int, to inventory: inout InventoryBuilder) {
        if source == "sdk" || source == "path" { return }
        guard !version.isEmpty else { return inventory.notes.add(line, "a package has no version") }
        var package = Package(.pub, name, version, line: line)
        package.isDirect = dependency.hasPrefix("direct")
        if dependency == "direct dev" { package.scope = .development }
        if let hash = description["sha256"].flatMap({ Digests.hex($0, algorithm: "sha256") }) {
            package.hashes = [hash]
        }
        if let url = description["url"] {
            if source == "git" {
                package.qualifiers["vcs_url"] = "git+" + url + (description["resolved-ref"].map { "@\($0)" } ?? "")
            } else if url != "https://pub.dev", url != "https://pub.dartlang.org" {
                package.qualifiers["repository_url"] = url
            }
        }
        inventory.add(package)
    }
}
