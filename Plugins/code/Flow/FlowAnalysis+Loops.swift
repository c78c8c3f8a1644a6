import CodeSyntax

/// Loops and switches.
extension FlowAnalysis {
    /// A state that still changes after this many rounds is taken as it is then.
    private static let rounds = 3

    func executeLoop(_ id: NodeID, label: Symbol = .empty) {
        for initializer in tree.children(id, .initializer) { execute(initializer) }
        if tree[id].kind == .doWhile { runBody(id, label) }
        repeating(id) {
            if let condition = self.tree.child(id, .condition) {
                let known = self.evaluate(condition).constant
                if let known, !known.isTrue { return self.isReachable = false }
                self.assume(condition, true)
            }
            self.runBody(id, label)
            for update in self.tree.children(id, .update) where self.isReachable { self.execute(update) }
        }
        if let condition = tree.child(id, .condition) {
            if isReachable { assume(condition, false) }
            if isReachable, tree[id].kind == .for { assumeCharactersChecked(id) }
        } else if tree[id].kind != .doWhile {
            isReachable = false
        }
        if isReachable, let other = tree.child(id, .else) { execute(other) }
        join(pendingBreak.popLast() ?? nil)
    }

    func executeForEach(_ id: NodeID, label: Symbol = .empty) {
        guard let iterable = tree.child(id, .iterable) else { return }
        let sequence = evaluate(iterable)
        let looked = state.reach(sequence).isEmpty ? nil : checkedText(id, iterable, sequence)
        // The rules for which all that gets to the end of a round is harmless.
        var checked: Lanes?
        repeating(id) {
            if let target = self.tree.child(id, .target) {
                self.bind(self.elementOfLoop(id, sequence), to: target, at: id)
            }
            let harmful = looked.map { self.state.reach(self.variable($0.element)).lanes } ?? 0
            self.runBody(id, label)
            guard self.isReachable, let looked else { return }
            checked = (checked ?? .max) & harmful & ~self.state.reach(self.variable(looked.element)).lanes
        }
        if isReachable, let looked, let checked {
            sanitize(looked.whole, evaluateQuietly(looked.whole), checked)
        }
        if isReachable { assumeCharactersChecked(id) }
        if isReachable, let other = tree.child(id, .else) { execute(other) }
        join(pendingBreak.popLast() ?? nil)
    }

    /// What a round gives the loop's variables.
    private func elementOfLoop(_ id: NodeID, _ sequence: Value) -> Value {
        guard let target = tree.child(id, .target) else { return .unknown }
        let element = element(of: sequence)
        var givesKeys = tree[id].flags.contains(.keys)
        // Of a channel a single variable gets what was sent.
        if tree.language == .go, let id = sequence.object, object(id)?.shape == .bag { givesKeys = false }
        if tree[target].kind == .tuple, givesKeys || tree.language == .go || tree.language == .php {
            var pair = HeapObject(.list)
            pair.elements = [key(of: sequence), element]
            return allocate(pair)
        }
        return givesKeys ? key(of: sequence) : element
    }

    /// Runs the body until the state no longer changes. Leaves the state after any number of rounds, none included.
    private func repeating(_ id: NodeID, _ round: () -> Void) {
        pendingBreak.append(nil)
        guard isReachable else { return }
        var before = state
        for number in 1...Self.rounds {
            round()
            guard isReachable else {
                state = before
                isReachable = true
                break
            }
            var after = joined(before, state)
            if number == Self.rounds - 1 { forgetChangedConstants(before, &after) }
            state = after
            if after.variables == before.variables, after.heap == before.heap { break }
            before = after
        }
        isReachable = true
    }

    /// A number that changes from round to round has any value.
    private func forgetChangedConstants(_ before: State, _ after: inout State) {
        for (name, value) in after.variables where before.variables[name]?.known != value.known {
            after.variables[name]?.known = .unknown
        }
    }

    private func runBody(_ id: NodeID, _ label: Symbol) {
        frame.loops.append(Loop(label: label, repeats: true))
        if let body = tree.child(id, .body) { execute(body) }
        let loop = frame.loops.removeLast()
        join(loop.continued)
        if let left = loop.left, let last = pendingBreak.indices.last {
            pendingBreak[last] = pendingBreak[last].map { joined($0, left) } ?? left
        }
    }

