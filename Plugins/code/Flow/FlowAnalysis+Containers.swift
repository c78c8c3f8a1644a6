import CodeSyntax

/// Methods of containers, and what they do to what is inside.
extension FlowAnalysis {
    /// A method of an object whose contents are followed; nil where the rule of thumb does.
    func objectCall(_ call: Call, _ receiver: Value, _ arguments: [Argument]) -> Value? {
        guard let first = receiver.objects.first, let object = object(first) else { return nil }
        switch object.shape {
        case .list, .bag: return listCall(call, receiver, arguments, object)
        case .map: return mapCall(call, receiver, arguments, object)
        case .builder: return builderCall(call, receiver, arguments)
        case .plain:
            if let value = attributeCall(call, receiver, arguments, object) { return value }
            guard object.declared == nil, ContainerMethods.changing.contains(call.name) else { return nil }
            if arguments.count == 2, let key = arguments[0].value.constant {
                change(receiver) { $0.set(Self.key(key), arguments[1].value) }
            } else {
                for argument in arguments { change(receiver) { $0.add(argument.value) } }
            }
            return receiver
        }
    }

    /// `session.setAttribute("name", value)` and what it gives back, and the accessors that are not written out: of a
    /// record, or made by an annotation.
    private func attributeCall(_ call: Call, _ receiver: Value, _ arguments: [Argument], _ object: HeapObject) -> Value?
    {
        guard tree.language == .java else { return nil }
        let key = arguments.first?.value.constant
        switch arguments.count {
        case 2 where object.declared == nil && ContainerMethods.attributeSetters.contains(call.name):
            guard let key else { return nil }
            change(receiver) { $0.set(Self.key(key), arguments[1].value) }
            return .unknown
        case 1 where object.declared == nil && ContainerMethods.attributeGetters.contains(call.name):
            guard let key, object.fields[Self.key(key)] != nil else { return nil }
            return element(of: receiver, at: arguments[0].value)
        case 0 where object.declared != nil:
            guard let name = Self.property(of: call.name, ["get", "is"]) ?? Optional(call.name),
                object.fields[.name(name)] != nil
            else { return nil }
            return field(name, of: receiver)
        case 1 where object.declared != nil:
            guard let name = Self.property(of: call.name, ["set"]), object.fields[.name(name)] != nil else {
                return nil
            }
            change(receiver) { $0.set(.name(name), arguments[0].value) }
            return .unknown
        default: return nil
        }
    }

    /// `getName` is about `name`.
    private static func property(of method: String, _ verbs: [String]) -> String? {
        for verb in verbs where method.hasPrefix(verb) {
            let rest = method.dropFirst(verb.count)
            if let first = rest.first, first.isUppercase { return first.lowercased() + rest.dropFirst() }
        }
        return nil
    }

