import CodeSyntax

/// Running functions of the program.
extension FlowAnalysis {
    func closure(_ function: NodeID) -> Value { closureValue(place(function), scope: keepScope()) }

    func closureValue(_ place: Place, scope: Int32) -> Value {
        var value = Value.unknown
        value.closure = Closure(place: place, scope: scope)
        return value
    }

    /// Keeps the variables of this moment for a closure.
    func keepScope() -> Int32 {
        guard frame.function != SyntaxTree.root || !state.variables.isEmpty else { return -1 }
        // They are kept until the file is done, a copy for each closure once one of them changes.
        stepsLeft -= state.variables.count / 8
        scopes.append(Scope(file: frame.file.id, variables: state.variables, parent: frame.scope))
        return Int32(scopes.count - 1)
    }

    /// The value a call of the function gives. Afterwards the state is as the function leaves it, and not reachable
    /// when it never comes back. `call` is the calling node, nil when the function is entered from outside.
    func run(_ closure: Closure, arguments: [Argument], receiver: Value?, at call: NodeID?) -> Value {
        guard callDepth < limits.callDepth, evaluationDepth < Self.deepest,
            callStack.lazy.filter({ $0 == closure.place }).count < 2, let file = file(closure.place.file)
        else { return Value(arguments.reduce(TaintSet.none) { $0.union(state.reach($1.value)) }) }
        let function = closure.place.node
        if call != nil, isShallow || isBeside(closure, file, arguments, receiver) { return .unknown }
        let name = file.tree.text(of: function)
        let passed = advancedArguments(arguments, name)
        let key = memoKey(closure, passed, receiver)
        if let key, let known = memo[key] { return known }
        let before = state.heap
        let (value, leavesEffects) = enter(file, function, closure, passed, receiver)
        entered.insert(closure.place)
        guard call != nil else { return value }
        if let key, !leavesEffects, value.objects.isEmpty, value.closure == nil, isReachable, state.heap == before {
            memo[key] = value
        }
        var result = value
        if let call { result.taint = advanced(result.taint, .returned(name), at: call) }
        return result
    }

    /// A long function that is given nothing from outside, and takes nothing from there itself, gives nothing to
    /// follow.
    private func isBeside(_ closure: Closure, _ file: ProgramFile, _ arguments: [Argument], _ receiver: Value?) -> Bool
    {
        let range = closure.place.node.index..<Int(file.tree[closure.place.node].next)
        guard range.count > Self.shortFunction, closure.scope < 0 else { return false }
        if let receiver, !state.reach(receiver).isEmpty { return false }
        guard arguments.allSatisfy({ state.reach($0.value).isEmpty && $0.value.closure == nil }) else { return false }
        return !file.hasBeginning(in: range)
    }

    /// Nodes of a function that is run in any case: a getter, a constant, a check.
    private static let shortFunction = 250

    private func advancedArguments(_ arguments: [Argument], _ name: String) -> [Argument] {
        arguments.map { argument in
            var argument = argument
            argument.value.taint = advanced(argument.value.taint, .passed(name), at: argument.node)
            return argument
        }
    }

    /// Nil for calls that may change objects, or see variables that change.
    private func memoKey(_ closure: Closure, _ arguments: [Argument], _ receiver: Value?) -> CallKey? {
        guard closure.scope < 0, receiver == nil || receiver?.objects.isEmpty == true, frame.outcomes == nil,
            wantedOutcomes == nil
        else { return nil }
        for argument in arguments
        where !argument.value.objects.isEmpty || argument.name != nil || argument.isSpread
            || argument.value.closure != nil || mayChange(argument.node)
        {
            return nil
        }
        return CallKey(closure: closure, arguments: arguments.map(\.value))
    }

    /// A variable that is given by its address.
    private func mayChange(_ argument: NodeID) -> Bool {
        switch tree.language {
        case .go: tree[argument].kind == .unary
        case .c: tree[argument].kind == .unary || tree[argument].kind == .name
        default: false
        }
    }

    private func enter(
        _ file: ProgramFile, _ function: NodeID, _ closure: Closure, _ arguments: [Argument], _ receiver: Value?
    ) -> (value: Value, leavesEffects: Bool) {
        let outerVariables = state.variables
        let firstObject = nextObject
        let outerChecked = state.checked
        let outer = frame
        let outerMuted = muted
        let outerSinks = sinkTaint
        callStack.append(closure.place)
        callDepth += 1
        frame = Frame(file, function: function)
        frame.scope = closure.scope
        frame.receiver = receiver
        frame.outcomes = wantedOutcomes
        wantedOutcomes = nil
        state.variables = [:]
        state.checked = [:]
        muted = 0
        sinkTaint = []
        bindParameters(function, arguments, receiver)
        runBody(of: function)
        let value = finish()
        let changed = changedOutside(closure, outer, outerVariables, arguments)
        if let outcomes = frame.outcomes { finishedOutcomes = outcomes }
        let effects = effects(arguments, on: outerVariables, of: outer)
        frame = outer
        muted = outerMuted
        sinkTaint = outerSinks
        callStack.removeLast()
        callDepth -= 1
        state.variables = outerVariables.merging(changed) { $1 }
        state.checked = outerChecked
        apply(effects)
        forget(from: firstObject, but: value)
        return (value, !effects.isEmpty)
    }

