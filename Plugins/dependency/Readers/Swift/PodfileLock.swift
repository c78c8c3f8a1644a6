internal import Packages

extension LockfileFormat {
    /// `Podfile.lock`: pods and subspecs with edges, and the checksums of their specifications. The checksum of a local
    /// pod is of the local file.
    ///
    /// https://guides.cocoapods.org/using/using-cocoapods.html#what-is-podfilelock
    static let podfileLock = LockfileFormat("podfile-lock", ["Podfile.lock"]) { file, inventory in
        var reader = PodfileLockReader(inventory)
        var cursor = YAMLCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                switch key {
                case "PODS": reader.readPods(&cursor)
                case "DEPENDENCIES": reader.readDirect(&cursor)
                case "EXTERNAL SOURCES": reader.readSources(&cursor)
                case "SPEC CHECKSUMS": reader.readChecksums(&cursor)
                default: break
                }
            }
        }
        cursor.finish()
        inventory = reader.inventory
        inventory.notes.add(cursor.notes)
    }
}

private struct PodfileLockReader {
    var inventory: InventoryBuilder
    /// Packages by the name of the pod, without subspecs.
    private var pods: [String: [Int]] = [:]

    init(_ inventory: InventoryBuilder) {
        self.inventory = inventory
        self.inventory.knowsDirect = true
    }

    /// `Name (1.2.3)`, which is a mapping to a list where the pod depends on others.
    mutating func readPods(_ cursor: inout YAMLCursor) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            guard cursor.kind() == .object else {
                if let text = cursor.string() { add(text, cursor.line) }
                continue
            }
            guard cursor.enterObject() else { continue }
            while let text = cursor.nextKey() {
                let index = add(text, cursor.line)
                for dependency in cursor.strings() {
                    if let index { inventory.edge(from: index, to: Self.name(dependency)) }
                }
            }
        }
    }

    @discardableResult
    private mutating func add(_ text: String, _ line: Int) -> Int? {
        guard let (name, rest) = text.cut(at: UInt8(ascii: "(")), let (version, _) = rest.cut(at: UInt8(ascii: ")"))
        else {
            inventory.notes.add(line, "\"name (version)\" is expected")
            return nil
        }
        let key = String(name.trimmed)
        let index = inventory.add(Package(.cocoapods, key, String(version), line: line), key: key)
        if let index { pods[Self.pod(key), default: []].append(index) }
        return index
    }

    private static func name(_ text: String) -> String {
        String((text.cut(at: UInt8(ascii: "("))?.0 ?? text[...]).trimmed)
    }

    private static func pod(_ name: String) -> String {
        String(name.cut(at: UInt8(ascii: "/"))?.0 ?? name[...])
    }

    mutating func readDirect(_ cursor: inout YAMLCursor) {
        for dependency in cursor.strings() { inventory.root(Self.name(dependency), .required) }
    }

    /// Where a pod comes from when not from a repository of specifications: `:git`, `:tag`, `:commit`, `:path`.
    mutating func readSources(_ cursor: inout YAMLCursor) {
        guard cursor.enterObject() else { return }
        while let pod = cursor.nextKey() {
            var source: [String: String] = [:]
            for (key, value, _) in cursor.pairs() { source[key] = value }
            guard let url = source[":git"] else { continue }
            let revision = (source[":commit"] ?? source[":tag"]).map { "@\($0)" } ?? ""
            for index in pods[pod] ?? [] { inventory[index].qualifiers["vcs_url"] = "git+\(url)\(revision)" }
        }
    }

    /// SHA-1 of the specification.
    mutating func readChecksums(_ cursor: inout YAMLCursor) {
        for (pod, checksum, _) in cursor.pairs() {
            guard let hash = Digests.hex(checksum, algorithm: "sha1") else { continue }
            for index in pods[pod] ?? [] { inventory[index].hashes = [hash] }
        }
    }
}
