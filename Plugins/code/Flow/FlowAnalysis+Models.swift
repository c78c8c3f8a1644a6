import CodeSyntax

/// Calls of the languages' own libraries whose results are known better than by the rule of thumb.
extension FlowAnalysis {
    /// Nil for a call of which nothing special is known.
    func model(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) -> Value? {
        if CallModels.resolving.contains(call.name) || joinsPath(call.id) && !isFixed(arguments) {
            return resolved(call, receiver, arguments)
        }
        if CallModels.replacing.contains(call.name), arguments.count >= 2, strips(arguments) { return .unknown }
        if call.name == "map" && isConversion(arguments) || CallModels.counting.contains(call.name), receiver != nil {
            return allocate(HeapObject(.bag))
        }
        if let memory = memoryCall(call, arguments) { return memory }
        guard let node = call.receiverNode, let receiver else { return builtin(call, arguments) }
        if arguments.isEmpty, tree.language == .ruby, CallModels.givingItself.contains(call.name) { return receiver }
        if !receiver.objects.isEmpty { return objectCall(call, receiver, arguments) }
        if let kept = chosen(call, receiver, arguments) { return kept }
        if tree[node].kind == .name || tree[node].kind == .member,
            let value = staticCall(tree.text(of: node), call.name, arguments)
        {
            return value
        }
        if let constant = receiver.constant, tree.language != .ruby || call.name != "concat" {
            return TextMethods.apply(call.name, constant, arguments, tree.language, self)
        }
        if call.name == "concat", tree.language == .ruby, arguments.count == 1 {
            return appendedText(node, receiver, arguments[0].value)
        }
        if call.name == "concat" || call.name == "plus", arguments.count == 1 {
            return concatenated(receiver, arguments[0].value)
        }
        if call.name == "getProperty", let value = setting(arguments) { return value }
        return changedUnknown(call, node, receiver, arguments)
    }

    /// Go's `filepath.Join` takes steps upwards, so that none are left behind the folder.
    func joinsPath(_ call: NodeID) -> Bool {
        guard tree.language == .go, let callee = tree.child(call, .callee), tree.text(of: callee) == "Join" else {
            return false
        }
        return ["filepath", "path"].contains(receiverText(callee))
    }

    private func isFixed(_ arguments: [Argument]) -> Bool { arguments.allSatisfy { $0.value.constant != nil } }

    /// Everything but harmless characters is replaced by a fixed text.
    private func strips(_ arguments: [Argument]) -> Bool {
        let texts = arguments.prefix(3).map { argument -> String? in
            let node = argument.node
            return tree[node].kind == .regex ? tree.text(of: node) : argument.value.constant?.text
        }
        guard let pattern = texts.first(where: { $0.map { RegexShape.isStripping($0) } ?? false }) else { return false }
        return pattern != nil && texts.filter { $0 != nil }.count >= 2
    }

    /// `texts.map(Number)`
    private func isConversion(_ arguments: [Argument]) -> Bool {
        guard let first = arguments.first?.node else { return false }
        switch tree[first].kind {
        case .member where tree.text(of: first) == "valueOf":
            // `Integer::valueOf`
            return tree.child(first, .object).map { TypeNames.isScalar(tree.text(of: $0), .java) } ?? false
        case .name, .member: return CallModels.isHarmless(tree.text(of: first))
        case .unary:
            // Ruby's `map(&:to_i)`.
            guard let name = tree.child(first, .operand), tree[name].kind == .string else { return false }
            return CallModels.isHarmless(tree.text(of: name))
        default: return false
        }
    }

    /// A path without steps upwards, as long as it is compared with its folder.
    private func resolved(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) -> Value {
        var taint = receiver.map { state.reach($0) } ?? .none
        for argument in arguments { taint.formUnion(state.reach(argument.value)) }
        var value = Value(taint)
        value.type = CallModels.resolvedPath
        return value
    }

