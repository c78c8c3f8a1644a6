import CodeSyntax

/// Expressions: what is known of their values.
extension FlowAnalysis {
    func evaluate(_ id: NodeID) -> Value {
        guard isReachable, evaluationDepth < Self.deepest, spend() else { return .unknown }
        evaluationDepth += 1
        defer { evaluationDepth -= 1 }
        let marks = frame.file.marks
        var value: Value
        if let entry = marks.entries[id] { value = evaluateMarked(id, entry) } else { value = evaluateKind(id) }
        if !value.taint.isEmpty, !state.checked.isEmpty { value.taint = value.taint.without(checkedLanes(id)) }
        if marks.wanted.contains(id) { note(value, at: id) }
        overhear(value, at: id)
        return value
    }

    private func note(_ value: Value, at id: NodeID) {
        let place = place(id)
        result.reached.insert(place)
        var constants = value.known.all
        // A rule that compares sizes asks for the room of a buffer.
        if let room = Self.room(of: value) { constants.insert(.integer(room), at: 0) }
        if constants.isEmpty { result.unknowns.insert(place) }
        for constant in constants where !result.constants[place, default: []].contains(constant) {
            result.constants[place, default: []].append(constant)
        }
    }

    func evaluateKind(_ id: NodeID) -> Value {
        let node = tree[id]
        switch node.kind {
        case .name: return tree.language == .ruby ? bareCall(id) ?? variable(id) : variable(id)
        case .string, .integer, .float, .boolean, .null:
            return constantOfLiteral(id).map { Value($0) } ?? .unknown
        case .template: return evaluateTemplate(id)
        case .call, .new: return evaluateCall(id)
        case .member: return evaluateMember(id)
        case .index: return evaluateIndex(id)
        case .unary: return evaluateUnary(id)
        case .binary: return evaluateBinary(id)
        case .conditional: return evaluateConditional(id)
        case .assign: return evaluateAssign(id)
        case .list, .tuple, .set: return evaluateSequence(id)
        case .map: return evaluateMap(id)
        case .comprehension: return evaluateComprehension(id)
        case .cast: return evaluateCast(id)
        case .switch: return evaluateSwitch(id)
        case .function:
            evaluateDecorators(id)
            return closure(id)
        case .sequence: return tree.children(id).reduce(Value.unknown) { _, child in evaluate(child) }
        case .await, .yield, .spread, .keywordArgument, .deepEllipsis, .attribute:
            let value = tree.child(id, .value).map { evaluate($0) } ?? .unknown
            if node.kind == .yield { frame.returned = frame.returned.map { $0.joined(value) } ?? value }
            return value
        case .file, .regex, .type, .parameter: return .unknown
        default: return evaluateParts(id)
        }
    }

    /// A construct without meaning to the analysis: what its parts carry, it carries.
    private func evaluateParts(_ id: NodeID) -> Value {
        var taint = TaintSet.none
        for child in tree.children(id) {
            if isStatement(tree[child].kind) { execute(child) } else { taint.formUnion(state.reach(evaluate(child))) }
        }
        return Value(taint)
    }

    private func isStatement(_ kind: NodeKind) -> Bool {
        kind.rawValue >= NodeKind.block.rawValue && kind.rawValue < NodeKind.ellipsis.rawValue && kind != .function
    }

    func constantOfLiteral(_ id: NodeID) -> Constant? {
        let node = tree[id]
        switch node.kind {
        case .string: return ConstantFolding.text(tree.text(node.symbol))
        case .integer: return Self.integer(tree.text(node.symbol)).map { .integer($0) }
        case .float: return Double(tree.text(node.symbol)).map { .float($0) }
        case .boolean: return .boolean(tree.text(node.symbol) == "true")
        case .null: return .null
        case .unary:
            guard let operand = tree.child(id, .operand), let constant = constantOfLiteral(operand) else { return nil }
            return ConstantFolding.unary(node.op, constant)
        default: return nil
        }
    }

