import CodeSyntax

/// C: how many bytes a pointer has room for, as far as declarations and allocations tell, and what is done by address.
extension FlowAnalysis {
    /// What a value's type says when only the room behind a pointer is known. No name of a type begins like this.
    private static let room = "\u{1F}room:"
    /// The same of the array itself, whose `sizeof` it is.
    private static let array = "\u{1F}array:"

    static func roomType(_ bytes: Int) -> String { room + String(bytes) }

    /// The bytes behind a pointer or in an array.
    static func room(of value: Value) -> Int? {
        guard let type = value.type, type.hasPrefix("\u{1F}") else { return nil }
        return type.hasPrefix(room) || type.hasPrefix(array)
            ? type.firstIndex(of: ":").flatMap { Int(type[type.index(after: $0)...]) } : nil
    }

    /// `char name[32]`: an array of known size. Otherwise what was an array is a pointer from here on.
    func sized(_ value: Value, by type: NodeID?) -> Value {
        guard tree.language == .c else { return value }
        var value = value
        if let type, tree[type].flags.contains(.isArray), let count = tree.child(type, .argument) {
            value.type = nil
            if case .integer(let number) = evaluate(count).constant, number > 0, number < Self.largestArray,
                let size = Self.size(ofType: tree.text(of: type))
            {
                value.type = Self.array + String(number * size)
            }
        } else if let bytes = Self.room(of: value) {
            value.type = Self.roomType(bytes)
        }
        return value
    }

    private static let largestArray = 1 << 40

    /// Sizes on the machines of today; nil for structures.
    private static func size(ofType name: String) -> Int? { sizes[name] }

    private static let sizes: [String: Int] = [
        "char": 1, "signed char": 1, "unsigned char": 1, "int8_t": 1, "uint8_t": 1, "bool": 1, "_Bool": 1,
        "xmlChar": 1, "short": 2, "unsigned short": 2, "int16_t": 2, "uint16_t": 2, "int": 4, "unsigned": 4,
        "unsigned int": 4, "int32_t": 4, "uint32_t": 4, "wchar_t": 4, "float": 4, "long": 8, "unsigned long": 8,
        "long long": 8, "unsigned long long": 8, "int64_t": 8, "uint64_t": 8, "size_t": 8, "ssize_t": 8, "double": 8,
    ]

    /// `sizeof`, and what allocates.
    func memoryCall(_ call: Call, _ arguments: [Argument]) -> Value? {
        guard tree.language == .c, let first = arguments.first else { return nil }
        switch call.name {
        case "sizeof": return size(of: first).map { Value(.integer($0)) }
        case "malloc", "alloca", "valloc", "g_malloc", "g_malloc0", "__builtin_alloca", "ALLOCA":
            return roomMade(first.value.constant, .integer(1))
        case "calloc": return arguments.count == 2 ? roomMade(first.value.constant, arguments[1].value.constant) : nil
        case "realloc" where arguments.count == 2:
            var value = roomMade(arguments[1].value.constant, .integer(1))
            value?.taint = state.reach(first.value)
            return value
        default: return nil
        }
    }

    private func size(of argument: Argument) -> Int? {
        switch tree[argument.node].kind {
        case .type where tree[argument.node].flags.contains(.isArray): return 8
        case .type: return Self.size(ofType: tree.text(of: argument.node))
        case .name:
            guard let type = argument.value.type, type.hasPrefix(Self.array) else { return nil }
            return Self.room(of: argument.value)
        default: return nil
        }
    }

    private func roomMade(_ count: Constant?, _ size: Constant?) -> Value? {
        guard case .integer(let count) = count, case .integer(let size) = size, count > 0, size > 0 else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else { return nil }
        var value = Value.unknown
        value.type = Self.roomType(bytes)
        return value
    }

    /// What a function nobody knows is given by its address has any value afterwards.
    func forgetGivenByAddress(_ arguments: [Argument]) {
        guard tree.language == .c else { return }
        for argument in arguments where tree[argument.node].kind == .unary && tree[argument.node].op == .addressOf {
            guard let name = tree.child(argument.node, .operand), tree[name].kind == .name else { continue }
            state.refine(tree[name].symbol) { value in
                value.known = .unknown
                value.prefix = nil
            }
        }
    }

    // Jumps.

    /// `goto done`: the path goes on at the label, which is further down; loops made of jumps are not followed.
    func jump(_ id: NodeID) {
        guard tree.language == .c, tree[id].symbol != .empty else { return }
        frame.jumps[tree[id].symbol] = frame.jumps[tree[id].symbol].map { joined($0, state) } ?? state
        isReachable = false
    }

    /// Where a label stands, those who jumped to it arrive.
    func arrive(at label: NodeID) {
        guard tree.language == .c, let jumped = frame.jumps.removeValue(forKey: tree[label].symbol) else { return }
        join(jumped)
    }

    /// Whether somebody jumped to a label in the statement.
    func isAwaited(_ id: NodeID) -> Bool {
        guard !frame.jumps.isEmpty, tree.language == .c else { return false }
        return (id.index..<Int(tree[id].next)).contains { index in
            tree.nodes[index].kind == .label && frame.jumps[tree.nodes[index].symbol] != nil
        }
    }
}
