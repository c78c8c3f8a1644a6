import CodeSyntax

/// What functions of well-known classes and modules give.
extension FlowAnalysis {
    func staticCall(_ owner: String, _ name: String, _ arguments: [Argument]) -> Value? {
        let first = arguments.first?.value
        switch (owner, name) {
        case ("Arrays", "asList"), ("List", "of"), ("Array", "of"), ("List", "copyOf"),
            ("Collections", "singletonList"),
            ("Stream", "of"):
            return listOf(arguments)
        case ("Set", "of"), ("Set", "copyOf"): return listOf(arguments)
        case ("Map", "of"): return mapOf(arguments)
        case ("Object", "values"): return valuesOf(first)
        case ("Array", "from"), ("Collections", "unmodifiableList"): return copied(first, .list)
        case ("Collections", "addAll"):
            guard let first else { return nil }
            for argument in arguments.dropFirst() {
                let isList = argument.value.object.flatMap { object($0) }?.shape == .list
                change(first) { object in
                    if isList || argument.value.objects.isEmpty && arguments.count == 2 {
                        self.extend(&object, with: argument.value)
                    } else {
                        object.append(argument.value)
                    }
                }
            }
            return .unknown
        case ("Arrays", "copyOf"), ("Arrays", "copyOfRange"):
            if let first, first.constant != nil { return first }
            return copied(first, .bag)
        case ("System", "arraycopy") where arguments.count == 5:
            // Which elements are copied where is not followed.
            change(arguments[2].value) { object in
                object.blur()
                object.add(self.element(of: arguments[0].value))
            }
            return .unknown
        case ("Object", "keys"): return first.map { listOfKeys($0) }
        case ("Object", "assign"): return assigned(arguments)
        case ("Promise", "all"), ("Promise", "resolve"), ("Promise", "allSettled"): return first
        case ("Object", "freeze"), ("Objects", "requireNonNull"), ("Optional", "of"), ("Optional", "ofNullable"):
            return first
        case ("String", "valueOf"), ("String", "copyValueOf"):
            guard let constant = first?.constant, constant != .null else { return first.map { Value(state.reach($0)) } }
            return Value(.string(constant.text))
        case ("String", "join"), ("strings", "Join"):
            if owner == "strings" { return joinedTexts(first, arguments.last?.value) }
            if arguments.count == 2 { return joinedTexts(arguments[1].value, first) }
            return joinedTexts(listOf(Array(arguments.dropFirst())), first)
        case ("String", "format"), ("fmt", "Sprintf"), ("util", "format"): return formatted(arguments)
        case ("fmt", "Sprint"), ("fmt", "Sprintln"):
            return arguments.reduce(Value(.string(""))) { concatenated($0, $1.value) }
        case ("fmt", "Fprintf"), ("fmt", "Fprint"), ("fmt", "Fprintln"), ("io", "WriteString"):
            return written(name, arguments)
        case (_, "valueOf") where tree.language == .java && isEnum(classPlace(owner, symbol: .empty)): return .unknown
        case ("Integer", _), ("Long", _), ("Double", _), ("Boolean", _), ("Math", _), ("strconv", "Itoa"),
            ("strconv", "Atoi"):
            return name == "parseInt" || name == "valueOf" ? number(first) : .unknown
        case ("strings", _):
            guard let first, first.constant != nil, arguments.count > 1 || name.hasPrefix("To") || name == "TrimSpace"
            else { return nil }
            return nil
        case ("os", "Getenv"), ("System", "getProperty"): return nil
        default: return nil
        }
    }

    /// Go's functions that write to what they are given first, where that is a text under construction.
    private func written(_ name: String, _ arguments: [Argument]) -> Value? {
        guard let id = arguments.first?.value.object, var builder = object(id), builder.shape == .builder else {
            return nil
        }
        let rest = Array(arguments.dropFirst())
        let joined = rest.reduce(Value(.string(""))) { concatenated($0, $1.value) }
        builder.rest = concatenated(builder.rest, name == "Fprintf" ? formatted(rest) ?? joined : joined)
        state.heap[id] = builder
        return .unknown
    }

    /// The text before the first place to fill is how the result begins.
    func formatted(_ arguments: [Argument]) -> Value? {
        guard let format = arguments.first?.value.constant?.text else { return nil }
        let verbs = Self.verbs(of: format)
        var taint = TaintSet.none
        for (index, argument) in arguments.dropFirst().enumerated() {
            if verbs.indices.contains(index), Self.numberVerbs.contains(verbs[index]) { continue }
            taint.formUnion(state.reach(argument.value))
        }
        var value = Value(taint)
        if let mark = format.firstIndex(of: "%") {
            let prefix = String(format[..<mark])
            value.prefix = prefix
            if Self.namesHost(prefix) { value.taint = taint.without(guards.prefix) }
        } else if arguments.count == 1 {
            value.known = .one(.string(format))
        }
        return value
    }

    /// What is written by these is a number, or a text of hexadecimal digits.
    private static let numberVerbs: Set<Character> = ["d", "i", "u", "f", "e", "g", "x", "X", "o", "b", "c", "U", "t"]

    /// The letters of a format, one for each argument; none of a format with numbered or starred ones.
    private static func verbs(of format: String) -> [Character] {
        var verbs: [Character] = []
        var rest = format[...]
        while let mark = rest.firstIndex(of: "%") {
            rest = rest[rest.index(after: mark)...].drop { "+-# 0123456789.lhzj".contains($0) }
            guard let verb = rest.first else { break }
            if verb == "*" || verb == "[" || verb == "$" || verb == "<" { return [] }
            if verb != "%" { verbs.append(verb) }
            rest = rest.dropFirst()
        }
        return verbs
    }

    func listOf(_ arguments: [Argument]) -> Value {
        var object = HeapObject(.list)
        for argument in arguments {
            if argument.isSpread { extend(&object, with: argument.value) } else { object.append(argument.value) }
        }
        return allocate(object)
    }

    private func mapOf(_ arguments: [Argument]) -> Value {
        var object = HeapObject(.map)
        for index in stride(from: 0, to: arguments.count - 1, by: 2) {
            let value = arguments[index + 1].value
            if let key = arguments[index].value.constant { object.set(Self.key(key), value) } else { object.add(value) }
        }
        return allocate(object)
    }

    private func valuesOf(_ value: Value?) -> Value {
        var object = HeapObject(.bag)
        if let value { object.add(element(of: value)) }
        return allocate(object)
    }

    private func listOfKeys(_ value: Value) -> Value {
        var object = HeapObject(.bag)
        object.add(key(of: value))
        return allocate(object)
    }

    private func assigned(_ arguments: [Argument]) -> Value? {
        guard let target = arguments.first?.value else { return nil }
        for argument in arguments.dropFirst() {
            change(target) { self.merge(argument.value, into: &$0) }
        }
        return target
    }

    /// What Go gives a variable without a value.
    func zeroValue(_ type: String, _ node: NodeID) -> Value {
        if tree[node].flags.contains(.isArray) { return allocate(HeapObject(.list)) }
        switch type {
        case "map": return allocate(HeapObject(.map))
        case "string": return Value(.string(""))
        case "strings.Builder", "bytes.Buffer":
            var builder = HeapObject(.builder, type: type)
            builder.rest = Value(.string(""))
            return allocate(builder)
        default:
            if TypeNames.isScalar(type, .go) { return .unknown }
            var object = HeapObject(.plain, type: type)
            object.isComplete = true
            object.declared = classPlace(type, symbol: .empty)
            return allocate(object)
        }
    }
}