    /// The caller's variables that a function changed: those around a closure, and those whose address it was given.
    private func changedOutside(
        _ closure: Closure, _ outer: Frame, _ variables: [Symbol: Value], _ arguments: [Argument]
    ) -> [Symbol: Value] {
        guard tree.language == .go || tree.language == .c else { return [:] }
        var changed: [Symbol: Value] = [:]
        if outer.file.id == frame.file.id, closure.scope >= 0, tree.contains(outer.function, frame.function) {
            let own = ownVariables(of: frame.function)
            for (symbol, value) in state.variables where !own.contains(symbol) {
                if let before = variables[symbol], before != value { changed[symbol] = before.joined(value) }
            }
        }
        for (parameter, argument) in zip(tree.children(frame.function, .parameter), arguments) {
            guard let value = state.variables[tree[parameter].symbol] else { continue }
            let given = outer.tree[argument.node]
            guard value.objects.isEmpty else {
                if tree.language == .c, given.kind == .unary, let name = outer.tree.child(argument.node, .operand),
                    var before = variables[outer.tree[name].symbol]
                {
                    before.known = .unknown
                    changed[outer.tree[name].symbol] = before
                }
                continue
            }
            if given.kind == .unary, given.op == .addressOf,
                let name = outer.tree.child(argument.node, .operand), outer.tree[name].kind == .name
            {
                changed[outer.tree[name].symbol] = value
            } else if tree.language == .c, given.kind == .name, var before = variables[given.symbol],
                tree.child(parameter, .type).map({ tree[$0].flags.contains(.isArray) }) ?? false
            {
                // What is written to an array is in the caller's.
                before.taint.formUnion(value.taint)
                changed[given.symbol] = before
            }
        }
        return changed
    }

    private func ownVariables(of function: NodeID) -> Set<Symbol> {
        var own: Set<Symbol> = []
        for parameter in tree.children(function, .parameter) { own.insert(tree[parameter].symbol) }
        for index in function.index..<Int(tree[function].next) where tree.nodes[index].flags.contains(.declaration) {
            guard tree.nodes[index].kind == .assign || tree.nodes[index].kind == .forEach,
                let target = tree.child(NodeID(rawValue: UInt32(index)), .target)
            else { continue }
            for name in target.index..<Int(tree[target].next) where tree.nodes[name].kind == .name {
                own.insert(tree.nodes[name].symbol)
            }
        }
        return own
    }

    /// Objects that were made in a call and that nothing outside it knows are dropped.
    private func forget(from first: Int32, but value: Value) {
        guard nextObject - first > 24 else { return }
        var kept: Set<ObjectID> = []
        var open = value.objects
        state.heap.forEach(before: ObjectID(rawValue: first)) { open += $0.known }
        while let id = open.popLast() {
            guard id.rawValue >= first, kept.insert(id).inserted else { continue }
            open += state.heap[id]?.known ?? []
        }
        stepsLeft -= state.heap.count / 4
        state.heap.removeAll(from: ObjectID(rawValue: first), but: kept)
    }

    private func runBody(of function: NodeID) {
        if frame.file.marks.entries[function] != nil, callDepth == 1 { evaluateDecorators(function) }
        guard let body = tree.child(function, .body) else { return }
        if tree[body].kind == .block {
            execute(body)
        } else {
            let value = evaluate(body)
            guard isReachable else { return }
            noteOutcome(body, value)
            leaveFunction(with: value)
        }
        runUncalled(body)
    }

    /// Functions inside this one that nothing here called are called by somebody else: a framework, a caller.
    private func runUncalled(_ body: NodeID) {
        guard callDepth <= 2 else { return }
        let (lastState, wasReachable) = (state, isReachable)
        // One that is given back is the caller's to call, unless nobody called this one.
        let given = callDepth == 1 ? [frame.returned].compactMap { $0 } : []
        for value in lastState.variables.values + given {
            guard let closure = value.closure, closure.place.file == frame.file.id,
                tree.contains(body, closure.place.node),
                !entered.contains(closure.place)
            else { continue }
            state = lastState
            isReachable = true
            _ = run(closure, arguments: [], receiver: frame.receiver, at: nil)
        }
        (state, isReachable) = (lastState, wasReachable)
    }

    /// What the function gives back, with the objects as it leaves them.
    private func finish() -> Value {
        var value = frame.returned
        if isReachable, frame.returned == nil || !endsByItself() {
            value = value.map { $0.joined(Value(.null)) } ?? Value(.null)
        }
        join(frame.returnState)
        if let type = tree.child(frame.function, .returns), !carriesText(type) { value?.taint = .none }
        return value ?? .unknown
    }

    /// Ruby gives the value of the last expression.
    private func endsByItself() -> Bool { tree.language == .ruby }

