extension SyntaxTree {
    /// The tree as text, for tests and for people who write rules: `(call callee:(name run) argument:(string "ls"))`.
    public func outline(_ id: NodeID = SyntaxTree.root) -> String {
        let node = self[id]
        var text = "(\(node.kind)"
        if node.op != .none { text += " \(node.op)" }
        if node.symbol != .empty {
            text += node.kind == .string ? " \"\(self.text(node.symbol))\"" : " \(self.text(node.symbol))"
        }
        for name in Self.flagNames(node) { text += " [\(name)]" }
        for child in children(id) { text += " \(self[child].role):\(outline(child))" }
        return text + ")"
    }

    private static func flagNames(_ node: Node) -> [String] {
        var names: [String] = []
        let flags = node.flags
        if flags.contains(.optional) { names.append("optional") }
        if flags.contains(.isStatic) { names.append("static") }
        if flags.contains(.declaration) { names.append("declaration") }
        if flags.contains(.isAsync) { names.append("async") }
        if flags.contains(.postfix) { names.append(node.kind == .assign ? "postfix" : "double") }
        if flags.contains(.variadic) { names.append(Self.thirdName(node.kind)) }
        if flags.contains(.isDefault) { names.append(node.kind == .case ? "default" : "expression") }
        if flags.contains(.damaged) { names.append("damaged") }
        return names
    }

    private static func thirdName(_ kind: NodeKind) -> String {
        switch kind {
        case .forEach: "keys"
        case .switch: "fallsThrough"
        case .function: "constructor"
        case .type: "array"
        default: "variadic"
        }
    }
}
