import CodeSyntax

extension RubyLowering {
    /// `class A::B` is called B.
    @inline(never)
    mutating func classDefinition(_ node: ConcreteNode, _ role: Role) {
        let name = node.child(fields.name)
        let word = name.flatMap { kind($0) == .scope_resolution ? $0.child(fields.name) : $0 }
        begin(.class, role, node, symbol: symbolOrEmpty(word))
        if let base = node.child(fields.superclass) { expression(base, .base) }
        classBody(node, isSingleton: false)
        end(node)
    }

    private mutating func classBody(_ node: ConcreteNode, isSingleton: Bool) {
        let body = node.child(fields.body)
        if let body { mixins(body) }
        let outer = context
        context = Context()
        context.isInClass = true
        context.isSingleton = isSingleton
        block(body, .body, in: node)
        context = outer
    }

    /// Modules that a class includes are bases too.
    private mutating func mixins(_ body: ConcreteNode) {
        for child in body.named where kind(child) == .call {
            guard let method = child.child(fields.method), let list = child.child(fields.arguments),
                child.child(fields.receiver) == nil, Self.mixing.contains(where: { method.bytes.elementsEqual($0) })
            else { continue }
            for argument in list.named where kind(argument) == .constant || kind(argument) == .scope_resolution {
                expression(argument, .base)
            }
        }
    }

    private static let mixing = ["include", "prepend", "extend"].map { Array($0.utf8) }

    /// The methods in `class << self` are static ones of the class around it.
    @inline(never)
    mutating func singletonClass(_ node: ConcreteNode, _ role: Role) {
        if context.isInClass, let value = node.child(fields.value), kind(value) == .`self`,
            let body = node.child(fields.body), !isProtected(body)
        {
            let wasSingleton = context.isSingleton
            context.isSingleton = true
            for child in body.named { statement(child, role) }
            context.isSingleton = wasSingleton
            return
        }
        begin(.class, role, node)
        if let value = node.child(fields.value) { expression(value, .base) }
        classBody(node, isSingleton: true)
        end(node)
    }
}