    static func integer(_ digits: String) -> Int? {
        var text = Substring(digits)
        while let last = text.last, last == "l" || last == "u" || last == "n", !text.hasPrefix("0x") || last != "n" {
            text = text.dropLast()
        }
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0b") { return Int(text.dropFirst(2), radix: 2) }
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
        return Int(text)
    }

    private func evaluateTemplate(_ id: NodeID) -> Value {
        var whole = Value(Constant.string(""))
        for part in tree.children(id) { whole = concatenated(whole, evaluate(part)) }
        return whole
    }

    /// A text made of two.
    func concatenated(_ left: Value, _ right: Value) -> Value {
        var value = Value(state.reach(left))
        var added = state.reach(right)
        if let left = left.constant, let right = right.constant {
            value.known = ConstantFolding.text(left.text + right.text).map { .one($0) } ?? .unknown
        } else if let beginning = left.beginning, beginning.utf8.count <= Constant.longestText {
            let fixed = left.constant == nil ? beginning : beginning + (right.prefix ?? "")
            value.prefix = fixed
            if Self.namesHost(fixed) { added = added.without(guards.prefix) }
        }
        value.taint.formUnion(added)
        return value
    }

    /// True for the beginning of an address that leaves only the path open.
    static func namesHost(_ text: String) -> Bool {
        if let value = valueOfHeader(text) { return namesHost(value) }
        if text.hasPrefix("/") { return !text.hasPrefix("//") && text.utf8.count > 1 }
        guard let scheme = text.firstRange(of: "://") else { return false }
        let host = text[scheme.upperBound...]
        guard let slash = host.firstIndex(where: { "/?#".contains($0) }) else { return false }
        return slash != host.startIndex
    }

    /// The address in a line such as `Location: /home`.
    private static func valueOfHeader(_ text: String) -> String? {
        for name in ["location:", "content-location:"] where text.lowercased().hasPrefix(name) {
            return String(text.dropFirst(name.count).drop { $0 == " " })
        }
        return nil
    }

    private func evaluateUnary(_ id: NodeID) -> Value {
        guard let operand = tree.child(id, .operand) else { return .unknown }
        let value = evaluate(operand)
        let op = tree[id].op
        if let constant = value.constant, let folded = ConstantFolding.unary(op, constant) { return Value(folded) }
        switch op {
        case .channel: return element(of: value)
        case .addressOf, .dereference, .silence, .none: return value
        case .range: return Value(state.reach(value))
        default: return .unknown
        }
    }

    private func evaluateBinary(_ id: NodeID) -> Value {
        guard let left = tree.child(id, .left), let right = tree.child(id, .right) else { return evaluateParts(id) }
        switch tree[id].op {
        case .and, .or, .coalesce: return evaluateShortCircuit(id, left, right)
        case .shiftLeft where tree.language == .ruby: return appendedText(left, evaluate(left), evaluate(right))
        case .channel:
            let channel = followed(left, evaluate(left))
            let sent = evaluate(right)
            change(channel) { $0.add(sent) }
            return .unknown
        default: return combined(tree[id].op, evaluate(left), evaluate(right))
        }
    }

    /// Ruby's texts and lists grow by `<<`.
    func appendedText(_ target: NodeID, _ left: Value, _ right: Value) -> Value {
        guard left.objects.isEmpty, !isNumber(left) else { return appended(right, to: left) }
        let value = concatenated(left, right)
        if tree[target].kind == .name { assign(value, to: target, note: target) }
        return value
    }