    /// A container of which nothing is known yet keeps what it is given from now on.
    private func changedUnknown(_ call: Call, _ node: NodeID, _ receiver: Value, _ arguments: [Argument]) -> Value? {
        let keepsAttribute = ContainerMethods.attributeSetters.contains(call.name) && arguments.count == 2
        guard ContainerMethods.changing.contains(call.name) || keepsAttribute, isPlace(node),
            receiver.type == nil || tree.language != .python
        else { return nil }
        return objectCall(call, followed(node, receiver), arguments)
    }

    /// A variable that is known here, or a part of one.
    private func isPlace(_ node: NodeID) -> Bool {
        switch tree[node].kind {
        case .name, .member: state.variables[tree[node].symbol] != nil
        case .index: tree.child(node, .object).map { tree[$0].kind == .name } ?? false
        default: false
        }
    }

    /// A value of the program's settings files.
    func setting(_ arguments: [Argument]) -> Value? {
        guard case .string(let key) = arguments.first?.value.constant else { return nil }
        let found = program.settings(key).prefix(4).map { Constant.string($0) }
        guard let first = found.first else { return arguments.count > 1 ? arguments[1].value : nil }
        var value = Value(first)
        for other in found.dropFirst() { value = value.joined(Value(other)) }
        return value
    }

    // Functions without a receiver.

    private func builtin(_ call: Call, _ arguments: [Argument]) -> Value? {
        guard tree[call.callee].kind == .name, frame.file.imports[tree[call.callee].symbol] == nil else { return nil }
        let first = arguments.first?.value
        switch call.name {
        case "str", "String", "strval", "unicode", "string":
            guard let first else { return Value(.string("")) }
            if let constant = first.constant, constant != .null { return Value(.string(constant.text)) }
            return Value(state.reach(first))
        case "list", "tuple", "sorted", "reversed", "Array", "array_values", "iter", "deque":
            return copied(first, .list)
        case "set", "frozenset": return copied(first, .bag)
        case "array_merge" where arguments.allSatisfy { isList($0.value) }:
            return listOf(arguments.map { Argument(node: $0.node, name: nil, isSpread: true, value: $0.value) })
        case "dict", "OrderedDict", "defaultdict", "array_merge": return dictionary(arguments)
        case "array_push", "array_pop", "array_shift", "array_unshift", "end", "reset", "current":
            return arrayCall(call, arguments)
        case "sprintf" where tree.language == .php, "sprintf" where tree.language == .ruby,
            "format" where tree.language == .ruby:
            return formatted(arguments)
        case "unset": return unset(call)
        case "append" where tree.language == .go: return appendedSlice(arguments)
        case "len", "strlen", "count": return lengthOf(first)
        case "int", "intval", "Number", "parseInt": return number(first)
        case "chr": return first.map { Value(state.reach($0)) }
        case "enumerate", "zip": return pairs(arguments)
        case "map", "filter": return nil
        case "array_map", "array_filter", "array_walk": return mappedArray(call, arguments)
        case "implode", "join": return joinedTexts(arguments.last?.value, arguments.first?.value)
        case "copy" where tree.language == .go: return .unknown
        case "delete" where tree.language == .go: return deletedKey(arguments)
        case "make" where tree.language == .go, "new" where tree.language == .go:
            return allocate(HeapObject(madeShape(call)))
        default: return nil
        }
    }

    private func isList(_ value: Value) -> Bool {
        value.object.flatMap { object($0) }.map { $0.shape == .list } ?? false
    }

    /// PHP's functions for lists, by what they are called as methods elsewhere.
    private static let listMethods = [
        "array_push": "push", "array_pop": "pop", "array_shift": "shift", "array_unshift": "unshift", "end": "last",
        "reset": "first", "current": "first",
    ]

    private func arrayCall(_ call: Call, _ arguments: [Argument]) -> Value? {
        guard tree.language == .php, let list = arguments.first, !list.value.objects.isEmpty,
            let name = Self.listMethods[call.name]
        else { return nil }
        let method = Call(id: call.id, callee: call.callee, name: name, receiverNode: list.node)
        return objectCall(method, list.value, Array(arguments.dropFirst()))
    }

