import CodeSyntax

/// `require` and dynamic `import` assigned to names, which are imports by another spelling.
extension JavaScriptLowering {
    /// Notes what the names of a target stand for when the value is a module or a member of one.
    mutating func addRequired(_ target: ConcreteNode, _ value: ConcreteNode) {
        guard let (module, path) = required(value) else { return }
        addRequired(target, module: module, path: path, depth: 0)
    }

    private mutating func addRequired(_ target: ConcreteNode, module: String, path: String, depth: Int) {
        guard depth < 8 else { return }
        switch kind(target) {
        case .identifier, .shorthand_property_identifier_pattern:
            out.addImport(local: symbol(target), path: path, module: module)
        case .assignment_pattern:
            if let left = target.child(fields.left) { addRequired(left, module: module, path: path, depth: depth + 1) }
        case .object_pattern:
            for child in target.named { addRequiredMember(child, module: module, path: path, depth: depth + 1) }
        default: break
        }
    }

    private mutating func addRequiredMember(_ node: ConcreteNode, module: String, path: String, depth: Int) {
        switch kind(node) {
        case .shorthand_property_identifier_pattern:
            addRequired(node, module: module, path: "\(path).\(node.string)", depth: depth)
        case .object_assignment_pattern:
            if let left = node.child(fields.left) { addRequiredMember(left, module: module, path: path, depth: depth) }
        case .pair_pattern:
            guard let key = node.child(fields.key), kind(key) == .property_identifier,
                let value = node.child(fields.value)
            else { return }
            let member = key.string == "default" ? path : "\(path).\(key.string)"
            addRequired(value, module: module, path: member, depth: depth)
        default: break
        }
    }

    /// The module and path of `require("m")`, `require("m").a.b`, `await import("m")`; nil for anything else.
    private mutating func required(_ value: ConcreteNode) -> (module: String, path: String)? {
        var node = value
        var members: [ConcreteNode] = []
        while true {
            node = unwrapped(node)
            switch kind(node) {
            case .member_expression:
                guard let object = node.child(fields.object), let property = node.child(fields.property) else {
                    return nil
                }
                members.append(property)
                node = object
            case .await_expression, .as_expression, .satisfies_expression:
                guard let inner = first(node) else { return nil }
                node = inner
            case .call_expression:
                guard let module = requiredModule(node) else { return nil }
                var path = module
                for member in members.reversed() where !member.bytes.elementsEqual("default".utf8) {
                    path += "." + member.string
                }
                return (module, path)
            default: return nil
            }
        }
    }

    private mutating func requiredModule(_ call: ConcreteNode) -> String? {
        guard let function = call.child(fields.function), let arguments = call.child(fields.arguments),
            kind(function) == .import || kind(function) == .identifier && function.bytes.elementsEqual("require".utf8),
            let argument = first(arguments), kind(argument) == .string
        else { return nil }
        return Self.bareModule(out.text(textSymbol(argument)))
    }
}
