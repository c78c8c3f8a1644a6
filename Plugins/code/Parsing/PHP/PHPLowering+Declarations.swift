import CodeSyntax

extension PHPLowering {
    mutating func declaration(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .function_definition: function(node, role)
        case .method_declaration:
            for parameter in promotedParameters(of: node) { declarePromoted(parameter) }
            function(node, role)
        case .class_declaration, .interface_declaration, .trait_declaration, .enum_declaration:
            classDeclaration(node, role)
        case .property_declaration: properties(node, role)
        case .const_declaration: constants(node, role)
        case .enum_case: enumCase(node, role)
        case .use_declaration: traitRules(node, role)
        case .property_hook_list: hooks(node)
        case .function_static_declaration:
            for child in node.named { staticVariable(child, role) }
        case .namespace_definition: namespace(node, role)
        case .namespace_use_declaration: use(node, role)
        default: expression(node, role)
        }
    }

    /// `static $count = 0;` keeps its value between calls.
    private mutating func staticVariable(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return statement(node, role) }
        inside(.assign, role, node, flags: [.declaration, .isStatic]) { lowering in
            lowering.variable(name, .target)
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    // Classes.

    private mutating func classDeclaration(_ node: ConcreteNode, _ role: Role) {
        let symbol = node.child(fields.name).map { self.symbol($0) } ?? .empty
        inside(.class, role, node, symbol: symbol) { lowering in
            lowering.decorators(of: node)
            lowering.bases(of: node, .base)
            lowering.block(node.child(lowering.fields.body), .body)
        }
    }

    /// What a class extends, implements, and takes over from traits.
    private mutating func bases(of node: ConcreteNode, _ role: Role) {
        for child in node.named {
            switch kind(child) {
            case .base_clause, .class_interface_clause: for base in child.named { type(base, role) }
            case .declaration_list, .enum_declaration_list:
                for member in child.named where kind(member) == .use_declaration {
                    for trait in member.named where kind(trait) != .use_list { type(trait, role) }
                }
            default: break
            }
        }
    }

    /// `new class(1) extends Base { … }` makes a Base with a body.
    mutating func anonymousClass(_ node: ConcreteNode, _ type: ConcreteNode, _ role: Role) {
        let clause =
            type.named.first { kind($0) == .base_clause } ?? type.named.first { kind($0) == .class_interface_clause }
        inside(.new, role, node) { lowering in
            if let base = clause.flatMap({ lowering.first($0) }) {
                lowering.expression(base, .callee)
            } else {
                let start = type.range.lowerBound
                lowering.out.leaf(.name, .callee, start..<start, symbol: lowering.out.intern("class"))
            }
            lowering.arguments(of: type)
            lowering.bases(of: type, .base)
            lowering.block(type.child(lowering.fields.body), .body)
        }
    }

    /// Which of several traits' methods are meant; that the class has them is said by its bases.
    private mutating func traitRules(_ node: ConcreteNode, _ role: Role) {
        for child in node.named where kind(child) == .use_list { opaque(child, role) }
    }

    private mutating func properties(_ node: ConcreteNode, _ role: Role) {
        let isStatic = node.named.contains { kind($0) == .static_modifier }
        for child in node.named {
            switch kind(child) {
            case .property_element:
                property(child, of: node, role, isStatic ? [.declaration, .isStatic] : .declaration)
            case .property_hook_list: hooks(child)
            case .error: opaque(child, role)
            default: break
            }
        }
    }

    private mutating func property(
        _ node: ConcreteNode, of declaration: ConcreteNode, _ role: Role, _ flags: NodeFlags
    ) {
        inside(.assign, role, node, flags: flags) { lowering in
            lowering.decorators(of: declaration)
            if let name = node.child(lowering.fields.name) { lowering.variable(name, .target) }
            if let type = declaration.child(lowering.fields.type) { lowering.type(type, .type) }
            if let value = node.child(lowering.fields.defaultValue) { lowering.expression(value, .value) }
        }
    }

    /// What reading and writing a property runs; functions without a name, since nobody calls them by one.
    mutating func hooks(_ node: ConcreteNode) {
        for hook in node.named {
            inside(.function, .statement, hook) { $0.functionParts(hook) }
        }
    }

    /// `const A = 1, B = 2;`, in classes and outside.
    private mutating func constants(_ node: ConcreteNode, _ role: Role) {
        for child in node.named where kind(child) == .const_element {
            let parts = Array(child.named)
            guard parts.count == 2 else {
                opaque(child, role)
                continue
            }
            inside(.assign, role, child, flags: [.declaration, .isStatic]) { lowering in
                lowering.decorators(of: node)
                lowering.name(parts[0], .target)
                if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
                lowering.expression(parts[1], .value)
            }
        }
    }

    private mutating func enumCase(_ node: ConcreteNode, _ role: Role) {
        inside(.assign, role, node, flags: [.declaration, .isStatic]) { lowering in
            lowering.decorators(of: node)
            if let name = node.child(lowering.fields.name) { lowering.name(name, .target) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    // Namespaces.

    /// One without braces is the file's.
    private mutating func namespace(_ node: ConcreteNode, _ role: Role) {
        let name = node.child(fields.name)
        let symbol = name.map { self.symbol($0) } ?? .empty
        guard let body = node.child(fields.body) else {
            out.update(SyntaxTree.root) { if $0.symbol == .empty { $0.symbol = symbol } }
            return
        }
        guard name != nil else { return block(body, role) }
        inside(.class, role, node, symbol: symbol) { $0.block(body, .body) }
    }

    private mutating func use(_ node: ConcreteNode, _ role: Role) {
        guard let group = node.named.first(where: { kind($0) == .namespace_use_group }) else {
            for clause in node.named { useClause(clause, role) }
            return
        }
        let prefix = node.named.first { kind($0) == .namespace_name }.map { Self.bare($0.string) } ?? ""
        inside(.import, role, node, symbol: out.intern(prefix)) { lowering in
            for clause in group.named { lowering.useMember(clause, prefix) }
        }
    }

    /// Without the leading backslash.
    private static func bare(_ name: String) -> String { name.hasPrefix("\\") ? String(name.dropFirst()) : name }

    private mutating func useClause(_ node: ConcreteNode, _ role: Role) {
        guard kind(node) == .namespace_use_clause, let name = usedName(node) else { return opaque(node, role) }
        let path = Self.bare(name.string)
        let cut = path.lastIndex(of: "\\")
        let module = cut.map { String(path[..<$0]) } ?? ""
        let member = cut.map { String(path[path.index(after: $0)...]) } ?? path
        inside(.import, role, node, symbol: out.intern(module)) { lowering in
            lowering.importName(node, member)
            lowering.addImport(node, path: path, module: module, member)
        }
    }

    private func usedName(_ clause: ConcreteNode) -> ConcreteNode? {
        clause.named.first { $0.field != fields.alias && $0.field != fields.type }
    }

    /// Of a group: `use Vendor\{A, Sub\B as C};`.
    private mutating func useMember(_ node: ConcreteNode, _ prefix: String) {
        guard kind(node) == .namespace_use_clause, let name = usedName(node) else { return opaque(node, .element) }
        let written = Self.bare(name.string)
        importName(node, written)
        let path = "\(prefix)\\\(written)"
        let cut = path.lastIndex(of: "\\") ?? path.startIndex
        addImport(node, path: path, module: String(path[..<cut]), String(path[path.index(after: cut)...]))
    }

    private mutating func importName(_ clause: ConcreteNode, _ name: String) {
        let alias = clause.child(fields.alias)
        inside(.importName, .element, clause, symbol: out.intern(name)) { lowering in
            if let alias { lowering.name(alias, .alias) }
        }
    }

    private mutating func addImport(_ clause: ConcreteNode, path: String, module: String, _ member: String) {
        let local = clause.child(fields.alias).map { symbol($0) } ?? out.intern(member)
        out.addImport(local: local, path: path, module: module)
    }
}