    /// PHP's `unset($array["key"])`.
    private func unset(_ call: Call) -> Value? {
        guard tree.language == .php else { return nil }
        for target in tree.children(call.id, .argument) {
            guard tree[target].kind == .index, let base = tree.child(target, .object),
                let key = tree.child(target, .key).flatMap({ evaluateQuietly($0).constant })
            else { continue }
            change(evaluateQuietly(base)) { $0.fields[Self.key(key)] = nil }
        }
        return .unknown
    }

    /// PHP's functions that run a function, or the function of a name, on each element.
    private func mappedArray(_ call: Call, _ arguments: [Argument]) -> Value? {
        guard arguments.count >= 2 else { return nil }
        let (function, list) = call.name == "array_map" ? (arguments[0], arguments[1]) : (arguments[1], arguments[0])
        if call.name == "array_filter" { return copied(list.value, .bag) }
        if case .string(let name) = function.value.constant, CallModels.isHarmless(name) {
            return allocate(HeapObject(.bag))
        }
        guard let closure = function.value.closure else { return nil }
        let given = Argument(node: list.node, name: nil, isSpread: false, value: element(of: list.value))
        var results = HeapObject(.bag)
        results.add(run(closure, arguments: [given], receiver: frame.receiver, at: call.id))
        return allocate(results)
    }

    private func madeShape(_ call: Call) -> HeapObject.Shape {
        guard let type = tree.child(call.id, .argument) else { return .plain }
        if tree[type].flags.contains(.isArray) { return .list }
        switch tree.text(of: type) {
        case "map": return .map
        case "chan": return .bag
        default: return .plain
        }
    }

    private func deletedKey(_ arguments: [Argument]) -> Value {
        if arguments.count == 2, let key = arguments[1].value.constant {
            change(arguments[0].value) { $0.fields[Self.key(key)] = nil }
        }
        return .unknown
    }

    private func lengthOf(_ value: Value?) -> Value {
        if case .string(let text) = value?.constant { return Value(.integer(text.count)) }
        if let id = value?.object, let object = object(id), object.shape == .list {
            return Value(.integer(object.elements.count))
        }
        return .unknown
    }

    func number(_ value: Value?) -> Value {
        switch value?.constant {
        case .string(let text): return Int(text).map { Value(.integer($0)) } ?? .unknown
        case .integer(let number): return Value(.integer(number))
        default: return .unknown
        }
    }

    /// A container with the elements of another.
    func copied(_ value: Value?, _ shape: HeapObject.Shape) -> Value {
        var copy = HeapObject(shape)
        if let value { extend(&copy, with: value) }
        return allocate(copy)
    }

    private func dictionary(_ arguments: [Argument]) -> Value {
        var object = HeapObject(.map)
        for argument in arguments {
            if let name = argument.name {
                object.set(.name(name), argument.value)
            } else {
                merge(argument.value, into: &object)
            }
        }
        return allocate(object)
    }

    /// Go's `append` gives a slice with what the old one has.
    private func appendedSlice(_ arguments: [Argument]) -> Value {
        var object = HeapObject(.list)
        for (index, argument) in arguments.enumerated() {
            if index == 0 || argument.isSpread {
                extend(&object, with: argument.value)
            } else {
                object.append(argument.value)
            }
        }
        return allocate(object)
    }

    private func pairs(_ arguments: [Argument]) -> Value {
        var pair = HeapObject(.list)
        if arguments.count == 1 { pair.append(.unknown) }
        for argument in arguments { pair.append(element(of: argument.value)) }
        var all = HeapObject(.bag)
        all.add(allocate(pair))
        return allocate(all)
    }

    func joinedTexts(_ list: Value?, _ separator: Value?) -> Value {
        guard let list else { return .unknown }
        if let id = list.object, let object = object(id), object.shape == .list, object.own.isEmpty,
            let separator = separator?.constant?.text
        {
            var whole = Value(.string(""))
            for (index, element) in object.elements.enumerated() {
                if index > 0 { whole = concatenated(whole, Value(.string(separator))) }
                whole = concatenated(whole, element)
            }
            return whole
        }
        return Value(state.reach(list).union(separator.map { state.reach($0) } ?? .none))
    }
}
