internal import Packages

extension LockfileFormat {
    /// `renv.lock`: R packages and what they require. Which of them the project asks for itself is not in the file. The
    /// hash of an entry is of its description alone, for a cache, and says nothing of the package; it is left out.
    ///
    /// https://rstudio.github.io/renv/articles/lockfile.html
    static let renvLock = LockfileFormat("renv-lock", ["renv.lock"]) { file, inventory in
        var cursor = JSONCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                guard key == "Packages", cursor.enterObject() else { continue }
                while let name = cursor.nextKey() {
                    let line = cursor.line
                    RenvRecord(&cursor).add(name, line, to: &inventory)
                }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }
}

private struct RenvRecord {
    var fields: [String: String] = [:]
    var requirements: [String] = []

    init(_ cursor: inout JSONCursor) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "Requirements", "Imports", "Depends", "LinkingTo":
                if cursor.kind() == .array { requirements += cursor.strings() }
            case "Package", "Version", "Source", "Repository", "RemoteType", "RemoteHost", "RemoteUsername",
                "RemoteRepo", "RemoteSha", "License":
                fields[key] = cursor.scalar()
            default: break
            }
        }
    }

    func add(_ key: String, _ line: Int, to inventory: inout InventoryBuilder) {
        guard let version = fields["Version"], !version.isEmpty else {
            return inventory.notes.add(line, "a package has no version")
        }
        var package = Package(.cran, fields["Package"] ?? key, version, line: line)
        package.licence = fields["License"] ?? ""
        if let origin = repository { package.qualifiers["vcs_url"] = origin }
        if let place = fields["Repository"], place.contains("://") { package.qualifiers["repository_url"] = place }
        guard let index = inventory.add(package, key: key) else { return }
        for text in requirements {
            // Version 2 writes "R (>= 4.0)"; R itself has no entry.
            guard
                let name = text.utf8.firstIndex(where: { $0.isBlank || $0 == UInt8(ascii: "(") }).map({ text[..<$0] })
                    ?? (text.isEmpty ? nil : text[...])
            else { continue }
            inventory.edge(from: index, to: String(name))
        }
    }

    /// For what comes from a repository of source text.
    private var repository: String? {
        guard let user = fields["RemoteUsername"], let name = fields["RemoteRepo"] else { return nil }
        let host = fields["RemoteType"] == "gitlab" ? "gitlab.com" : "github.com"
        let revision = fields["RemoteSha"].map { "@\($0)" } ?? ""
        return "git+https://\(host)/\(user)/\(name)\(revision)"
    }
}
