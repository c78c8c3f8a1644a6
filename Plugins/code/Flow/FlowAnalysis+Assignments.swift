import CodeSyntax

/// Assignments to names, members, elements and patterns of them.
extension FlowAnalysis {
    func evaluateAssign(_ id: NodeID) -> Value {
        guard let target = tree.child(id, .target) else { return .unknown }
        guard let right = tree.child(id, .value) else {
            if let type = tree.child(id, .type) { declareTyped(target, type) }
            return .unknown
        }
        let op = tree[id].op
        var value: Value
        if op == .none {
            value = evaluate(right)
        } else {
            let old = evaluate(target)
            let new = evaluate(right)
            value = op == .or || op == .and || op == .coalesce ? old.joined(new) : combined(op, old, new)
        }
        guard isReachable else { return value }
        let type = tree.child(id, .type)
        if let type { value = converted(value, to: type) }
        bind(sized(value, by: type), to: target, at: id)
        return value
    }

    /// `int x;` and `List<String> xs;`: nothing is known but the type.
    private func declareTyped(_ target: NodeID, _ type: NodeID) {
        guard tree[target].kind == .name else { return }
        var value = Value.unknown
        if !tree[type].flags.contains(.isArray) { value.type = tree.text(of: type) }
        value = sized(value, by: type)
        if tree.language == .go { value = zeroValue(tree.text(of: type), type) }
        state.variables[tree[target].symbol] = value
    }

    /// Assigns with a step of the path.
    func bind(_ value: Value, to target: NodeID, at node: NodeID) {
        assign(value, to: target, note: node)
    }

    func assign(_ value: Value, to target: NodeID, note: NodeID?) {
        let node = tree[target]
        var value = value
        // `const { body } = request`: what is taken out comes from outside.
        for source in frame.file.marks.entries[target]?.sources ?? [] where note != nil {
            value.taint.insert(taint(from: source, at: target))
        }
        switch node.kind {
        case .name, .parameter:
            let name = tree.text(node.symbol)
            if let note { value.taint = advanced(value.taint, .assigned(name), at: note) }
            if name.hasPrefix("@"), let receiver = frame.receiver {
                change(receiver) { $0.set(.name(Self.fieldName(name)), value) }
            } else if isImplicitField(name, node.symbol) {
                change(frame.receiver ?? .unknown) { $0.set(.name(name), value) }
            } else {
                state.variables[node.symbol] = value
            }
        case .member: assign(value, toMember: target, note: note)
        case .index: assign(value, toIndex: target, note: note)
        case .tuple, .list: destructure(value, target, note)
        case .map: destructureMap(value, target, note)
        case .assign:
            // A default in a pattern: `{a = 1} = options`.
            if let inner = tree.child(target, .target) { assign(value, to: inner, note: note) }
        case .binary where tree.language == .c:
            // `line + 8` is another place of the same array.
            if let array = tree.child(target, .left) {
                value.taint.formUnion(state.reach(evaluateQuietly(array)))
                assign(value, to: array, note: note)
            }
        case .spread, .unary, .cast, .keywordArgument:
            if let inner = tree.child(target, .value) ?? tree.child(target, .operand) {
                assign(value, to: inner, note: note)
            }
        default: break
        }
    }

    private func isImplicitField(_ name: String, _ symbol: Symbol) -> Bool {
        guard tree.language == .java, state.variables[symbol] == nil, let id = frame.receiver?.object,
            let object = object(id)
        else { return false }
        return object.fields[.name(name)] != nil
    }

    private func assign(_ value: Value, toMember target: NodeID, note: NodeID?) {
        guard let base = tree.child(target, .object) else { return }
        let name = tree.text(of: target)
        let owner = followed(base, evaluate(base))
        if name == "length", case .integer(0) = value.constant {
            return change(owner) { $0 = HeapObject($0.shape, type: $0.type) }
        }
        var value = value
        if let note { value.taint = advanced(value.taint, .stored(name), at: note) }
        if runSetter(name, of: owner, value, target) { return }
        change(owner) { $0.set(.name(name), value) }
    }

    private func assign(_ value: Value, toIndex target: NodeID, note: NodeID?) {
        guard let base = tree.child(target, .object) else { return }
        let owner = followed(base, evaluate(base))
        var value = value
        if let note { value.taint = advanced(value.taint, .stored(shortText(base)), at: note) }
        guard let key = tree.child(target, .key) else {
            // PHP's `$list[] = value`.
            return change(owner) { $0.append(value) }
        }
        let place = tree[key].kind == .slice ? Value.unknown : evaluate(key)
        change(owner) { Self.set(value, at: place.constant, in: &$0) }
    }

    static func set(_ value: Value, at key: Constant?, in object: inout HeapObject) {
        // An empty array of PHP or JavaScript may become a dictionary.
        if object.shape == .list, object.elements.isEmpty, object.isComplete, case .string = key { object.shape = .map }
        switch (object.shape, key) {
        case (.list, .integer(let at)) where object.elements.indices.contains(at): object.elements[at] = value
        case (.list, _):
            object.blur()
            object.add(value)
        case (.map, let key?), (.plain, let key?): object.set(Self.key(key), value)
        default: object.add(value)
        }
    }

    /// The value of an expression whose object is about to be changed: from now on its object is followed.
    func followed(_ base: NodeID, _ value: Value) -> Value {
        guard value.objects.isEmpty, value.constant == nil else { return value }
        var object = HeapObject(.plain, type: value.type)
        object.isComplete = false
        object.own = value.taint
        var followed = allocate(object)
        if Self.room(of: value) != nil { followed.type = value.type }
        if [.name, .member, .index].contains(tree[base].kind) { assign(followed, to: base, note: nil) }
        return followed
    }

    private func destructure(_ value: Value, _ target: NodeID, _ note: NodeID?) {
        let known = value.object.flatMap { object($0) }.flatMap { $0.shape == .list ? $0.elements : nil }
        let targets = Array(tree.children(target))
        let starred = targets.firstIndex { tree[$0].kind == .spread }
        for (index, child) in targets.enumerated() {
            var part: Value
            // Behind a starred name, places count from the end.
            let place = starred.map { index > $0 ? (known?.count ?? 0) - targets.count + index : index } ?? index
            if tree[child].kind == .spread {
                let end = (known?.count ?? 0) - (targets.count - 1 - index)
                part = self.part(of: value, from: .integer(index), to: .integer(end), isKnown: end >= index)
            } else if let known, known.indices.contains(place), value.taint.isEmpty {
                part = known[place]
            } else if known == nil, tree.language == .go {
                // Further results of Go functions are errors and flags.
                part = index == 0 ? value : .unknown
            } else {
                part = element(of: value)
            }
            assign(part, to: child, note: note)
        }
    }

    private func destructureMap(_ value: Value, _ target: NodeID, _ note: NodeID?) {
        for child in tree.children(target) {
            guard let key = tree.child(child, .key), let inner = tree.child(child, .value) else {
                assign(value, to: child, note: note)
                continue
            }
            let name = evaluate(key)
            assign(element(of: value, at: name), to: inner, note: note)
        }
    }

    func shortText(_ id: NodeID) -> String {
        let text = tree.text(of: id)
        return text.isEmpty ? "a container" : text
    }
}
