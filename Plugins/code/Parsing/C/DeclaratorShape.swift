/// What a declarator makes of the type before it: `*x[3]`, `(*f)(int)`, or an abstract one without a name.
struct DeclaratorShape {
    /// Nil for an abstract declarator.
    private(set) var name: ConcreteNode?
    /// The name is followed by parameters: a function is declared.
    private(set) var parameters: ConcreteNode?
    /// Pointers and arrays around the name, in which a function's pointers are those of what it returns.
    private(set) var isArray = false
    /// Arrays around the name.
    private(set) var dimensions = 0
    /// Of arrays, from left to right.
    private(set) var sizes: [ConcreteNode] = []
    /// Nodes whose children can be attributes.
    private(set) var parts: [ConcreteNode] = []

    init(_ declarator: ConcreteNode?, _ lowering: CLowering) {
        var node = declarator
        while let current = node {
            parts.append(current)
            node = current.child(lowering.fields.declarator)
            switch lowering.kind(current) {
            case .pointer_declarator, .abstract_pointer_declarator:
                isArray = true
                parameters = nil
            case .array_declarator, .abstract_array_declarator:
                isArray = true
                parameters = nil
                dimensions += 1
                if let size = current.child(lowering.fields.size) { sizes.append(size) }
            case .function_declarator, .abstract_function_declarator:
                parameters = current.child(lowering.fields.parameters)
            case .parenthesized_declarator, .attributed_declarator, .abstract_parenthesized_declarator:
                node = current.named.first { child in
                    let kind = lowering.kind(child)
                    return kind != .attribute_declaration && kind != .ms_call_modifier
                }
            case .init_declarator: break
            default: name = current
            }
        }
        sizes.reverse()
    }
}
