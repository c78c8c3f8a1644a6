import CodeSyntax

/// Checks of how a text begins and of what it consists.
extension FlowAnalysis {
    /// A text that begins as it should: an address with a fixed host, or a resolved path inside its folder.
    func assumePrefix(_ subject: NodeID, _ prefix: NodeID) {
        let beginning = evaluateQuietly(prefix)
        guard state.reach(beginning).isEmpty else { return }
        let value = evaluateQuietly(subject)
        if let text = beginning.constant?.text {
            if Self.namesHost(text) { sanitize(subject, value, guards.prefix) }
            if text == "/", tree[subject].kind == .name { state.refine(tree[subject].symbol) { $0.prefix = "/" } }
        }
        if isResolved(subject) { sanitizeResolved(subject, value) }
    }

    /// A path of this site begins with one slash, and not with two.
    func assumeLocal(_ subject: NodeID, _ prefix: NodeID, _ truth: Bool) {
        guard tree[subject].kind == .name, guards.prefix != 0 else { return }
        let value = evaluateQuietly(prefix)
        var texts = value.known.all.map(\.text)
        for id in value.objects { texts += object(id)?.elements.compactMap { $0.constant?.text } ?? [] }
        guard truth ? texts == ["/"] : texts.contains("//") else { return }
        state.checked[slashHash(subject, isOne: truth), default: 0] |= guards.prefix
        guard state.checked[slashHash(subject, isOne: !truth)] != nil else { return }
        sanitize(subject, evaluateQuietly(subject), guards.prefix)
    }

    private func slashHash(_ subject: NodeID, isOne: Bool) -> Int {
        var hasher = Hasher()
        hasher.combine(tree[subject].symbol)
        hasher.combine(isOne)
        return hasher.finalize()
    }

    /// `path.relative(folder, file).startsWith("..")` where it does not hold: the file is in the folder. `"//"`: see
    /// `assumePrefix`.
    func assumeInside(_ subject: NodeID, _ prefix: NodeID) {
        let text = constantOfLiteral(prefix)?.text ?? ""
        if text == "//", evaluateQuietly(subject).prefix == "/" {
            // One slash and not two: a path of this site.
            return sanitize(subject, evaluateQuietly(subject), guards.prefix)
        }
        guard text.hasPrefix("..") else { return }
        let call = tree[subject].kind == .name ? initializer(of: subject) : subject
        guard let call, tree[call].kind == .call, let callee = tree.child(call, .callee),
            tree.text(of: callee) == "relative", let file = Array(tree.children(call, .argument)).last
        else { return }
        sanitize(file, evaluateQuietly(file), guards.path)
        if tree[subject].kind == .name { sanitize(subject, evaluateQuietly(subject), guards.path) }
    }

    /// Of a regular expression that allows only certain characters from beginning to end.
    func assumeMatched(_ subject: NodeID, pattern: NodeID, whole: Bool) {
        let isByLine = tree.language == .ruby
        guard let text = patternText(pattern),
            RegexShape.isRestrictive(text, isWhole: whole, isByLine: isByLine)
        else { return }
        sanitize(subject, evaluateQuietly(subject), guards.allowList)
    }

    func patternText(_ id: NodeID) -> String? {
        // `pattern = renewed(pattern)` leads back to itself.
        guard evaluationDepth < Self.deepest else { return nil }
        evaluationDepth += 1
        defer { evaluationDepth -= 1 }
        switch tree[id].kind {
        case .regex: return tree.text(of: id)
        case .call, .new:
            // re.compile("…"), regexp.MustCompile(`…`), Pattern.compile("…"), new RegExp("…")
            guard let first = tree.child(id, .argument) else { return nil }
            return patternText(first)
        case .name:
            if let constant = variable(id).constant { return constant.text }
            return initializer(of: id).flatMap { patternText($0) }
        case .member:
            // Pattern.compile("…").matcher(x).matches() is asked of the call; nothing to read here.
            return nil
        default: return evaluateQuietly(id).constant?.text
        }
    }

    /// What the only assignment to a name gives it, in the function or, when there is none, in the file.
    func initializer(of name: NodeID) -> NodeID? {
        let symbol = tree[name].symbol
        guard let count = frame.file.assignmentCounts[symbol] else { return nil }
        var targets = assignments(to: symbol, in: frame.function)
        if targets.isEmpty, count == 1 { targets = assignments(to: symbol, in: SyntaxTree.root) }
        guard targets.count == 1 else { return nil }
        let assignment = tree.nodes[targets[0]].parent
        return tree[assignment].kind == .assign ? tree.child(assignment, .value) : nil
    }

    private func assignments(to symbol: Symbol, in part: NodeID) -> [Int] {
        (part.index..<Int(tree[part].next)).filter {
            let node = tree.nodes[$0]
            return node.role == .target && node.kind == .name && node.symbol == symbol
        }
    }
}