    private func bindParameters(_ function: NodeID, _ arguments: [Argument], _ receiver: Value?) {
        if let own = tree.child(function, .receiver) {
            state.variables[tree[own].symbol] = receiver ?? .unknown
        }
        var positional = arguments.filter { $0.name == nil && !$0.isSpread }[...]
        let spread = arguments.filter(\.isSpread).map { element(of: $0.value) }
        // A function inside a method sees its receiver and is not called on it.
        let isMethod =
            receiver != nil && tree.language == .python && !isStaticMethod(function)
            && frame.file.declarations.owner(of: function) != nil
        for (index, parameter) in tree.children(function, .parameter).enumerated() {
            let node = tree[parameter]
            var value: Value
            if index == 0, isMethod {
                state.variables[node.symbol] = receiver
                continue
            }
            if node.flags.contains(.variadic) || node.flags.contains(.double) {
                value = rest(node, &positional, arguments, spread)
            } else if let named = arguments.first(where: { $0.name == tree.text(node.symbol) }) {
                value = named.value
            } else if let next = positional.popFirst() {
                value = next.value
            } else if let many = spread.first {
                value = many
            } else if let options = options(arguments, of: function, for: parameter) {
                value = options
            } else {
                value = initial(parameter, isEntered: arguments.isEmpty)
            }
            bindParameter(parameter, value)
        }
        if let name = thisSymbol() { state.variables[name] = receiver ?? .unknown }
    }

    /// In Ruby named arguments without parameters of their names are a hash for the last parameter.
    private func options(_ arguments: [Argument], of function: NodeID, for parameter: NodeID) -> Value? {
        guard tree.language == .ruby,
            tree[parameter].next
                == tree.children(function, .parameter).reduce(
                    0,
                    { _, last in
                        self.tree[last].next
                    })
        else { return nil }
        let names = Set(tree.children(function, .parameter).map { self.tree.text(of: $0) })
        let left = arguments.filter { $0.name.map { !names.contains($0) } ?? false }
        guard !left.isEmpty else { return nil }
        var object = HeapObject(.map)
        for argument in left { object.set(.name(argument.name ?? ""), argument.value) }
        return allocate(object)
    }

    func isStaticMethod(_ function: NodeID) -> Bool {
        tree[function].flags.contains(.isStatic)
            || tree.children(function, .decorator).contains { tree.text(of: $0) == "staticmethod" }
    }

    private func thisSymbol() -> Symbol? {
        guard let receiver = frame.receiver, !receiver.objects.isEmpty else { return nil }
        let word = tree.language == .ruby ? "self" : "this"
        return frame.file.symbol(word)
    }

    private func rest(
        _ node: Node, _ positional: inout ArraySlice<Argument>, _ arguments: [Argument], _ spread: [Value]
    ) -> Value {
        var object = HeapObject(node.flags.contains(.double) ? .map : .list)
        if node.flags.contains(.double) {
            for argument in arguments { if let name = argument.name { object.set(.name(name), argument.value) } }
        } else {
            while let next = positional.popFirst() { object.append(next.value) }
        }
        for value in spread {
            object.blur()
            object.add(value)
        }
        return allocate(object)
    }

    /// A parameter without an argument: its default, unless the function is entered from outside, where it may be
    /// anything.
    private func initial(_ parameter: NodeID, isEntered: Bool) -> Value {
        guard let value = tree.child(parameter, .value) else { return .unknown }
        let initial = evaluate(value)
        guard isEntered, callDepth == 1 else { return initial }
        var unknown = initial
        unknown.known = .unknown
        return unknown
    }

    private func bindParameter(_ parameter: NodeID, _ given: Value) {
        var value = given
        if let type = tree.child(parameter, .type) { value = converted(value, to: type) }
        if let entry = frame.file.marks.entries[parameter] {
            let carries = tree.child(parameter, .type).map { carriesText($0) } ?? true
            for source in entry.sources where carries { value.taint.insert(taint(from: source, at: parameter)) }
            for sanitizer in entry.sanitizers { value.taint = value.taint.without(sanitizer.lanes) }
        }
        if let target = tree.child(parameter, .target) {
            assign(value, to: target, note: parameter)
        } else {
            state.variables[tree[parameter].symbol] = value
        }
    }

    // Closures that are handed to functions nobody knows.

    /// `items.map(x => …)`, `app.get("/", (req, res) => …)`: the function is called with what the receiver holds,
    /// once.
    func runClosures(_ call: Call, _ receiver: Value?, _ arguments: inout [Argument]) {
        let element = receiver.map { self.element(of: $0) } ?? .unknown
        for index in arguments.indices {
            guard let closure = arguments[index].value.closure, isReachable else { continue }
            let before = state
            let given = Argument(node: arguments[index].node, name: nil, isSpread: false, value: element)
            let hasTaint = !element.taint.isEmpty || !element.objects.isEmpty
            var value = run(closure, arguments: hasTaint ? [given] : [], receiver: frame.receiver, at: nil)
            join(before)
            value.closure = nil
            arguments[index].value = value
        }
    }
}
