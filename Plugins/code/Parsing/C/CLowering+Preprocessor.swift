import CodeSyntax

/// Includes and macros.
extension CLowering {
    mutating func include(_ node: ConcreteNode, _ role: Role) {
        guard let path = node.child(fields.path) else { return opaque(node, role) }
        switch kind(path) {
        case .system_lib_string, .string_literal:
            let bytes = path.bytes
            let inner = bytes.count >= 2 ? UnsafeBufferPointer(rebasing: bytes[1..<(bytes.count - 1)]) : bytes
            inside(.import, role, path, symbol: out.intern(inner)) { lowering in
                lowering.out.leaf(.importName, .element, path.range)
            }
        default: inside(.import, role, node, symbol: symbol(path)) { $0.expression(path, .element) }
        }
    }

    mutating func macro(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        let end = (node.child(fields.value) ?? name).range.upperBound
        out.begin(.assign, role, node.range.lowerBound..<end, flags: .declaration)
        self.name(name, .target)
        if let value = node.child(fields.value) { macroText(value, .value) }
        out.end()
    }

    mutating func functionMacro(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        let last = node.child(fields.value) ?? node.child(fields.parameters) ?? name
        out.begin(.function, role, node.range.lowerBound..<last.range.upperBound, symbol: symbol(name))
        if let parameters = node.child(fields.parameters) {
            for child in parameters.children {
                switch kind(child) {
                case .identifier: out.leaf(.parameter, .parameter, child.range, symbol: symbol(child))
                case .variadic:
                    let symbol = out.intern("__VA_ARGS__")
                    out.leaf(.parameter, .parameter, child.range, symbol: symbol, flags: .variadic)
                default: break
                }
            }
        }
        if let value = node.child(fields.value) { macroText(value, .body) }
        out.end()
    }
}
