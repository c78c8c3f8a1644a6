import CodeSyntax

/// Statements: what they do to the state, and where the program goes on.
extension FlowAnalysis {
    func execute(_ id: NodeID) {
        guard isReachable || isAwaited(id), spend() else { return }
        let node = tree[id]
        switch node.kind {
        case .file: for child in tree.children(id) { execute(child) }
        case .block: executeBlock(id)
        case .if: executeIf(id)
        case .while, .for, .doWhile: executeLoop(id)
        case .forEach: executeForEach(id)
        case .switch: executeExpression(id)
        case .try: executeTry(id)
        case .with: executeWith(id)
        case .return: executeReturn(id)
        case .throw:
            for child in tree.children(id) {
                let value = evaluate(child)
                if let last = thrown.indices.last { thrown[last].formUnion(state.reach(value)) }
            }
            noteForHandlers()
            isReachable = false
        case .break: leave(node.symbol, continuing: false)
        case .continue: leave(node.symbol, continuing: true)
        case .label: executeLabel(id)
        case .delete: executeDelete(id)
        case .function: declare(id)
        case .class: executeClass(id)
        case .goto:
            markStatement(id)
            jump(id)
        case .import, .importName, .empty, .global: markStatement(id)
        default: executeExpression(id)
        }
    }

    private func executeExpression(_ id: NodeID) {
        let value = evaluate(id)
        guard tree.language == .ruby, isReachable, isLast(id) else { return }
        noteOutcome(id, value)
        leaveFunction(with: value)
    }

    /// Nothing of the function comes behind the statement: in Ruby its value is the function's.
    private func isLast(_ statement: NodeID) -> Bool {
        var at = statement
        while let parent = tree.parent(at) {
            switch tree[parent].kind {
            case .function: return tree[at].role == .body
            case .block, .switch, .if, .case, .catch, .try: break
            default: return false
            }
            let isAlternative = tree[parent].kind != .block
            guard isAlternative || tree[at].next == tree[parent].next, tree[at].role != .finally else { return false }
            at = parent
        }
        return false
    }

    private func markStatement(_ id: NodeID) {
        if let entry = frame.file.marks.entries[id] { _ = evaluateMarked(id, entry) }
    }

    /// Wherever a statement of a `try` fails, its handlers go on from there.
    private func noteForHandlers() {
        guard isReachable, let last = handlers.last else { return }
        handlers[handlers.count - 1] = last.map { joined($0, state) } ?? state
    }

    func join(_ other: State?) {
        guard let other else { return }
        state = isReachable ? joined(state, other) : other
        isReachable = true
    }

    /// Joining costs what it looks at.
    func joined(_ first: State, _ second: State) -> State {
        stepsLeft -= (first.variables.count + first.heap.count) / 4
        return first.joined(second)
    }

    /// What a block declares hides a variable of that name for the block alone.
    private func executeBlock(_ id: NodeID) {
        var hidden: [(Symbol, Value)] = []
        let isScope =
            tree[id].role == .statement && tree.language != .python && tree.language != .ruby && tree.language != .php
            || tree[id].role != .body && (tree.language == .go || tree.language == .c)
        for child in tree.children(id) {
            if isScope { hidden += hiddenVariables(child) }
            execute(child)
        }
        for (symbol, value) in hidden.reversed() { state.variables[symbol] = value }
    }

    /// Variables of the names that a statement declares anew, as they are before it.
    private func hiddenVariables(_ statement: NodeID) -> [(Symbol, Value)] {
        guard tree[statement].kind == .assign, tree[statement].flags.contains(.declaration),
            let target = tree.child(statement, .target)
        else { return [] }
        let names = tree[target].kind == .tuple ? Array(tree.children(target)) : [target]
        return names.compactMap { name in
            guard tree[name].kind == .name else { return nil }
            return state.variables[tree[name].symbol].map { (tree[name].symbol, $0) }
        }
    }

    private func executeIf(_ id: NodeID) {
        var hidden: [(Symbol, Value)] = []
        for initializer in tree.children(id, .initializer) {
            hidden += hiddenVariables(initializer)
            execute(initializer)
        }
        defer { for (symbol, value) in hidden.reversed() { state.variables[symbol] = value } }
        guard let condition = tree.child(id, .condition) else { return }
        branch(
            condition, then: { if let then = self.tree.child(id, .then) { self.execute(then) } },
            otherwise: { if let other = self.tree.child(id, .else) { self.execute(other) } })
    }

    /// Goes both ways unless the condition is known.
    func branch(_ condition: NodeID, then: () -> Void, otherwise: () -> Void) {
        let known = evaluate(condition).constant
        guard isReachable else { return }
        if let known { return known.isTrue ? then() : otherwise() }
        let before = state
        assume(condition, true)
        if isReachable { then() }
        let after = isReachable ? state : nil
        state = before
        isReachable = true
        assume(condition, false)
        if isReachable { otherwise() }
        join(after)
    }

    private func executeTry(_ id: NodeID) {
        let catches = tree.children(id, .statement).filter { self.tree[$0].kind == .catch }
        let finally = tree.child(id, .finally)
        for resource in tree.children(id, .resource) { execute(resource) }
        handlers.append(isReachable ? state : nil)
        thrown.append(.none)
        if let body = tree.child(id, .body) {
            for child in tree.children(body) {
                execute(child)
                noteForHandlers()
            }
        }
        let failed = handlers.removeLast()
        let exception = Value(thrown.removeLast())
        if isReachable, let other = tree.child(id, .else) { execute(other) }
        var after = isReachable ? state : nil
        for handler in catches {
            guard let failed else { break }
            state = failed
            isReachable = true
            executeCatch(handler, exception)
            if isReachable { after = after.map { joined($0, state) } ?? state }
        }
        if let finally { executeFinally(finally, after: after, failed: failed) } else { resume(after) }
    }

