import CodeSyntax

extension PythonLowering {
    /// A type in an annotation: its name and its arguments. `T | None` is T.
    @inline(never)
    mutating func type(_ node: ConcreteNode, _ role: Role) {
        let node = unwrapped(node)
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .identifier, .attribute, .member_type, .none, .ellipsis, .true, .false, .integer:
            out.leaf(.type, role, node.range, symbol: symbol(node))
        case .string, .concatenated_string: writtenType(node, role)
        case .subscripted: subscriptedType(node, role)
        case .generic_type: genericType(node, role)
        case .binary_operator where operation(of: node) == .bitOr: union(node, role)
        case .union_type: union(node, role)
        case .list, .tuple, .splat_type, .list_splat, .constrained_type: compound(node, role)
        case .error: opaque(node, role)
        default: calculated(node, role)
        }
    }

    /// A type that is written as a text, since it is declared further below.
    private mutating func writtenType(_ node: ConcreteNode, _ role: Role) {
        let text = node.bytes.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 > 32 }
        let name = text.prefix { $0 != UInt8(ascii: "[") }
        out.leaf(.type, role, node.range, symbol: Array(name).withUnsafeBufferPointer { out.intern($0) })
    }

    private mutating func subscriptedType(_ node: ConcreteNode, _ role: Role) {
        begin(.type, role, node, symbol: symbolOrEmpty(node.child(fields.value)))
        for child in node.children where child.field == fields.subscripted && child.isNamed { type(child, .argument) }
        end(node)
    }

    private mutating func genericType(_ node: ConcreteNode, _ role: Role) {
        begin(.type, role, node, symbol: symbolOrEmpty(first(node)))
        for child in node.named where kind(child) == .type_parameter {
            for argument in child.named { type(argument, .argument) }
        }
        end(node)
    }

    private mutating func union(_ node: ConcreteNode, _ role: Role) {
        var members: [ConcreteNode] = []
        var pending = [node]
        while let next = pending.popLast() {
            let inner = unwrapped(next)
            let isUnion = kind(inner) == .union_type || kind(inner) == .binary_operator
            if isUnion { pending += inner.named.reversed() } else { members.append(inner) }
        }
        let present = members.filter { kind($0) != .none }
        if present.count == 1 { return type(present[0], role) }
        begin(.type, role, node, symbol: out.intern("Union"))
        for member in members { type(member, .argument) }
        out.end()
    }

    /// Types without a name: the parameters of a `Callable`, `*Ts`.
    private mutating func compound(_ node: ConcreteNode, _ role: Role) {
        begin(.type, role, node)
        for child in node.named { type(child, .argument) }
        out.end()
    }

    /// An expression where a type should be; beside types it stays one: `Annotated[str, Depends(f)]`.
    private mutating func calculated(_ node: ConcreteNode, _ role: Role) {
        if role == .argument { return expression(node, role) }
        begin(.type, role, node)
        expression(node, .argument)
        out.end()
    }

    /// `type X = int`. Where X is no name, `type(x).y = z` assigns to a member of what `type` gives.
    @inline(never)
    mutating func typeAlias(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left), let right = node.child(fields.right) else {
            return opaque(node, role)
        }
        let declared = unwrapped(left)
        switch kind(declared) {
        case .identifier, .generic_type: break
        case .subscripted where declared.child(fields.value).map({ kind($0) == .identifier }) ?? false: break
        default: return typeMember(node, declared, right, role)
        }
        begin(.class, role, node, symbol: symbolOrEmpty(kind(declared) == .identifier ? declared : first(declared)))
        type(right, .base)
        end(node)
    }

    private mutating func typeMember(
        _ node: ConcreteNode, _ target: ConcreteNode, _ value: ConcreteNode, _ role: Role
    ) {
        begin(.assign, role, node)
        typeCall(target, .target, node)
        expression(value, .value)
        end(node)
    }

    /// An expression at whose beginning `type` is missing.
    @inline(never)
    private mutating func typeCall(_ node: ConcreteNode, _ role: Role, _ statement: ConcreteNode) {
        guard hasRoom(node, role) else { return }
        let whole = statement.range.lowerBound..<node.range.upperBound
        switch kind(node) {
        case .attribute:
            out.begin(.member, role, whole, symbol: symbolOrEmpty(node.child(fields.attribute)))
            if let object = node.child(fields.object) { typeCall(object, .object, statement) }
        case .subscripted:
            out.begin(.index, role, whole)
            if let object = node.child(fields.value) { typeCall(object, .object, statement) }
            for child in node.children where child.field == fields.subscripted && child.isNamed {
                expression(child, .key)
            }
        default:
            out.begin(.call, role, whole)
            let word = whole.lowerBound..<(whole.lowerBound + 4)
            out.leaf(.name, .callee, word, symbol: out.intern("type"))
            for child in node.named { expression(child, .argument) }
        }
        out.end()
    }
}