    private func listCall(_ call: Call, _ receiver: Value, _ arguments: [Argument], _ object: HeapObject) -> Value? {
        let first = arguments.first?.value
        if tree.language == .java, let value = endCall(call, receiver, arguments, object) { return value }
        switch call.name {
        case "append", "push", "addLast", "addElement", "offer", "push_back", "add", "<<", "offerLast":
            if arguments.count == 2, call.name == "add" {
                return inserted(receiver, arguments[0].value, arguments[1].value)
            }
            for argument in arguments {
                change(receiver) { object in
                    if argument.isSpread {
                        self.extend(&object, with: argument.value)
                    } else {
                        object.append(argument.value)
                    }
                }
            }
            return tree.language == .ruby ? receiver : .unknown
        case "insert" where arguments.count == 2: return inserted(receiver, arguments[0].value, arguments[1].value)
        case "unshift", "addFirst", "appendleft", "prepend", "offerFirst":
            for argument in arguments.reversed() { _ = inserted(receiver, Value(.integer(0)), argument.value) }
            return .unknown
        case "slice", "subList":
            return part(
                of: receiver, from: first?.constant, to: arguments.count > 1 ? arguments[1].value.constant : nil,
                isKnown: arguments.allSatisfy { $0.value.constant != nil })
        case "splice": return spliced(receiver, arguments)
        case "extend", "addAll", "concat":
            guard let first else { return nil }
            guard call.name == "concat" else {
                change(receiver) { self.extend(&$0, with: first) }
                return .unknown
            }
            return joinedSequences(receiver, first)
        case "get", "at", "elementAt", "fetch", "item": return first.map { element(of: receiver, at: $0) }
        case "first", "getFirst", "peek", "firstElement", "element", "peekFirst":
            return element(of: receiver, at: Value(.integer(0)))
        case "last", "getLast", "lastElement", "peekLast": return element(of: receiver, at: Value(.integer(-1)))
        case "pop", "removeLast", "pollLast": return removed(receiver, first ?? Value(.integer(-1)))
        case "shift", "popleft", "poll", "removeFirst", "pollFirst": return removed(receiver, Value(.integer(0)))
        case "remove", "delete_at", "removeElementAt":
            if tree.language == .python, let constant = first?.constant {
                return removed(receiver, equalTo: constant, object)
            }
            return removed(receiver, first ?? Value(.integer(0)))
        case "set":
            guard arguments.count == 2 else { return nil }
            change(receiver) { Self.set(arguments[1].value, at: first?.constant, in: &$0) }
            return .unknown
        case "clear":
            change(receiver) { $0 = HeapObject($0.shape, type: $0.type) }
            return .unknown
        case "reverse", "sort", "shuffle":
            change(receiver) { $0.blur() }
            return receiver
        case "join": return joinedTexts(receiver, first)
        case "iterator", "stream", "toArray", "copy", "values", "listIterator", "toList", "elements",
            "entries",
            "collect", "asList", "parallelStream", "flat", "descendingIterator", "to_a", "distinct", "sorted", "limit":
            return copied(receiver, object.shape)
        case "next", "nextElement", "findFirst", "findAny", "orElse": return element(of: receiver)
        case "contains", "includes", "include?", "has":
            return first.flatMap { contains(receiver, $0) }.map { Value(.boolean($0)) } ?? .unknown
        case "size", "length", "count":
            return object.shape == .list && object.own.isEmpty ? Value(.integer(object.elements.count)) : .unknown
        case "isEmpty", "empty?": return .unknown
        case "map", "filter", "forEach", "flatMap", "each", "select", "collect!", "reduce", "find", "some", "every",
            "anyMatch", "allMatch", "peek!", "reject", "detect", "each_with_index", "flat_map", "any?", "all?":
            return mapped(call, receiver, arguments, object)
        default: return nil
        }
    }

    /// Java's stacks grow at the end of a `Stack` and at the beginning of a `Deque`.
    private func endCall(_ call: Call, _ receiver: Value, _ arguments: [Argument], _ object: HeapObject) -> Value? {
        switch (call.name, object.type) {
        case ("push", "ArrayDeque"?), ("push", "LinkedList"?), ("push", "ConcurrentLinkedDeque"?):
            guard let first = arguments.first else { return nil }
            return inserted(receiver, Value(.integer(0)), first.value)
        case ("pop", "ArrayDeque"?), ("pop", "LinkedList"?), ("pop", "ConcurrentLinkedDeque"?):
            return removed(receiver, Value(.integer(0)))
        case ("peek", "Stack"?): return element(of: receiver, at: Value(.integer(-1)))
        default: return nil
        }
    }

    /// A function run on the elements.
    private func mapped(_ call: Call, _ receiver: Value, _ arguments: [Argument], _ object: HeapObject) -> Value? {
        guard arguments.first?.value.closure != nil else { return nil }
        if let kept = chosen(call, receiver, arguments) { return kept }
        var given = arguments
        runClosures(call, receiver, &given)
        switch call.name {
        case "filter", "select", "reject": return copied(receiver, .bag)
        case "forEach", "each", "some", "every", "anyMatch", "allMatch", "any?", "all?": return .unknown
        case "find", "detect": return element(of: receiver)
        default:
            var results = HeapObject(.bag)
            results.add(given[0].value)
            return allocate(results)
        }
    }

    /// `names.filter((name) => ALLOWED.includes(name))`: what is kept is what the function said yes to.
    func chosen(_ call: Call, _ receiver: Value, _ arguments: [Argument]) -> Value? {
        guard ["filter", "find", "select", "detect"].contains(call.name), let first = arguments.first,
            let closure = first.value.closure
        else { return nil }
        var element = element(of: receiver)
        guard !element.taint.isEmpty, element.objects.isEmpty else { return nil }
        let before = state
        wantedOutcomes = Outcomes()
        finishedOutcomes = nil
        let given = Argument(node: first.node, name: nil, isSpread: false, value: element)
        _ = run(closure, arguments: [given], receiver: frame.receiver, at: nil)
        wantedOutcomes = nil
        state = before
        isReachable = true
        if let left = finishedOutcomes?[true]?.first { element.taint = element.taint.without(~left) }
        finishedOutcomes = nil
        guard call.name == "filter" || call.name == "select" else { return element }
        var kept = HeapObject(.bag)
        kept.add(element)
        return allocate(kept)
    }

