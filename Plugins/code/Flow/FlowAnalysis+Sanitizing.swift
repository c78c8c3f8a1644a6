import CodeSyntax

/// What a check cleans.
extension FlowAnalysis {
    func pin(_ subject: NodeID, _ constant: Constant) {
        guard tree[subject].kind == .name else { return sanitize(subject, evaluateQuietly(subject), .max) }
        state.refine(tree[subject].symbol) { value in
            value.known = .one(constant)
            value.taint = .none
        }
    }

    func sanitizeAll(_ subject: NodeID) { sanitize(subject, evaluateQuietly(subject), .max) }

    /// The value at the node is harmless for the rules from here on.
    func sanitize(_ subject: NodeID, _ value: Value, _ lanes: Lanes) {
        guard lanes != 0 else { return }
        switch tree[subject].kind {
        case .name, .parameter:
            state.refine(tree[subject].symbol) { $0.taint = $0.taint.without(lanes) }
            change(value) { $0.own = $0.own.without(lanes) }
        case .call:
            // `x.toLowerCase()` is allowed when x is.
            if let callee = tree.child(subject, .callee), let receiver = tree.child(callee, .object),
                keepsTarget(tree.text(of: callee))
            {
                sanitize(receiver, evaluateQuietly(receiver), lanes)
            }
            // `str(path)` begins with the folder when the path does.
            if ["str", "String", "fspath"].contains(tree.child(subject, .callee).map { tree.text(of: $0) } ?? ""),
                let inner = tree.child(subject, .argument), tree[inner].kind == .name
            {
                sanitize(inner, evaluateQuietly(inner), lanes)
            }
            state.checked[textHash(subject), default: 0] |= lanes
        case .assign:
            if let target = tree.child(subject, .target) { sanitize(target, value, lanes) }
        case .keywordArgument, .cast, .await:
            if let inner = tree.child(subject, .value) { sanitize(inner, value, lanes) }
        default:
            change(value) { $0.own = $0.own.without(lanes) }
            state.checked[textHash(subject), default: 0] |= lanes
        }
    }

    /// Of a method: what is called on is the same text, or in Java the same file, as what it gives.
    private func keepsTarget(_ name: String) -> Bool {
        CallModels.keepsText.contains(name) || tree.language == .java && CallModels.resolving.contains(name)
    }

    func checkedLanes(_ id: NodeID) -> Lanes {
        switch tree[id].kind {
        case .call, .member, .index: state.checked[textHash(id)] ?? 0
        default: 0
        }
    }

    /// Of the shape of an expression: kinds and words, not blanks.
    func textHash(_ id: NodeID) -> Int {
        var hasher = Hasher()
        for index in id.index..<Int(tree[id].next) {
            hasher.combine(tree.nodes[index].kind)
            hasher.combine(tree.nodes[index].symbol)
        }
        return hasher.finalize()
    }

    /// A path that was resolved: nothing in it leads upwards any more.
    func isResolved(_ id: NodeID) -> Bool {
        switch tree[id].kind {
        case .call:
            let name = tree.child(id, .callee).map { tree.text(of: $0) } ?? ""
            if CallModels.resolving.contains(name) || joinsPath(id) { return true }
            guard CallModels.keepsText.contains(name), let callee = tree.child(id, .callee),
                let receiver = tree.child(callee, .object)
            else {
                return name == "str" || name == "String"
                    ? tree.child(id, .argument).map { isResolved($0) } ?? false : false
            }
            return isResolved(receiver)
        case .name: return state.variables[tree[id].symbol]?.type == CallModels.resolvedPath
        case .cast: return tree.child(id, .value).map { isResolved($0) } ?? false
        default: return false
        }
    }

    /// The resolved path is inside its folder; what it was made from may be used for nothing else. In Java it is the
    /// same file.
    func sanitizeResolved(_ subject: NodeID, _ value: Value) {
        sanitize(subject, value, guards.path)
        guard tree.language == .java, tree[subject].kind == .name, let made = initializer(of: subject),
            tree[made].kind == .call, let callee = tree.child(made, .callee), let file = tree.child(callee, .object),
            tree[file].kind == .name, CallModels.resolving.contains(tree.text(of: callee))
        else { return }
        sanitize(file, evaluateQuietly(file), guards.path)
    }
}
