import CodeSyntax

/// Names, members and elements: reading them.
extension FlowAnalysis {
    func variable(_ id: NodeID) -> Value {
        let symbol = tree[id].symbol
        if let value = state.variables[symbol] { return value }
        let name = tree.text(symbol)
        if name.hasPrefix("@"), let receiver = frame.receiver { return field(Self.fieldName(name), of: receiver) }
        if let value = captured(symbol) { return value }
        if let receiver = frame.receiver, let value = implicitField(name, receiver) { return value }
        if let value = fileVariable(symbol) { return value }
        if let function = frame.file.declarations.functions[name]?.first {
            return closureValue(Place(file: frame.file.id, node: function), scope: -1)
        }
        var value = Value.unknown
        if let imported = frame.file.imports[symbol] { value.type = imported.path }
        return value
    }

    /// In Ruby `@name` inside is what `object.name` is outside.
    static func fieldName(_ name: String) -> String { String(name.drop { $0 == "@" }) }

    /// A variable of a function around this one.
    private func captured(_ symbol: Symbol) -> Value? {
        var at = frame.scope
        while at >= 0 {
            let scope = scopes[Int(at)]
            if let value = scope.variables[symbol] { return value }
            at = scope.parent
        }
        return nil
    }

    /// Java's and C#-like fields are read by their bare names.
    private func implicitField(_ name: String, _ receiver: Value) -> Value? {
        guard tree.language == .java || tree.language == .go || tree.language == .c, let id = receiver.object,
            let object = object(id), var value = object.fields[.name(name)]
        else { return nil }
        if !object.isComplete { value.taint.formUnion(object.own) }
        return value
    }

    /// A variable of the file's top level; one that is assigned in several places has no constant value.
    private func fileVariable(_ symbol: Symbol) -> Value? {
        guard frame.function != SyntaxTree.root else { return nil }
        return moduleVariables(of: frame.file)[symbol]
    }

    /// What the file's top level leaves in its variables.
    func moduleVariables(of file: ProgramFile) -> [Symbol: Value] {
        if let variables = modules[file.id] { return variables }
        modules[file.id] = [:]
        let outer = (state, isReachable, frame, handlers, sinkTaint, muted)
        settle()
        let left = stepsLeft
        state = State()
        isReachable = true
        frame = Frame(file, function: SyntaxTree.root)
        handlers = []
        sinkTaint = []
        muted = 0
        let (wasShallow, wasBounded) = (isShallow, isBounded)
        isShallow = file.id != analysed
        grant(isShallow ? limits.steps / 10 : limits.steps)
        isBounded = false
        execute(SyntaxTree.root)
        if isBounded, !isShallow { result.bounded.append(place(SyntaxTree.root)) }
        (isShallow, isBounded) = (wasShallow, wasBounded)
        if !isReachable, let last = frame.returnState { state = last }
        let counts = file.assignmentCounts
        var variables = state.variables
        for (symbol, value) in variables where (counts[symbol] ?? 0) > 1 && value.known != .unknown {
            variables[symbol]?.known = .unknown
        }
        moduleHeap.merge(state.heap)
        modules[file.id] = variables
        (state, isReachable, frame, handlers, sinkTaint, muted) = outer
        settle()
        grant(left)
        return variables
    }

    // Members and elements.

    func evaluateMember(_ id: NodeID) -> Value {
        guard let base = tree.child(id, .object) else { return .unknown }
        let name = tree.text(of: id)
        let value = evaluate(base)
        if tree[id].flags.contains(.isStatic), tree.language == .java, let closure = methodReference(base, name) {
            return closure
        }
        if let constant = classConstant(base, name) { return constant }
        guard value.objects.isEmpty else { return field(name, of: value) }
        if CallModels.harmlessMembers.contains(name) { return lengthOf(value) }
        var member = Value(value.taint)
        if let type = value.type { member.type = "\(type).\(name)" }
        return member
    }

    /// `Tools::clean`, `this::clean`
    private func methodReference(_ base: NodeID, _ name: String) -> Value? {
        guard tree[base].kind == .name else { return nil }
        var owner = classPlace(tree.text(of: base), symbol: tree[base].symbol)
        if tree.text(of: base) == "this" {
            owner = frame.file.declarations.owner(of: frame.function).map { Place(file: frame.file.id, node: $0.node) }
        }
        return owner.flatMap { method(name, of: $0) }.map { closureValue($0, scope: -1) }
    }