    /// Runs the cases that can be chosen; gives the value of a switch that is an expression.
    func evaluateSwitch(_ id: NodeID) -> Value {
        for initializer in tree.children(id, .initializer) { execute(initializer) }
        let subject = tree.child(id, .subject)
        let value = subject.map { evaluate($0) } ?? Value(.boolean(true))
        let cases = tree.children(id, .statement).filter { self.tree[$0].kind == .case }
        let fallsThrough = tree[id].flags.contains(.fallsThrough)
        let before = state
        var after: State?
        var result: Value?
        var isDecided = false
        frame.loops.append(Loop(label: .empty, repeats: false))
        isReachable = false
        for option in cases {
            let runsOn = isReachable && fallsThrough
            let choice = isDecided ? .never : choose(option, value, others: cases)
            if choice == .never, !runsOn { continue }
            if choice != .never { enter(option, subject, value, before, runsOn: runsOn) }
            if choice == .always { isDecided = true }
            let given = runCase(option)
            result = result.map { $0.joined(given) } ?? given
            if isReachable, !fallsThrough {
                after = after.map { joined($0, state) } ?? state
                isReachable = false
            }
        }
        let hasDefault = cases.contains { self.tree[$0].flags.contains(.isDefault) }
        if isReachable { after = after.map { joined($0, state) } ?? state }
        if !hasDefault, !isDecided { after = after.map { joined($0, before) } ?? before }
        if let left = frame.loops.removeLast().left { after = after.map { joined($0, left) } ?? left }
        isReachable = after != nil
        if let after { state = after }
        return result ?? .unknown
    }

    private enum Choice { case never, maybe, always }

    private func choose(_ option: NodeID, _ value: Value, others: [NodeID]) -> Choice {
        guard let constant = value.constant else { return .maybe }
        let patterns = Array(tree.children(option, .pattern))
        let isGuarded = tree.child(option, .condition) != nil
        if patterns.isEmpty { return matchesAny(others, constant) ? .never : .maybe }
        var isOpen = false
        for pattern in patterns {
            guard let other = constantOfLiteral(pattern) ?? namedConstant(pattern) else {
                isOpen = true
                continue
            }
            if ConstantFolding.binary(.equal, constant, other, tree.language) == .boolean(true) {
                return isGuarded ? .maybe : .always
            }
        }
        return isOpen ? .maybe : .never
    }

    /// `case LIMIT:`; a bare name in a Python pattern binds and is no constant.
    private func namedConstant(_ pattern: NodeID) -> Constant? {
        let kind = tree[pattern].kind
        guard kind == .member || (kind == .name && tree.language != .python) else { return nil }
        let wasReachable = isReachable
        isReachable = true
        defer { isReachable = wasReachable }
        return evaluateQuietly(pattern).constant
    }

    /// The default is taken when no other case is.
    private func matchesAny(_ cases: [NodeID], _ constant: Constant) -> Bool {
        cases.contains { option in
            guard tree.child(option, .condition) == nil else { return false }
            return tree.children(option, .pattern).contains { pattern in
                guard let other = constantOfLiteral(pattern) else { return false }
                return ConstantFolding.binary(.equal, constant, other, tree.language) == .boolean(true)
            }
        }
    }

    private func enter(_ option: NodeID, _ subject: NodeID?, _ value: Value, _ before: State, runsOn: Bool) {
        let running = runsOn ? state : nil
        state = before
        isReachable = true
        let patterns = Array(tree.children(option, .pattern))
        if let subject, !patterns.isEmpty {
            let constants = patterns.map { constantOfLiteral($0) }
            if constants.allSatisfy({ $0 != nil }) {
                sanitize(subject, value, guards.allowList)
                if constants.count == 1, let constant = constants[0] { pin(subject, constant) }
            } else {
                for pattern in patterns { bindPattern(pattern, value) }
            }
        } else if subject == nil, patterns.count == 1 {
            // A switch without a subject is a ladder of conditions.
            _ = evaluate(patterns[0])
            assume(patterns[0], true)
        }
        if let condition = tree.child(option, .condition) {
            _ = evaluate(condition)
            assume(condition, true)
        }
        join(running)
    }

    private func runCase(_ option: NodeID) -> Value {
        guard let body = tree.child(option, .body) else { return .unknown }
        guard tree[body].kind == .block else { return evaluate(body) }
        var last = Value.unknown
        for statement in tree.children(body) {
            if tree[statement].kind == .yield, let value = tree.child(statement, .value) {
                last = evaluate(value)
            } else if isExpression(tree[statement].kind) {
                last = evaluate(statement)
            } else {
                execute(statement)
            }
            guard isReachable else { break }
        }
        return last
    }

    private func isExpression(_ kind: NodeKind) -> Bool { kind.rawValue < NodeKind.block.rawValue }
}