    private func inserted(_ receiver: Value, _ place: Value, _ value: Value) -> Value {
        change(receiver) { object in
            guard object.shape == .list, case .integer(let at) = place.constant,
                (0...object.elements.count).contains(at),
                object.elements.count < HeapObject.most
            else {
                object.blur()
                return object.add(value)
            }
            object.elements.insert(value, at: at)
        }
        return .unknown
    }

    /// JavaScript's `splice(start, count, …new)`.
    private func spliced(_ receiver: Value, _ arguments: [Argument]) -> Value {
        let bounds = arguments.prefix(2).map(\.value.constant)
        var removed = HeapObject(.list)
        change(receiver) { object in
            guard object.shape == .list, case .integer(let start) = bounds.first ?? nil, start >= 0,
                start <= object.elements.count
            else { return object.blur() }
            var count = object.elements.count - start
            if bounds.count == 2 {
                guard case .integer(let given) = bounds[1] else { return object.blur() }
                count = min(count, max(0, given))
            }
            removed.elements = Array(object.elements[start..<(start + count)])
            object.elements.replaceSubrange(start..<(start + count), with: arguments.dropFirst(2).map(\.value))
        }
        return allocate(removed)
    }

    private func removed(_ receiver: Value, _ place: Value) -> Value {
        let element = element(of: receiver, at: place)
        change(receiver) { object in
            guard object.shape == .list else { return }
            guard case .integer(let at) = place.constant else { return object.blur() }
            let index = at < 0 ? object.elements.count + at : at
            if object.elements.indices.contains(index) { object.elements.remove(at: index) }
        }
        return element
    }

    private func removed(_ receiver: Value, equalTo constant: Constant, _ object: HeapObject) -> Value {
        change(receiver) { object in
            guard object.shape == .list else { return }
            if let index = object.elements.firstIndex(where: { $0.constant == constant }) {
                object.elements.remove(at: index)
            } else {
                object.blur()
            }
        }
        return .unknown
    }

    private func mapCall(_ call: Call, _ receiver: Value, _ arguments: [Argument], _ object: HeapObject) -> Value? {
        let first = arguments.first?.value
        if let value = configurationCall(call, receiver, arguments, object) { return value }
        switch call.name {
        case "put", "set", "store", "setProperty", "putIfAbsent", "setdefault", "append", "add", "__setitem__":
            guard arguments.count >= 2 else { return nil }
            let value = arguments[1].value
            change(receiver) { object in
                if let key = first?.constant { object.set(Self.key(key), value) } else { object.add(value) }
            }
            return call.name == "setdefault" ? value : .unknown
        case "getProperty":
            if let first, object.fields.isEmpty, let found = setting(arguments) {
                return state.reach(first).isEmpty ? found : .unknown
            }
            return value(of: receiver, arguments)
        case "computeIfAbsent" where arguments.count == 2: return computed(call, receiver, arguments)
        case "get", "getOrDefault", "fetch", "pop", "remove", "delete", "dig", "__getitem__":
            let found = value(of: receiver, arguments)
            if call.name == "pop" || call.name == "remove" || call.name == "delete", let key = first?.constant {
                change(receiver) { $0.fields[Self.key(key)] = nil }
            }
            return found
        case "load", "read", "loadFromXML":
            change(receiver) { object in
                for argument in arguments { object.own.formUnion(self.state.reach(argument.value)) }
                object.isComplete = false
            }
            return .unknown
        case "keySet", "keys", "stringPropertyNames":
            return listOf([Argument(node: call.id, name: nil, isSpread: false, value: key(of: receiver))])
        case "values": return copied(element(of: receiver), .bag)
        case "entrySet", "items", "entries", "iteritems", "each_pair": return entries(receiver)
        case "merge" where tree.language == .ruby:
            var merged = object
            for argument in arguments {
                if let key = argument.name {
                    merged.set(.name(key), argument.value)
                } else {
                    merge(argument.value, into: &merged)
                }
            }
            return allocate(merged)
        case "putAll", "update", "merge", "merge!":
            for argument in arguments {
                change(receiver) { object in
                    if let key = argument.name {
                        object.set(.name(key), argument.value)
                    } else {
                        self.merge(argument.value, into: &object)
                    }
                }
            }
            return call.name == "merge" ? receiver : .unknown
        case "containsKey", "has", "has_key", "key?", "include?", "hasOwnProperty":
            return first.flatMap { contains(receiver, $0) }.map { Value(.boolean($0)) } ?? .unknown
        case "clear":
            change(receiver) { $0 = HeapObject(.map, type: $0.type) }
            return .unknown
        case "copy", "clone": return allocate(object)
        default: return nil
        }
    }