    private func executeCatch(_ id: NodeID, _ exception: Value) {
        if let target = tree.child(id, .target) { assign(exception, to: target, note: nil) }
        if let body = tree.child(id, .body) { execute(body) }
    }

    /// Runs after the other parts, also when they left the function.
    private func executeFinally(_ id: NodeID, after: State?, failed: State?) {
        guard let start = after ?? failed ?? frame.returnState else { return resume(nil) }
        state = start
        isReachable = true
        execute(id)
        if after == nil { isReachable = false }
    }

    private func resume(_ after: State?) {
        isReachable = after != nil
        if let after { state = after }
    }

    private func executeWith(_ id: NodeID) {
        for resource in tree.children(id, .resource) { _ = evaluate(resource) }
        if let body = tree.child(id, .body) { execute(body) }
    }

    private func executeReturn(_ id: NodeID) {
        let values = Array(tree.children(id))
        var value = Value(Constant.null)
        if values.count == 1 {
            value = evaluate(values[0])
        } else if values.count > 1 {
            var tuple = HeapObject(.list)
            for child in values { tuple.append(evaluate(child)) }
            value = allocate(tuple)
        }
        if let entry = frame.file.marks.entries[id] {
            for sink in entry.sinks { report(state.reach(value), lanes: sink.lanes, at: id) }
        }
        guard isReachable else { return }
        noteOutcome(of: values, value)
        leaveFunction(with: value)
    }

    /// Of several values the last one says whether it went well.
    private func noteOutcome(of values: [NodeID], _ value: Value) {
        guard values.count > 1, let last = values.last else { return noteOutcome(values.first, value) }
        noteOutcome(last, value.object.flatMap { object($0)?.elements.last } ?? .unknown)
    }

    func leaveFunction(with value: Value) {
        frame.returned = frame.returned.map { $0.joined(value) } ?? value
        frame.returnState = frame.returnState.map { joined($0, state) } ?? state
        isReachable = false
    }

    private func leave(_ label: Symbol, continuing: Bool) {
        // In PHP `break 2` says how many of them are left.
        let levels = tree.language == .php && label != .empty ? Int(tree.text(label)) ?? 1 : 0
        let counted = frame.loops.count - levels
        let found =
            levels > 0
            ? (counted >= 0 ? counted : nil)
            : frame.loops.lastIndex { loop in
                label == .empty ? loop.repeats || (!continuing && loop.label == .empty) : loop.label == label
            }
        if let found {
            if continuing {
                frame.loops[found].continued = frame.loops[found].continued.map { joined($0, state) } ?? state
            } else {
                frame.loops[found].left = frame.loops[found].left.map { joined($0, state) } ?? state
            }
        }
        isReachable = false
    }

    /// `del d["key"]`, `delete o.key`: what was there is gone.
    private func executeDelete(_ id: NodeID) {
        for target in tree.children(id) {
            _ = evaluate(target)
            guard isReachable, let base = tree.child(target, .object) else { continue }
            let owner = evaluateQuietly(base)
            let key: Constant? =
                tree[target].kind == .member
                ? .string(tree.text(of: target)) : tree.child(target, .key).flatMap { evaluateQuietly($0).constant }
            guard let key else { continue }
            change(owner) { object in
                if object.shape == .list, case .integer(let at) = key {
                    let index = at < 0 ? object.elements.count + at : at
                    if object.elements.indices.contains(index) { object.elements.remove(at: index) }
                } else {
                    object.fields[Self.key(key)] = nil
                }
            }
        }
    }

    private func executeLabel(_ id: NodeID) {
        arrive(at: id)
        guard let body = tree.child(id, .body) else { return }
        let label = tree[id].symbol
        switch tree[body].kind {
        case .while, .for, .doWhile: executeLoop(body, label: label)
        case .forEach: executeForEach(body, label: label)
        default:
            frame.loops.append(Loop(label: label, repeats: false))
            execute(body)
            join(frame.loops.removeLast().left)
        }
    }

    private func declare(_ id: NodeID) {
        markStatement(id)
        guard frame.function != SyntaxTree.root, tree[id].symbol != .empty else { return }
        state.variables[tree[id].symbol] = closure(id)
    }

    /// A class of the program: its decorators and fields are evaluated where it stands; its methods when they are
    /// called.
    private func executeClass(_ id: NodeID) {
        markStatement(id)
        for decorator in tree.children(id, .decorator) { _ = evaluate(decorator) }
        guard let body = tree.child(id, .body) else { return }
        for statement in tree.children(body) {
            switch tree[statement].kind {
            case .function: evaluateDecorators(statement)
            case .class: executeClass(statement)
            default: executeField(statement)
            }
        }
    }

    /// A field is no variable of the place where the class stands.
    private func executeField(_ id: NodeID) {
        let before = state.variables
        execute(id)
        state.variables = before
    }

    func evaluateDecorators(_ id: NodeID) {
        for decorator in tree.children(id, .decorator) { _ = evaluate(decorator) }
    }
}
