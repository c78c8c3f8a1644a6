import CodeSyntax

extension JavaScriptLowering {
    // Imports.

    mutating func importStatement(_ node: ConcreteNode, _ role: Role) {
        let required = node.named.first { kind($0) == .import_require_clause }
        let source = node.child(fields.source) ?? required?.child(fields.source)
        let symbol = source.map { textSymbol($0) } ?? .empty
        let module = Self.bareModule(out.text(symbol))
        inside(.import, role, node, symbol: symbol) { lowering in
            for child in node.named {
                switch lowering.kind(child) {
                case .import_clause: lowering.importClause(child, module)
                case .import_require_clause:
                    if let name = lowering.first(child) { lowering.importWhole(name, imported: "", module) }
                case .import_attribute: if let object = lowering.first(child) { lowering.expression(object, .argument) }
                case .error: lowering.opaque(child, .operand)
                default: break
                }
            }
        }
    }

    /// Node's own modules go by the name without `node:`.
    static func bareModule(_ module: String) -> String {
        module.hasPrefix("node:") ? String(module.dropFirst(5)) : module
    }

    private mutating func importClause(_ node: ConcreteNode, _ module: String) {
        for child in node.named {
            switch kind(child) {
            case .identifier: importWhole(child, imported: "default", module)
            case .namespace_import: if let name = first(child) { importWhole(name, imported: "", module) }
            case .named_imports:
                for specifier in child.named { importSpecifier(specifier, module) }
            default: opaque(child, .element)
            }
        }
    }

    /// A default import stands for the module, as `require` does: which of the two it is depends on the module's kind.
    private mutating func importWhole(_ local: ConcreteNode, imported: String, _ module: String) {
        out.begin(.importName, .element, local.range, symbol: out.intern(imported))
        name(local, .alias)
        out.end()
        out.addImport(local: symbol(local), path: module, module: module)
    }

    private mutating func importSpecifier(_ node: ConcreteNode, _ module: String) {
        guard kind(node) == .import_specifier, let name = node.child(fields.name) else {
            return opaque(node, .element)
        }
        let alias = node.child(fields.alias)
        let imported = declaredName(name)
        inside(.importName, .element, node, symbol: imported) { lowering in
            if let alias { lowering.name(alias, .alias) }
        }
        let member = out.text(imported)
        let path = member == "default" ? module : "\(module).\(member)"
        out.addImport(local: symbol(alias ?? name), path: path, module: module)
    }

    /// `import A = B.C`.
    mutating func importAlias(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count == 2 else { return opaque(node, role) }
        inside(.assign, role, node, flags: .declaration) { lowering in
            lowering.name(parts[0], .target)
            lowering.dotted(parts[1], .value)
        }
    }

    private mutating func dotted(_ node: ConcreteNode, _ role: Role) {
        guard kind(node) == .nested_identifier else { return expression(node, role) }
        guard hasRoom(node, role) else { return }
        let parts = Array(node.named)
        guard parts.count == 2 else { return opaque(node, role) }
        inside(.member, role, node, symbol: symbol(parts[1])) { $0.dotted(parts[0], .object) }
    }

    // Exports.

    mutating func exportStatement(_ node: ConcreteNode, _ role: Role) {
        if let source = node.child(fields.source) { return reexport(node, source, role) }
        let decorators = node.children.filter { kind($0) == .decorator }
        let mark = node.children.first { kind($0) == .default || kind($0) == .assign }
        if let declaration = node.child(fields.declaration) {
            exported(declaration, role, decorators)
            if let mark, let name = declaration.child(fields.name) { exportDefault(node, mark, name, role) }
        } else if let mark, let value = node.child(fields.value) ?? node.named.first(where: { kind($0) != .decorator })
        {
            self.decorators(decorators)
            exportDefault(node, mark, value, role)
        } else if let clause = node.named.first(where: { kind($0) == .export_clause }) {
            exportClause(clause, role)
        } else {
            opaque(node, role)
        }
    }

    /// An exported declaration is the declaration.
    private mutating func exported(_ node: ConcreteNode, _ role: Role, _ decorators: [ConcreteNode]) {
        switch kind(node) {
        case .class_declaration, .abstract_class_declaration: classDeclaration(node, role, decorators: decorators)
        default:
            self.decorators(decorators)
            statement(node, role)
        }
    }

    /// `export default e` declares `default`; `export = e` is `module.exports = e`.
    private mutating func exportDefault(
        _ node: ConcreteNode, _ mark: ConcreteNode, _ value: ConcreteNode, _ role: Role
    ) {
        let isOldStyle = kind(mark) == .assign
        inside(.assign, role, node, flags: isOldStyle ? [] : .declaration) { lowering in
            if isOldStyle {
                lowering.out.begin(.member, .target, mark.range, symbol: lowering.out.intern("exports"))
                lowering.out.leaf(.name, .object, mark.range, symbol: lowering.out.intern("module"))
                lowering.out.end()
            } else {
                lowering.name(mark, .target)
            }
            lowering.expression(value, .value)
        }
    }

    /// `export {a as b}` declares b; names that stay the same are no news.
    private mutating func exportClause(_ node: ConcreteNode, _ role: Role) {
        var kept: [ConcreteNode] = []
        for child in node.named {
            guard let name = child.child(fields.name) else {
                opaque(child, role)
                continue
            }
            guard let alias = child.child(fields.alias) else {
                kept.append(name)
                continue
            }
            out.begin(.assign, role, child.range, flags: .declaration)
            out.leaf(.name, .target, alias.range, symbol: declaredName(alias))
            self.name(name, .value)
            out.end()
        }
        guard !kept.isEmpty else { return }
        inside(.opaque, role, node) { lowering in
            for name in kept { lowering.name(name, .operand) }
        }
    }

    /// `export … from "m"` imports without a local name.
    private mutating func reexport(_ node: ConcreteNode, _ source: ConcreteNode, _ role: Role) {
        inside(.import, role, node, symbol: textSymbol(source)) { lowering in
            guard let clause = node.named.first(where: { lowering.kind($0) == .export_clause }) else {
                let space = node.named.first { lowering.kind($0) == .namespace_export }
                return lowering.reexportAll(space ?? node, alias: space.flatMap { lowering.first($0) })
            }
            for child in clause.named {
                guard let name = child.child(lowering.fields.name) else {
                    lowering.opaque(child, .element)
                    continue
                }
                lowering.inside(.importName, .element, child, symbol: lowering.declaredName(name)) { lowering in
                    if let alias = child.child(lowering.fields.alias) { lowering.name(alias, .alias) }
                }
            }
        }
    }

    private mutating func reexportAll(_ node: ConcreteNode, alias: ConcreteNode?) {
        out.begin(.importName, .element, node.range, symbol: alias == nil ? out.intern("*") : .empty)
        if let alias { name(alias, .alias) }
        out.end()
    }
}
