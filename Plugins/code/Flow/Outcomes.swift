import CodeSyntax

/// What the parameters of a function still carry, by what it gives back: how checks in functions of their own clean.
struct Outcomes {
    /// Per parameter, after true and after false; nil when the function never gives that.
    var whenTrue: [Lanes]?
    var whenFalse: [Lanes]?

    subscript(_ truth: Bool) -> [Lanes]? {
        get { truth ? whenTrue : whenFalse }
        set { if truth { whenTrue = newValue } else { whenFalse = newValue } }
    }

    mutating func add(_ lanes: [Lanes], _ truth: Bool) {
        guard let known = self[truth] else { return self[truth] = lanes }
        self[truth] = zip(known, lanes).map { $0 | $1 }
    }
}

extension FlowAnalysis {
    /// Notes what the parameters carry where the function gives back a value that is used as a condition.
    func noteOutcome(_ expression: NodeID?, _ value: Value) {
        guard frame.outcomes != nil else { return }
        let before = (state, isReachable)
        for truth in [true, false] {
            if let constant = value.constant, constant.isTrue != truth { continue }
            if !truth, let expression, isError(expression) { continue }
            state = before.0
            isReachable = before.1
            if value.constant == nil, let expression { assume(expression, truth) }
            guard isReachable else { continue }
            let carried = carriedByParameters()
            frame.outcomes?.add(carried, truth)
        }
        (state, isReachable) = before
    }

    private func carriedByParameters() -> [Lanes] {
        tree.children(frame.function, .parameter).map { parameter in
            state.variables[tree[parameter].symbol].map { state.reach($0).lanes } ?? .max
        }
    }

    /// Cleans the arguments of a checking function by what the function gave.
    func assumeOutcome(of call: NodeID, _ truth: Bool) -> Bool {
        guard let callee = tree.child(call, .callee), callDepth < limits.callDepth else { return false }
        let receiverNode = tree[callee].kind == .member ? tree.child(callee, .object) : nil
        let receiver = receiverNode.map { evaluateQuietly($0) }
        let asked = Call(id: call, callee: callee, name: tree.text(of: callee), receiverNode: receiverNode)
        let arguments = tree.children(call, .argument).map {
            Argument(node: $0, name: nil, isSpread: false, value: evaluateQuietly($0))
        }
        guard let (closure, this) = targets(of: asked, receiver, arguments).first else { return false }
        guard arguments.contains(where: { !state.reach($0.value).isEmpty }) else { return true }
        let before = state
        wantedOutcomes = Outcomes()
        finishedOutcomes = nil
        _ = run(closure, arguments: arguments, receiver: this, at: call)
        wantedOutcomes = nil
        state = before
        isReachable = true
        guard let outcomes = finishedOutcomes else { return true }
        finishedOutcomes = nil
        guard let left = outcomes[truth] else {
            isReachable = outcomes[!truth] == nil
            return true
        }
        let skipsSelf = this != nil && tree.language == .python ? 1 : 0
        for (index, argument) in arguments.enumerated() where left.indices.contains(index + skipsSelf) {
            sanitize(argument.node, argument.value, ~left[index + skipsSelf])
        }
        return true
    }
}