    /// The value that is there, or the one that the function gives and that is there from now on.
    private func computed(_ call: Call, _ receiver: Value, _ arguments: [Argument]) -> Value {
        let key = arguments[0].value
        if let constant = key.constant, let id = receiver.object,
            let known = object(id)?.fields[Self.key(constant)]
        {
            return known
        }
        guard let closure = arguments[1].value.closure else { return element(of: receiver, at: key) }
        let made = run(closure, arguments: [arguments[0]], receiver: frame.receiver, at: call.id)
        change(receiver) { object in
            if let constant = key.constant { object.set(Self.key(constant), made) } else { object.add(made) }
        }
        return made
    }

    private func value(of receiver: Value, _ arguments: [Argument]) -> Value {
        guard let first = arguments.first?.value else { return element(of: receiver) }
        var found = element(of: receiver, at: first)
        if arguments.count > 1, let id = receiver.object, let object = object(id) {
            let isThere = first.constant.map { object.fields[Self.key($0)] != nil } ?? false
            if !isThere {
                found =
                    object.isComplete && first.constant != nil ? arguments[1].value : found.joined(arguments[1].value)
            }
        }
        return found
    }

    /// Values by section and key, as Python's configuration parser keeps them.
    private func configurationCall(
        _ call: Call, _ receiver: Value, _ arguments: [Argument], _ object: HeapObject
    ) -> Value? {
        guard object.type?.hasSuffix("ConfigParser") == true else { return nil }
        let keys = arguments.prefix(2).map { $0.value.constant?.text }
        switch (call.name, arguments.count) {
        case ("add_section", 1): return .unknown
        case ("set", 3):
            guard let section = keys[0], let key = keys[1] else {
                change(receiver) { $0.add(arguments[2].value) }
                return .unknown
            }
            change(receiver) { $0.set(.name("\(section)\u{1F}\(key)"), arguments[2].value) }
            return .unknown
        case ("get", 2...):
            guard let section = keys[0], let key = keys[1] else { return element(of: receiver) }
            return element(of: receiver, at: Value(.string("\(section)\u{1F}\(key)")))
        default: return nil
        }
    }

    private func entries(_ receiver: Value) -> Value {
        var pair = HeapObject(.list)
        pair.elements = [key(of: receiver), element(of: receiver)]
        var all = HeapObject(.bag)
        all.add(allocate(pair))
        return allocate(all)
    }

    private func builderCall(_ call: Call, _ receiver: Value, _ arguments: [Argument]) -> Value? {
        let first = arguments.first?.value
        switch call.name {
        case "append", "write", "WriteString", "print", "add", "puts", "writelines", "Write", "WriteByte", "WriteRune":
            guard let first else { return receiver }
            change(receiver) { $0.rest = self.concatenated($0.rest, first) }
            return receiver
        case "insert", "replace":
            change(receiver) { object in
                var rest = Value(self.state.reach(object.rest))
                for argument in arguments { rest.taint.formUnion(self.state.reach(argument.value)) }
                object.rest = rest
            }
            return receiver
        case "reverse", "deleteCharAt", "delete":
            change(receiver) { $0.rest = Value(self.state.reach($0.rest)) }
            return receiver
        case "setLength", "Reset", "truncate":
            change(receiver) { $0.rest = Value(.string("")) }
            return .unknown
        case "toString", "getvalue", "String", "string", "read", "Bytes", "toByteArray", "to_s":
            return element(of: receiver)
        case "length": return .unknown
        default: return nil
        }
    }
}
