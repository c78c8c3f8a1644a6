import CodeSyntax

extension RubyLowering {
    @inline(never)
    mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let op: Operator =
            switch node.child(fields.operator).map({ kind($0) }) {
            case .minus: .negate
            case .plus: .plus
            case .tilde: .bitNot
            case .defined: .typeOf
            default: .not
            }
        wrap(.unary, role, node, op: op, node.child(fields.operand), .operand)
    }

    /// A range without one of its ends has one operand.
    @inline(never)
    mutating func range(_ node: ConcreteNode, _ role: Role) {
        guard let lower = node.child(fields.begin), let upper = node.child(fields.end) else {
            let bound = node.child(fields.begin) ?? node.child(fields.end)
            return wrap(.unary, role, node, op: .range, bound, .operand)
        }
        begin(.binary, role, node, op: .range)
        expression(lower, .left)
        expression(upper, .right)
        end(node)
    }

    // Assignments.

    @inline(never)
    mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left) else { return opaque(node, role) }
        let isField = kind(left) == .constant || kind(left) == .class_variable
        let op = operation(of: node)
        let isDeclaration = context.isInClass && role == .statement && isField && op == .none
        begin(.assign, role, node, op: op, flags: isDeclaration ? .declaration : [])
        target(left, .target)
        if let right = node.child(fields.right) { assigned(right) }
        end(node)
    }

    /// `a = *b` makes a list.
    private mutating func assigned(_ node: ConcreteNode) {
        guard kind(node) == .splat_argument else { return expression(node, .value) }
        begin(.list, .value, node)
        expression(node, .element)
        out.end()
    }

    /// What is assigned to: `a.b` is no call there.
    @inline(never)
    mutating func target(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .left_assignment_list, .destructured_left_assignment, .destructured_parameter: targets(node, role)
        case .rest_assignment, .splat_parameter:
            begin(.spread, role, node)
            if let inner = first(node) { target(inner, .value) }
            end(node)
        case .call:
            guard let receiver = node.child(fields.receiver), let method = node.child(fields.method),
                node.child(fields.arguments) == nil
            else { return expression(node, role) }
            member(node, method, role)
            expression(receiver, .object)
            end(node)
        default: expression(node, role)
        }
    }

    /// `(a, b), c = …` has parentheses that mean nothing around all.
    private mutating func targets(_ node: ConcreteNode, _ role: Role) {
        if kind(node) == .left_assignment_list, let inner = only(node), kind(inner) == .destructured_left_assignment {
            return target(inner, role)
        }
        begin(.tuple, role, node)
        for child in node.named { target(child, .element) }
        out.end()
    }
}
