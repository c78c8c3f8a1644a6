import CodeSyntax

/// What a call leaves with its caller besides its value.
extension FlowAnalysis {
    /// Variables of the caller that a function inside it assigned to, and arguments that the function did not come
    /// back with unless they passed a check.
    struct Effects {
        var written: [(symbol: Symbol, value: Value)] = []
        var cleaned: [(argument: Argument, lanes: Lanes)] = []

        var isEmpty: Bool { written.isEmpty && cleaned.isEmpty }
    }

    /// Of the function that is about to be left; `variables` are those of the caller.
    func effects(_ arguments: [Argument], on variables: [Symbol: Value], of caller: Frame) -> Effects {
        guard isReachable else { return Effects() }
        var effects = Effects()
        if seesVariables(of: caller) {
            for (symbol, value) in state.variables {
                guard let old = variables[symbol], old != value, !isOwn(symbol) else { continue }
                effects.written.append((symbol, old.joined(value)))
            }
        }
        let skipsSelf = frame.receiver != nil && tree.language == .python && !isStaticMethod(frame.function)
        let parameters = Array(tree.children(frame.function, .parameter)).dropFirst(skipsSelf ? 1 : 0)
        for (parameter, argument) in zip(parameters, arguments) {
            let symbol = tree[parameter].symbol
            guard !argument.isSpread, argument.name == nil, symbol != .empty, !argument.value.taint.isEmpty,
                !isAssigned(symbol), let left = state.variables[symbol]
            else { continue }
            let lanes = argument.value.taint.lanes & ~left.taint.lanes
            if lanes != 0 { effects.cleaned.append((argument, lanes)) }
        }
        return effects
    }

    /// Once the caller's variables are there again.
    func apply(_ effects: Effects) {
        for (symbol, value) in effects.written { state.variables[symbol] = value }
        for (argument, lanes) in effects.cleaned where tree[argument.node].kind == .name {
            state.refine(tree[argument.node].symbol) { $0.taint = $0.taint.without(lanes) }
        }
    }

    /// Whether the function stands inside the caller, in a language where it can then assign to its variables.
    private func seesVariables(of caller: Frame) -> Bool {
        switch tree.language {
        case .javascript, .typescript, .go: break
        case .ruby: guard tree[frame.function].symbol == .empty else { return false }
        default: return false
        }
        return caller.file.id == frame.file.id && caller.function != frame.function
            && tree.contains(caller.function, frame.function)
    }

    /// A parameter, or a variable that the function declares itself.
    private func isOwn(_ symbol: Symbol) -> Bool {
        if tree.children(frame.function, .parameter).contains(where: { self.tree[$0].symbol == symbol }) { return true }
        return targets(of: symbol).contains { target in
            let assignment = tree.nodes[target].parent
            return tree[assignment].flags.contains(.declaration)
        }
    }

    private func isAssigned(_ symbol: Symbol) -> Bool { targets(of: symbol).contains { _ in true } }

    private func targets(of symbol: Symbol) -> some Sequence<Int> {
        let tree = self.tree
        return (frame.function.index..<Int(tree[frame.function].next)).lazy.filter {
            tree.nodes[$0].role == .target && tree.nodes[$0].symbol == symbol
        }
    }
}
