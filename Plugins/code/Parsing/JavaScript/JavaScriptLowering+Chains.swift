import CodeSyntax

extension JavaScriptLowering {
    mutating func link(_ node: ConcreteNode, _ role: Role) {
        if lowerOverlongChain(node, role) { return }
        switch kind(node) {
        case .call_expression: call(node, role)
        case .member_expression: member(node, role)
        case .subscript_expression: index(node, role)
        default: binary(node, role)
        }
    }

    func isLink(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .call_expression, .member_expression, .subscript_expression, .binary_expression: true
        default: false
        }
    }

    func operands(of link: ConcreteNode) -> [ConcreteNode] {
        switch kind(link) {
        case .binary_expression: return link.child(fields.right).map { [$0] } ?? []
        case .subscript_expression: return link.child(fields.index).map { [$0] } ?? []
        case .call_expression:
            guard let arguments = link.child(fields.arguments) else { return [] }
            return kind(arguments) == .template_string ? [arguments] : Array(arguments.named)
        default: return []
        }
    }
}