    private func lengthOf(_ value: Value) -> Value {
        if case .string(let text) = value.constant { return Value(.integer(text.utf16.count)) }
        return .unknown
    }

    func field(_ name: String, of value: Value) -> Value {
        var result: Value?
        for id in value.objects {
            guard let object = object(id) else { continue }
            var field: Value
            if CallModels.harmlessMembers.contains(name), object.shape != .plain {
                field = object.shape == .list ? Value(.integer(object.elements.count)) : .unknown
            } else {
                field = object.get(.name(name))
                if field == .unknown, let given = property(name, of: object, id) { field = given }
                field.taint.formUnion(object.own)
            }
            result = result.map { $0.joined(field) } ?? field
        }
        var found = result ?? .unknown
        found.taint.formUnion(value.taint)
        return found
    }

    /// What a method gives that is read like a field: a getter, a property.
    private func property(_ name: String, of object: HeapObject, _ id: ObjectID) -> Value? {
        guard let declared = object.declared, object.fields[.name(name)] == nil, let place = method(name, of: declared),
            let file = file(place.file), let known = file.declarations.owner(of: place.node),
            // A setter may have the same name.
            let getter = known.methods[name]?.first(where: { isProperty($0, file.tree) })
        else { return nil }
        return run(
            Closure(place: Place(file: place.file, node: getter), scope: -1), arguments: [], receiver: Value(id),
            at: nil)
    }

    /// A method that is assigned to like a field.
    func runSetter(_ name: String, of owner: Value, _ value: Value, _ target: NodeID) -> Bool {
        guard let id = owner.object, let declared = object(id)?.declared, let file = file(declared.file),
            let known = file.declarations.classes[file.tree.text(of: declared.node)],
            let setter = known.methods[name]?.first(where: { isSetter($0, file.tree) })
        else { return false }
        let argument = Argument(node: target, name: nil, isSpread: false, value: value)
        _ = run(
            Closure(place: Place(file: declared.file, node: setter), scope: -1), arguments: [argument], receiver: owner,
            at: nil)
        return true
    }

    private func isSetter(_ function: NodeID, _ tree: SyntaxTree) -> Bool {
        switch tree.language {
        case .python: return tree.children(function, .decorator).contains { tree.text(of: $0) == "setter" }
        case .javascript, .typescript: return Array(tree.children(function, .parameter)).count == 1
        default: return false
        }
    }

    private func isProperty(_ function: NodeID, _ tree: SyntaxTree) -> Bool {
        switch tree.language {
        case .python:
            return tree.children(function, .decorator).contains {
                ["property", "cached_property"].contains(tree.text(of: $0))
            }
        case .javascript, .typescript: return tree.children(function, .parameter).allSatisfy { _ in false }
        case .ruby: return true
        default: return false
        }
    }

    /// `Config.LIMIT` of a class of the program.
    private func classConstant(_ base: NodeID, _ name: String) -> Value? {
        guard tree[base].kind == .name || tree[base].kind == .member, tree.text(of: base).first?.isUppercase ?? false,
            let place = classPlace(tree.text(of: base), symbol: tree[base].symbol), let file = file(place.file),
            let known = file.declarations.classes[file.tree.text(of: place.node)],
            let field = known.fields.first(where: { $0.name == name }), file.assignmentCount(ofField: name) <= 1,
            let value = file.tree.child(field.node, .value)
        else { return nil }
        return literal(value, of: file).map { Value($0) }
    }

    private func literal(_ id: NodeID, of file: ProgramFile) -> Constant? {
        let outer = frame
        frame = Frame(file, function: SyntaxTree.root)
        defer { frame = outer }
        return constantOfLiteral(id)
    }

    func evaluateIndex(_ id: NodeID) -> Value {
        guard let base = tree.child(id, .object) else { return .unknown }
        let value = evaluate(base)
        let keys = tree.children(id, .key).map { (node: $0, value: tree[$0].kind == .slice ? .unknown : evaluate($0)) }
        guard keys.count == 1, let key = keys.first else { return Value(state.reach(value)) }
        if tree[key.node].kind == .slice { return slice(value, key.node) }
        return element(of: value, at: key.value)
    }