    func combined(_ op: Operator, _ left: Value, _ right: Value) -> Value {
        if let first = left.constant, let second = right.constant,
            let folded = ConstantFolding.binary(op, first, second, tree.language)
        {
            return Value(folded)
        }
        switch op {
        // PHP adds numbers with it and joins texts with another.
        case .add where tree.language == .php && left.objects.isEmpty && right.objects.isEmpty: return .unknown
        case .add, .concatenate:
            if let sum = joinedSequences(left, right) { return sum }
            return isNumber(left) && isNumber(right) ? .unknown : concatenated(left, right)
        // Python's and Ruby's formatting; of numbers it is a number.
        case .modulo:
            return isNumber(left) || isNumber(right) && left.constant == nil ? .unknown : formatted(left, right)
        // Joins paths in Python; of numbers it is one.
        case .divide where tree.language == .python && !isNumber(left) && !isNumber(right):
            return Value(state.reach(left).union(state.reach(right)))
        case .multiply: return left.taint.isEmpty || tree.language != .python ? .unknown : Value(left.taint)
        case .shiftLeft where tree.language == .ruby: return appended(right, to: left)
        case .bitOr: return left.objects.isEmpty ? .unknown : left.joined(right)
        case .range: return Value(state.reach(left).union(state.reach(right)))
        case .contains where !left.objects.isEmpty || !right.objects.isEmpty || left.constant != nil:
            return contains(right, left).map { Value(.boolean($0)) } ?? .unknown
        case .notContains where left.constant != nil:
            return contains(right, left).map { Value(.boolean(!$0)) } ?? .unknown
        default: return .unknown
        }
    }

    private func formatted(_ format: Value, _ arguments: Value) -> Value {
        var value = Value(state.reach(format).union(state.reach(arguments)))
        if let text = format.constant?.text, let mark = text.firstIndex(of: "%") {
            value.prefix = String(text[..<mark])
            if let prefix = value.prefix, Self.namesHost(prefix) { value.taint = value.taint.without(guards.prefix) }
        }
        return value
    }

    private func isNumber(_ value: Value) -> Bool {
        switch value.constant {
        case .integer, .float: true
        default: false
        }
    }

    private func evaluateShortCircuit(_ id: NodeID, _ left: NodeID, _ right: NodeID) -> Value {
        let first = evaluate(left)
        let op = tree[id].op
        if let constant = first.constant {
            let decides =
                switch op {
                case .and: !constant.isTrue
                case .or: constant.isTrue
                default: constant != .null
                }
            return decides ? first : evaluate(right)
        }
        let before = state
        if op == .and { assume(left, true) } else if op == .or { assume(left, false) }
        guard isReachable else {
            state = before
            isReachable = true
            return first
        }
        let second = evaluate(right)
        join(before)
        // What `a && b` gives of `a` is false, empty or nothing.
        return op == .and ? Value.unknown.joined(second) : first.joined(second)
    }

    private func evaluateConditional(_ id: NodeID) -> Value {
        guard let condition = tree.child(id, .condition) else { return .unknown }
        var value: Value?
        branch(
            condition,
            then: { if let then = self.tree.child(id, .then) { value = self.evaluate(then) } },
            otherwise: {
                guard let other = self.tree.child(id, .else) else { return }
                let second = self.evaluate(other)
                value = value.map { $0.joined(second) } ?? second
            })
        return value ?? .unknown
    }

    private func evaluateSequence(_ id: NodeID) -> Value {
        var object = HeapObject(tree[id].kind == .set ? .bag : .list)
        for element in tree.children(id) {
            if tree[element].kind == .spread {
                let value = tree.child(element, .value).map { evaluate($0) } ?? .unknown
                extend(&object, with: value)
            } else {
                object.append(evaluate(element))
            }
        }
        return allocate(object)
    }

    private func evaluateMap(_ id: NodeID) -> Value {
        var object = HeapObject(.map)
        for element in tree.children(id) {
            if tree[element].kind == .spread {
                let value = tree.child(element, .value).map { evaluate($0) } ?? .unknown
                merge(value, into: &object)
            } else if let key = tree.child(element, .key), let child = tree.child(element, .value) {
                let name = evaluate(key)
                let value = evaluate(child)
                if let constant = name.constant { object.set(Self.key(constant), value) } else { object.add(value) }
            } else {
                object.add(evaluate(element))
            }
        }
        return allocate(object)
    }

