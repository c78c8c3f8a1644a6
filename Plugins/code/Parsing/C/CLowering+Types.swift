import CodeSyntax

extension CLowering {
    /// The type that a specifier and the declarator before a name give; `symbol` when the specifier's is known already.
    mutating func type(
        _ specifier: ConcreteNode, _ shape: DeclaratorShape?, _ role: Role, symbol: Symbol? = nil
    ) {
        guard hasRoom(specifier, role) else { return }
        let flags: NodeFlags = shape?.isArray == true ? .isArray : []
        begin(.type, role, specifier, symbol: symbol ?? typeSymbol(specifier), flags: flags)
        if kind(specifier) == .macro_type_specifier, let inner = specifier.child(fields.type) { type(inner, .argument) }
        for size in shape?.sizes ?? [] where size.isNamed { expression(size, .argument) }
        end(specifier)
    }

    /// A type as it stands in casts and `sizeof`, or a specifier alone.
    mutating func type(_ node: ConcreteNode, _ role: Role) {
        guard kind(node) == .type_descriptor else { return type(node, nil, role) }
        guard let specifier = node.child(fields.type) else { return opaque(node, role) }
        type(specifier, DeclaratorShape(node.child(fields.declarator), self), role)
    }

    /// What structures are called without their keyword, and `unsigned  long` with one blank.
    mutating func typeSymbol(_ node: ConcreteNode) -> Symbol {
        switch kind(node) {
        case .struct_specifier, .union_specifier, .enum_specifier, .macro_type_specifier:
            return node.child(fields.name).map { symbol($0) } ?? .empty
        case .sized_type_specifier:
            let words = node.children.filter { !$0.isExtra && kind($0) != .type_qualifier }.map { $0.bytes }
            return intern(Array(words.joined(separator: [UInt8(ascii: " ")])))
        default: return symbol(node)
        }
    }

    /// The structure, union or enumeration that a specifier declares.
    mutating func classDeclaration(_ node: ConcreteNode, _ role: Role, name: ConcreteNode? = nil) {
        guard hasRoom(node, role) else { return }
        guard let body = node.child(fields.body) else { return type(node, nil, role) }
        let name = node.child(fields.name) ?? name
        inside(.class, role, node, symbol: name.map { symbol($0) } ?? .empty) { lowering in
            lowering.attributes(of: [node])
            if lowering.kind(node) == .enum_specifier {
                lowering.enumerators(body)
            } else {
                lowering.inside(.block, .body, body) { $0.items(of: body, .statement) }
            }
        }
    }

    /// A specifier with a body declares its type in front of what is declared with it.
    func declaresClass(_ specifier: ConcreteNode) -> Bool {
        switch kind(specifier) {
        case .struct_specifier, .union_specifier, .enum_specifier: specifier.child(fields.body) != nil
        default: false
        }
    }

    /// Constants count up from the one before.
    private mutating func enumerators(_ body: ConcreteNode) {
        inside(.block, .body, body) { lowering in
            var next: Int? = 0
            for item in lowering.items(of: body) {
                guard lowering.kind(item) == .enumerator, let name = item.child(lowering.fields.name) else {
                    lowering.statement(item, .statement)
                    continue
                }
                let value = item.child(lowering.fields.value)
                if let value { next = lowering.number(of: value) }
                lowering.inside(.assign, .statement, item, flags: [.declaration, .isStatic]) { lowering in
                    lowering.name(name, .target)
                    if let value {
                        lowering.expression(value, .value)
                    } else if let next {
                        lowering.out.leaf(
                            .integer, .value, name.range, symbol: lowering.out.intern(String(next)))
                    }
                }
                next = next.map { $0 &+ 1 }
            }
        }
    }

    private func number(of node: ConcreteNode) -> Int? {
        guard kind(node) == .number_literal, node.range.count < 20 else { return nil }
        let text = String(decoding: node.bytes, as: UTF8.self).lowercased()
        return text.hasPrefix("0x")
            ? Int(text.dropFirst(2), radix: 16) : text.hasPrefix("0") ? Int(text, radix: 8) : Int(text)
    }
}
