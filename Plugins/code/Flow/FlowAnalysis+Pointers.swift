import CodeSyntax

/// Checks of pointers, and of texts by the functions of C.
extension FlowAnalysis {
    /// `x != NULL`.
    func assumeUnequal(_ subject: NodeID, _ other: NodeID) {
        if guards.null != 0, constantOfLiteral(other) == .null { assumeExists(subject) }
    }

    /// The pointer leads somewhere.
    func assumeExists(_ subject: NodeID) {
        guard guards.null != 0 else { return }
        sanitize(subject, evaluateQuietly(subject), guards.null)
    }

    /// A pointer of C that leads nowhere.
    func assumeNull(_ subject: NodeID) {
        guard tree.language == .c, tree[subject].kind == .name else { return }
        state.refine(tree[subject].symbol) { $0.known = .one(.null) }
    }

    /// `strcmp(x, "start") == 0`.
    func assumeCompared(_ call: NodeID, _ truth: Bool) {
        let arguments = Array(tree.children(call, .argument))
        guard arguments.count == 2 else { return }
        assumeEqual(arguments[0], to: arguments[1], truth)
        assumeEqual(arguments[1], to: arguments[0], truth)
    }

    /// `strspn(x, "abc…") == strlen(x)`: the text that consists of harmless characters alone.
    func textMeasured(_ span: NodeID, _ length: NodeID) -> NodeID? {
        guard tree[span].kind == .call, tree[length].kind == .call,
            tree.child(span, .callee).map({ tree.text(of: $0) }) == "strspn",
            tree.child(length, .callee).map({ tree.text(of: $0) }) == "strlen",
            let measured = tree.child(length, .argument), case let arguments = Array(tree.children(span, .argument)),
            arguments.count == 2, textHash(arguments[0]) == textHash(measured),
            case .string(let allowed) = evaluateQuietly(arguments[1]).constant,
            allowed.allSatisfy({ $0.isLetter || $0.isNumber || "_-.,:@+= ".contains($0) })
        else { return nil }
        return measured
    }
}
