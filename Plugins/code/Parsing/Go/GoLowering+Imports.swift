import CodeSyntax

extension GoLowering {
    mutating func importSpec(_ node: ConcreteNode, _ role: Role) {
        guard let path = node.child(fields.path) else { return opaque(node, role) }
        let module = textSymbol(path)
        let name = node.child(fields.name)
        let isWildcard = name.map { kind($0) == .dot } ?? false
        inside(.import, role, node, symbol: module) { lowering in
            let star = isWildcard ? lowering.out.intern("*") : .empty
            lowering.inside(.importName, .element, path, symbol: star) { lowering in
                guard let name, !isWildcard else { return }
                lowering.out.leaf(.name, .alias, name.range, symbol: lowering.symbol(name))
            }
        }
        let text = out.text(module)
        let local: Symbol
        if isWildcard {
            local = out.intern("*")
        } else if let name {
            guard kind(name) != .blank_identifier else { return }
            local = symbol(name)
        } else {
            local = out.intern(Self.packageName(text))
        }
        out.addImport(local: local, path: text, module: text)
    }

    /// What a package is called that lies at a path, by custom: its last part that is no version, without what marks it
    /// as one of Go (`gopkg.in/yaml.v3` is `yaml`, `github.com/nats-io/nats.go` is `nats`).
    static func packageName(_ path: String) -> String {
        var parts = path.split(separator: "/")[...]
        if parts.count > 1, let last = parts.last, isVersion(last) { parts.removeLast() }
        var name = parts.last ?? ""
        if let dot = name.lastIndex(of: "."), isVersion(name[name.index(after: dot)...]) { name = name[..<dot] }
        for prefix in ["go-", "go."] where name.hasPrefix(prefix) && name.count > 3 { name = name.dropFirst(3) }
        for suffix in ["-go", ".go"] where name.hasSuffix(suffix) && name.count > 3 { name = name.dropLast(3) }
        return String(name)
    }

    private static func isVersion(_ part: Substring) -> Bool {
        part.first == "v" && part.count > 1 && part.dropFirst().allSatisfy(\.isNumber)
    }
}
