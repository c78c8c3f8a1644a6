import CodeSyntax

extension PythonLowering {
    mutating func importStatement(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .import_statement: plainImport(node, role)
        case .future_import_statement: names(of: node, "__future__", out.intern("__future__"), role)
        default:
            guard let module = node.child(fields.moduleName) else { return opaque(node, role) }
            let path = path(of: module)
            names(of: node, path, out.intern(path), role)
        }
    }

    /// `import a.b, c as d`: a node each; one node of several would hide all but the first.
    private mutating func plainImport(_ node: ConcreteNode, _ role: Role) {
        for child in node.named {
            guard !child.isError else {
                opaque(child, role)
                continue
            }
            let alias = child.child(fields.alias)
            let path = path(of: child.child(fields.name) ?? child)
            begin(.import, role, node, symbol: out.intern(path))
            begin(.importName, .element, child)
            if let alias { name(alias, .alias) }
            out.end()
            out.end()
            if let alias {
                out.addImport(local: symbol(alias), path: path, module: path)
            } else {
                let top = String(path.prefix { $0 != "." })
                out.addImport(local: out.intern(top), path: top, module: top)
            }
        }
    }

    /// `from module import a, b as c`.
    private mutating func names(of node: ConcreteNode, _ module: String, _ symbol: Symbol, _ role: Role) {
        begin(.import, role, node, symbol: symbol)
        for child in node.named where child.field != fields.moduleName {
            switch kind(child) {
            case .wildcard_import: out.leaf(.importName, .element, child.range, symbol: out.intern("*"))
            case .error: opaque(child, .operand)
            default: importedName(child, module)
            }
        }
        out.end()
    }

    private mutating func importedName(_ node: ConcreteNode, _ module: String) {
        let name = node.child(fields.name) ?? node
        let alias = node.child(fields.alias)
        begin(.importName, .element, node, symbol: symbol(name))
        if let alias { self.name(alias, .alias) }
        out.end()
        let path = module.hasSuffix(".") ? module + name.string : "\(module).\(name.string)"
        out.addImport(local: symbol(alias ?? name), path: path, module: module)
    }

    /// A module's path as written, without blanks and comments between its parts.
    private func path(of node: ConcreteNode) -> String {
        let isPlain = node.bytes.allSatisfy { $0 > 32 && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "\\") }
        if isPlain { return node.string }
        var path: [UInt8] = []
        for index in node.index..<(node.index + node.size) {
            let part = ConcreteNode(tree: node.tree, index: index)
            if part.size == 1, !part.isExtra { path.append(contentsOf: part.bytes) }
        }
        return String(decoding: path, as: UTF8.self)
    }

    /// `x = __import__("os")` and `x = importlib.import_module("os")` import too.
    mutating func noteImport(of value: ConcreteNode, as target: ConcreteNode) {
        guard kind(value) == .call, kind(target) == .identifier, let function = value.child(fields.function),
            let arguments = value.child(fields.arguments), let argument = first(arguments),
            kind(argument) == .string
        else { return }
        let name = kind(function) == .attribute ? function.child(fields.attribute) ?? function : function
        let isBuiltIn = name.bytes.elementsEqual("__import__".utf8)
        guard isBuiltIn || name.bytes.elementsEqual("import_module".utf8), let content = plainContent(argument) else {
            return
        }
        // The function that is built in gives the package around a module.
        let path = isBuiltIn ? String(content.string.prefix { $0 != "." }) : content.string
        out.addImport(local: symbol(target), path: path, module: path)
    }
}