    static func key(_ constant: Constant) -> FieldKey {
        if case .string(let text) = constant { return .name(text) }
        return .constant(constant)
    }

    private func evaluateComprehension(_ id: NodeID) -> Value {
        let variables = state.variables
        for clause in tree.children(id) where tree[clause].kind == .comprehensionClause {
            guard let target = tree.child(clause, .target), let iterable = tree.child(clause, .iterable) else {
                continue
            }
            bind(element(of: evaluate(iterable)), to: target, at: clause)
            for condition in tree.children(clause, .condition) {
                _ = evaluate(condition)
                assume(condition, true)
            }
        }
        var object = HeapObject(.bag)
        if let element = tree.child(id, .element) {
            if tree[element].kind == .entry {
                object.shape = .map
                _ = tree.child(element, .key).map { evaluate($0) }
                object.add(tree.child(element, .value).map { evaluate($0) } ?? .unknown)
            } else {
                object.add(evaluate(element))
            }
        }
        isReachable = true
        state.variables = variables
        return allocate(object)
    }

    private func evaluateCast(_ id: NodeID) -> Value {
        guard let child = tree.child(id, .value) else { return .unknown }
        let value = evaluate(child)
        guard let type = tree.child(id, .type) else { return value }
        return converted(value, to: type)
    }

    /// A value in a variable or behind a cast of a type: what fits into a number carries nothing.
    func converted(_ value: Value, to type: NodeID) -> Value {
        guard !tree[type].flags.contains(.isArray) else { return value }
        let name = tree.text(of: type)
        guard TypeNames.isScalar(name, tree.language) ? carriesText(type) : value.taint.isEmpty || !isEnum(type) else {
            var number = Value.unknown
            number.known = value.known
            return number
        }
        guard value.objects.isEmpty, value.type == nil, value.closure == nil else { return value }
        var typed = value
        typed.type = name
        return typed
    }
}

extension FlowAnalysis {
    /// False for numbers, truth values and the program's enumerations; an array of characters or bytes is a text.
    func carriesText(_ type: NodeID) -> Bool {
        if tree[type].flags.contains(.isArray) { return true }
        return !TypeNames.isScalar(tree.text(of: type), tree.language) && !isEnum(type)
    }

    func isEnum(_ type: NodeID) -> Bool {
        guard tree.language == .java else { return false }
        return isEnum(classPlace(lastName(tree.text(of: type)), symbol: tree[type].symbol))
    }

    func isEnum(_ place: Place?) -> Bool {
        guard let place, let file = file(place.file) else { return false }
        return file.tree[place.node].flags.contains(.isEnum)
    }

    func lastName(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }
}

/// Types whose values cannot carry text.
enum TypeNames {
    private static let numbers: Set<String> = [
        "int", "long", "short", "byte", "char", "float", "double", "boolean", "Integer", "Long", "Short", "Byte",
        "Float", "Double", "Boolean", "Character", "BigInteger", "BigDecimal", "UUID", "java.util.UUID",
        "LocalDate", "Instant", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
        "float32", "float64", "bool", "uintptr", "size_t", "unsigned", "time.Duration", "time.Time", "uint8_t",
        "int32_t",
        "uint32_t", "int64_t", "uint64_t",
    ]

    /// Only where the language holds values to their declared types; PHP's conversions are real.
    static func isScalar(_ name: String, _ language: Language) -> Bool {
        switch language {
        case .java, .go, .php: return numbers.contains(name)
        // A char may be one of a text.
        case .c:
            return name != "char" && !name.hasSuffix(" char")
                && (numbers.contains(name) || name.hasPrefix("unsigned ") || name.hasPrefix("long "))
        default: return false
        }
    }
}
