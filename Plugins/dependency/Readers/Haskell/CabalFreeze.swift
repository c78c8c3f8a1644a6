internal import Packages

extension LockfileFormat {
    /// `cabal.project.freeze`: the exact versions of its constraints. Flags of packages and preferences are passed
    /// over.
    ///
    /// https://cabal.readthedocs.io/en/stable/cabal-commands.html#cabal-freeze
    static let cabalFreeze = LockfileFormat("cabal-freeze", ["cabal.project.freeze"]) { file, inventory in
        var isInConstraints = false
        for line in file.lines {
            let text = line.text
            var value = text.trimmed
            if value.isEmpty || value.hasPrefix("--") { continue }
            // A field begins in the first column; what belongs to it is indented.
            if line.bytes.first?.isBlank == false, let (name, rest) = text.cut(at: UInt8(ascii: ":")) {
                isInConstraints = name.trimmed.lowercased() == "constraints"
                value = rest.trimmed
            }
            guard isInConstraints else { continue }
            for constraint in value.parts(at: UInt8(ascii: ",")) {
                readConstraint(constraint.trimmed, line.number, &inventory)
            }
        }
    }

    /// `any.name ==1.2`, `name ==1.2`, `name +flag`, `name installed`.
    private static func readConstraint(_ text: Substring, _ line: Int, _ inventory: inout InventoryBuilder) {
        guard let end = text.utf8.firstIndex(where: { $0.isBlank || "=<>^".utf8.contains($0) }) else { return }
        let range = text[end...].trimmed
        guard let sign = range.utf8.first, "=<>^".utf8.contains(sign) else { return }
        let unqualified = text[..<end].cutLast(at: UInt8(ascii: ":"))?.1 ?? text[..<end]
        let name = unqualified.dropping(prefix: "any.") ?? unqualified
        let version = range.dropping(prefix: "==")?.trimmed ?? ""
        let isExact = !version.isEmpty && !version.contains(anyOf: "|&*<>={ ")
        var package = Package(.hackage, String(name), isExact ? String(version) : "", line: line)
        if !isExact { package.requirement = String(range) }
        inventory.add(package)
    }
}