    private func slice(_ value: Value, _ slice: NodeID) -> Value {
        for child in tree.children(slice) { _ = evaluate(child) }
        if value.objects.isEmpty {
            let bounds = (tree.child(slice, .lower), tree.child(slice, .upper))
            return substring(
                value, from: bounds.0.flatMap { constantOfLiteral($0) }, to: bounds.1.flatMap { constantOfLiteral($0) })
        }
        return part(
            of: value, from: tree.child(slice, .lower).flatMap { constantOfLiteral($0) },
            to: tree.child(slice, .upper).flatMap { constantOfLiteral($0) },
            isKnown: tree.child(slice, .step) == nil && isKnownBound(slice, .lower) && isKnownBound(slice, .upper))
    }

    private func isKnownBound(_ slice: NodeID, _ role: Role) -> Bool {
        tree.child(slice, role).map { constantOfLiteral($0) != nil } ?? true
    }

    /// Some elements of a sequence, by their places where these and the elements are known.
    func part(of value: Value, from lower: Constant?, to upper: Constant?, isKnown: Bool) -> Value {
        if isKnown, let id = value.object, let object = object(id), object.shape == .list {
            let count = object.elements.count
            func place(_ bound: Constant?, _ other: Int) -> Int {
                guard case .integer(let at) = bound else { return other }
                return min(count, max(0, at < 0 ? count + at : at))
            }
            let (start, end) = (place(lower, 0), place(upper, count))
            var part = HeapObject(.list)
            if start < end { part.elements = Array(object.elements[start..<end]) }
            part.own = object.own.union(value.taint)
            return allocate(part)
        }
        var part = HeapObject(.bag)
        part.add(element(of: value))
        return allocate(part)
    }

    /// Part of a text; negative bounds are not followed.
    private func substring(_ value: Value, from lower: Constant?, to upper: Constant?) -> Value {
        guard case .string(let text) = value.constant else { return Value(value.taint) }
        let scalars = Array(text)
        var start = 0
        var end = scalars.count
        if case .integer(let number) = lower { start = number }
        if case .integer(let number) = upper { end = number }
        guard start >= 0, end <= scalars.count, start <= end else { return Value(value.taint) }
        return Value(.string(String(scalars[start..<end])))
    }

    func element(of value: Value, at key: Value) -> Value {
        var result: Value?
        for id in value.objects {
            guard let object = object(id) else { continue }
            var element = Self.element(object, key.constant)
            element.taint.formUnion(object.own)
            result = result.map { $0.joined(element) } ?? element
        }
        if result == nil, case .string(let text) = value.constant, case .integer(let at) = key.constant,
            at >= 0, at < text.count
        {
            return Value(.string(String(text[text.index(text.startIndex, offsetBy: at)])))
        }
        var found = result ?? .unknown
        found.taint.formUnion(value.taint)
        return found
    }

    private static func element(_ object: HeapObject, _ key: Constant?) -> Value {
        switch (object.shape, key) {
        case (.list, .integer(let at)):
            let index = at < 0 ? object.elements.count + at : at
            return object.elements.indices.contains(index) ? object.elements[index] : object.rest
        case (.map, let key?), (.plain, let key?): return object.get(Self.key(key))
        default: return object.contents
        }
    }

    /// Any element.
    func element(of value: Value) -> Value {
        var result: Value?
        for id in value.objects {
            guard let object = object(id) else { continue }
            var element = object.contents
            element.taint.formUnion(object.own)
            result = result.map { $0.joined(element) } ?? element
        }
        var found = result ?? .unknown
        found.taint.formUnion(value.taint)
        return found
    }

    /// Any key.
    func key(of value: Value) -> Value {
        guard let id = value.object, let object = object(id) else { return Value(value.taint) }
        guard object.shape == .map, object.isComplete else { return Value(value.taint.union(object.own)) }
        return object.fields.keys.reduce(nil as Value?) { known, key in
            let value: Value
            switch key {
            case .name(let text): value = Value(.string(text))
            case .constant(let constant): value = Value(constant)
            }
            return known.map { $0.joined(value) } ?? value
        } ?? .unknown
    }
}
