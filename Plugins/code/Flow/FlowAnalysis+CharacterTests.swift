import CodeSyntax

/// Conditions on one character, and loops in which each character of a text must meet one.
extension FlowAnalysis {
    /// All characters for which the condition is so are harmless. `isCharacter`: the expression is the character.
    func allows(_ condition: NodeID, _ truth: Bool, _ isCharacter: (NodeID) -> Bool) -> Bool {
        guard evaluationDepth < Self.deepest else { return false }
        evaluationDepth += 1
        defer { evaluationDepth -= 1 }
        switch tree[condition].kind {
        case .unary where tree[condition].op == .not:
            return tree.child(condition, .operand).map { allows($0, !truth, isCharacter) } ?? false
        case .call: return truth && tests(condition, isCharacter)
        case .binary: return allowsBinary(condition, truth, isCharacter)
        default: return false
        }
    }

    private func allowsBinary(_ id: NodeID, _ truth: Bool, _ isCharacter: (NodeID) -> Bool) -> Bool {
        guard let left = tree.child(id, .left), let right = tree.child(id, .right) else { return false }
        let op = tree[id].op
        switch op {
        case .and, .or:
            let first = allows(left, truth, isCharacter)
            let second = allows(right, truth, isCharacter)
            if truth == (op == .or) { return first && second }
            return first || second || isRange(left, right, truth, isCharacter)
        case .contains where truth, .notContains where !truth:
            guard isCharacter(left) else { return false }
            let value = evaluateQuietly(right)
            guard state.reach(value).isEmpty else { return false }
            if case .string(let text) = value.constant { return text.allSatisfy(Self.isHarmless) }
            return isListOfAllowed(right, value)
        case .equal where truth, .strictEqual where truth, .notEqual where !truth, .strictNotEqual where !truth:
            let other = isCharacter(left) ? right : isCharacter(right) ? left : nil
            return other.flatMap { character($0) }.map(Self.isHarmless) ?? false
        default: return false
        }
    }

    /// `isalnum(c)`, `c.isalnum()`, `Character.isLetterOrDigit(c)`, `unicode.IsLetter(c)`.
    private func tests(_ call: NodeID, _ isCharacter: (NodeID) -> Bool) -> Bool {
        guard let callee = tree.child(call, .callee) else { return false }
        let name = tree.text(of: callee)
        if let receiver = tree.child(callee, .object), isCharacter(receiver) {
            return CallModels.characterChecks.contains(name)
        }
        guard let argument = tree.child(call, .argument), isCharacter(argument) else { return false }
        return CallModels.characterChecks.contains(name) || CallModels.characterTests.contains(name)
    }

    /// `c >= 'a' && c <= 'z'` where it holds, `c < 'a' || c > 'z'` where it does not.
    private func isRange(_ left: NodeID, _ right: NodeID, _ truth: Bool, _ isCharacter: (NodeID) -> Bool) -> Bool {
        let limits = [left, right].compactMap { limit($0, truth, isCharacter) }
        guard limits.count == 2, limits[0].isLower != limits[1].isLower else { return false }
        let (low, high) = limits[0].isLower ? (limits[0].value, limits[1].value) : (limits[1].value, limits[0].value)
        return [("0", "9"), ("A", "Z"), ("a", "z")].contains { first, last in first <= low && high <= last }
    }

    private func limit(
        _ id: NodeID, _ truth: Bool, _ isCharacter: (NodeID) -> Bool
    ) -> (value: Character, isLower: Bool)? {
        guard tree[id].kind == .binary, let left = tree.child(id, .left), let right = tree.child(id, .right) else {
            return nil
        }
        let isFirst = isCharacter(left)
        guard isFirst || isCharacter(right), let value = character(isFirst ? right : left) else { return nil }
        switch tree[id].op {
        case .less, .lessOrEqual: return (value, isFirst != truth)
        case .greater, .greaterOrEqual: return (value, isFirst == truth)
        default: return nil
        }
    }

    private func character(_ id: NodeID) -> Character? {
        guard case .string(let text)? = constantOfLiteral(id), text.count == 1 else { return nil }
        return text.first
    }

    // Loops.

    /// After a loop that went through all characters of a text and left at each that is not allowed.
    func assumeCharactersChecked(_ loop: NodeID) {
        guard guards.allowList != 0, let body = tree.child(loop, .body) else { return }
        guard let (whole, isCharacter) = charactersOfLoop(loop, body) else { return }
        for statement in tree.children(body) where tree[statement].kind == .if && tree.child(statement, .else) == nil {
            if let condition = tree.child(statement, .condition), let then = tree.child(statement, .then),
                alwaysLeaves(then), allows(condition, false, isCharacter)
            {
                return sanitize(whole, evaluateQuietly(whole), guards.allowList)
            }
        }
    }

    private func alwaysLeaves(_ block: NodeID) -> Bool {
        let last = tree[block].kind == .block ? Array(tree.children(block)).last : block
        return last.map { tree[$0].kind == .return || tree[$0].kind == .throw } ?? false
    }

    /// The text that a loop goes through, and what its characters are called in the body.
    private func charactersOfLoop(_ loop: NodeID, _ body: NodeID) -> (whole: NodeID, (NodeID) -> Bool)? {
        if tree[loop].kind == .forEach {
            guard let iterable = tree.child(loop, .iterable), let element = loopVariable(loop),
                isKept(element, in: body)
            else { return nil }
            let whole = textOfCharacters(iterable)
            guard tree[whole].kind == .name else { return nil }
            return (whole, { self.tree[$0].kind == .name && self.tree[$0].symbol == self.tree[element].symbol })
        }
        guard tree[loop].kind == .for, let start = tree.child(loop, .initializer),
            let counter = tree.child(start, .target),
            tree.child(start, .value).flatMap({ constantOfLiteral($0) })
                == .integer(0), isKept(counter, in: body), let condition = tree.child(loop, .condition),
            let whole = onlyOtherName(condition, than: tree[counter].symbol)
        else { return nil }
        let own = tree.children(body).filter {
            guard self.tree[$0].kind == .assign, let value = self.tree.child($0, .value) else { return false }
            return self.isPart(value, of: whole, at: self.tree[counter].symbol)
        }.compactMap { tree.child($0, .target) }.map { tree[$0].symbol }
        return (
            whole,
            { id in
                self.isPart(id, of: whole, at: self.tree[counter].symbol)
                    || self.tree[id].kind == .name && own.contains(self.tree[id].symbol)
            }
        )
    }

    /// `i < text.length()`, `i < strlen(text)`, `text[i]`: the text.
    private func onlyOtherName(_ condition: NodeID, than counter: Symbol) -> NodeID? {
        let names = (condition.index..<Int(tree[condition].next)).map { NodeID(rawValue: UInt32($0)) }.filter {
            tree[$0].kind == .name && tree[$0].role != .callee && tree[$0].symbol != counter
        }
        return names.count == 1 ? names[0] : nil
    }

    /// `text[i]` and `text.charAt(i)`.
    private func isPart(_ id: NodeID, of whole: NodeID, at counter: Symbol) -> Bool {
        let object: NodeID?
        let key: NodeID?
        switch tree[id].kind {
        case .index: (object, key) = (tree.child(id, .object), tree.child(id, .key))
        case .call:
            guard let callee = tree.child(id, .callee), tree.text(of: callee) == "charAt" else { return false }
            (object, key) = (tree.child(callee, .object), tree.child(id, .argument))
        default: return false
        }
        guard let object, let key else { return false }
        return tree[object].symbol == tree[whole].symbol && tree[key].kind == .name && tree[key].symbol == counter
    }
}
