internal import Packages

extension LockfileFormat {
    /// go.sum (go.dev/ref/mod, "go.sum files"). It keeps versions that were looked at but are not built; where go.mod
    /// names all that are, only those are taken. The hash is SHA-256 over the list of a module's files, not over its
    /// archive.
    static let goSum = LockfileFormat("go-sum", ["go.sum"]) { file, inventory in
        let used = modules(beside: file)
        for line in file.lines where !line.isEmpty {
            let words = line.text.pieces(at: UInt8(ascii: " "))
            guard words.count == 3, let digest = words[2].dropping(prefix: "h1:") else {
                inventory.notes.add(line.number, "\"module version h1:hash\" is expected")
                continue
            }
            guard !words[1].hasSuffix("/go.mod") else { continue }
            if let used, !used.contains("\(words[0]) \(words[1])") { continue }
            var package = Package(.go, String(words[0]), String(words[1]), line: line.number)
            if let hash = Digests.base64(digest, algorithm: "sha256") {
                package.hashes = [hash]
            } else {
                inventory.notes.add(line.number, "the hash has another form than \"h1:\" wants")
            }
            inventory.add(package)
        }
    }

    /// The modules and versions that are built; nil when that is not known.
    private static func modules(beside file: SourceFile) -> Set<String>? {
        guard let bytes = file.open("go.mod") else { return nil }
        var reader = GoModule()
        bytes.withUnsafeBytes { for line in TextLines($0) { reader.take(line) } }
        guard reader.isComplete else { return nil }
        return Set(reader.requirements.compactMap { reader.resolved($0) }.map { "\($0.name) \($0.version)" })
    }
}
