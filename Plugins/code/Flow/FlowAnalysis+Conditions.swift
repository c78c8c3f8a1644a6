import CodeSyntax

/// What a condition says of values on the way where it holds and on the other.
extension FlowAnalysis {
    func assume(_ condition: NodeID, _ truth: Bool) {
        guard isReachable, evaluationDepth < Self.deepest else { return }
        evaluationDepth += 1
        defer { evaluationDepth -= 1 }
        let node = tree[condition]
        switch node.kind {
        case .boolean: if (tree.text(node.symbol) == "true") != truth { isReachable = false }
        case .unary where node.op == .not:
            if let operand = tree.child(condition, .operand) { assume(operand, !truth) }
        case .binary: assumeBinary(condition, node.op, truth)
        case .call: assumeCall(condition, truth)
        case .name:
            assumeResult(condition, truth)
            if truth { assumeExists(condition) }
        case .member where !truth && CallModels.hosts.contains(tree.text(of: condition)):
            // An address without a host is one of this site.
            sanitizeAddress(of: condition)
        case .index where tree.language == .go:
            // A map of flags.
            if let key = tree.child(condition, .key), let map = tree.child(condition, .object) {
                assumeContained(key, in: map, truth)
            }
        case .assign:
            if let value = tree.child(condition, .value) { assume(value, truth) }
            if truth { assumeExists(condition) }
        case .member: if truth { assumeExists(condition) }
        case .sequence:
            if let last = Array(tree.children(condition)).last { assume(last, truth) }
        case .await, .cast: if let value = tree.child(condition, .value) { assume(value, truth) }
        default: break
        }
    }

    private func assumeBinary(_ id: NodeID, _ op: Operator, _ truth: Bool) {
        guard let left = tree.child(id, .left), let right = tree.child(id, .right) else { return }
        switch op {
        case .and where truth, .or where !truth:
            assume(left, truth)
            assume(right, truth)
        case .and, .or: assumeEither(left, right, truth)
        case .equal, .strictEqual, .same: assumeEqual(left, right, truth)
        case .notEqual, .strictNotEqual, .notSame: assumeEqual(left, right, !truth)
        case .contains: assumeContained(left, in: right, truth)
        case .notContains: assumeContained(left, in: right, !truth)
        case .matches, .notMatches: if truth == (op == .matches) { assumeMatched(left, pattern: right, whole: false) }
        case .greater, .greaterOrEqual, .less, .lessOrEqual: assumePosition(left, op, right, truth)
        case .instanceOf: if truth, TypeNames.isScalar(tree.text(of: right), .java) { sanitizeAll(left) }
        default: break
        }
    }

    /// One of the two decides.
    private func assumeEither(_ left: NodeID, _ right: NodeID, _ truth: Bool) {
        let before = state
        assume(left, truth)
        let first = isReachable ? state : nil
        state = before
        isReachable = true
        assume(left, !truth)
        assume(right, truth)
        join(first)
    }

    private func assumeEqual(_ left: NodeID, _ right: NodeID, _ truth: Bool) {
        assumeEqual(left, to: right, truth)
        assumeEqual(right, to: left, truth)
        assumeComparison(of: left, with: right, truth)
        assumeComparison(of: right, with: left, truth)
    }

    func assumeEqual(_ subject: NodeID, to other: NodeID, _ truth: Bool) {
        guard constantOfLiteral(subject) == nil else { return }
        if !truth { return assumeUnequal(subject, other) }
        let value = evaluateQuietly(other)
        guard state.reach(value).isEmpty else { return }
        sanitizeAddress(of: subject)
        if let text = textMeasured(subject, other) { return sanitizeAll(text) }
        if let constant = value.constant {
            if constant != .null { pin(subject, constant) } else { assumeNull(subject) }
            if case .string(let type) = constant { assumeTypeName(subject, type) }
        } else if !value.known.all.isEmpty || isFixed(other) {
            sanitize(subject, evaluateQuietly(subject), guards.allowList)
        }
    }

    /// `typeof x === "number"`.
    private func assumeTypeName(_ subject: NodeID, _ type: String) {
        guard tree[subject].kind == .unary, tree[subject].op == .typeOf, let operand = tree.child(subject, .operand)
        else { return }
        if type == "number" || type == "boolean" { sanitizeAll(operand) }
        if type == "string" { sanitize(operand, evaluateQuietly(operand), guards.type) }
    }

    /// `check(x) == true`, `x.indexOf("..") == -1`, `regex.test(x) === false`.
    private func assumeComparison(of call: NodeID, with other: NodeID, _ truth: Bool) {
        guard let constant = constantOfLiteral(other) else { return }
        if constant == .null { assumeNotNil(call, !truth) }
        guard tree[call].kind == .call else { return }
        switch constant {
        case .boolean(let flag): assume(call, flag == truth)
        case .integer(let number):
            let name = tree.child(call, .callee).map { tree.text(of: $0) } ?? ""
            if number == 0, CallModels.comparing.contains(name) {
                assumeCompared(call, truth)
            } else if number == 0, truth, let (text, beginning) = beginningAsked(call, name) {
                assumePrefix(text, beginning)
            } else if CallModels.positions.contains(name) {
                assumeFound(call, number == -1 ? !truth : truth)
            } else if number == 0 || number == 1 {
                assume(call, (number == 1) == truth)
            }
        case .null: assume(call, !truth)
        default: break
        }
    }

    /// `path.indexOf(folder) === 0`, `strpos($path, $folder) === 0`: the text, and what it is to begin with.
    private func beginningAsked(_ call: NodeID, _ name: String) -> (NodeID, NodeID)? {
        let arguments = Array(tree.children(call, .argument))
        if CallModels.positions.contains(name), arguments.count == 1, let callee = tree.child(call, .callee),
            let receiver = tree.child(callee, .object)
        {
            return (receiver, arguments[0])
        }
        guard arguments.count >= 2, ["strpos", "stripos", "mb_strpos", "strncmp", "strncasecmp"].contains(name) else {
            return nil
        }
        return (arguments[0], arguments[1])
    }

    /// `indexOf("..") >= 0` and its like.
    private func assumePosition(_ left: NodeID, _ op: Operator, _ right: NodeID, _ truth: Bool) {
        guard tree[left].kind == .call, case .integer(let number) = constantOfLiteral(right),
            let name = tree.child(left, .callee).map({ tree.text(of: $0) }), CallModels.positions.contains(name)
        else { return }
        switch op {
        case .greater where number == -1, .greaterOrEqual where number == 0: assumeFound(left, truth)
        case .less where number == 0, .lessOrEqual where number == -1: assumeFound(left, !truth)
        default: break
        }
    }

    private func assumeFound(_ call: NodeID, _ found: Bool) {
        guard let callee = tree.child(call, .callee), let receiver = tree.child(callee, .object),
            let argument = tree.child(call, .argument)
        else { return }
        assumeContained(argument, in: receiver, found)
    }

    /// `x in ALLOWED` cleans x where it holds; `".." in x` where it does not.
    func assumeContained(_ element: NodeID, in container: NodeID, _ truth: Bool) {
        if case .string(let text) = evaluateQuietly(element).constant {
            guard !truth else { return }
            if text == ".." || text == "../" || text == "/" {
                sanitize(container, evaluateQuietly(container), guards.path)
            }
            if text == "\n" || text == "\r" || text == "\r\n" {
                sanitize(container, evaluateQuietly(container), guards.line)
            }
            if text == "'" || text == "\"" { assumeUnquoted(container) }
            return
        }
        guard truth else { return }
        let value = evaluateQuietly(container)
        if case .string(let text)? = value.constant, !text.isEmpty, text.allSatisfy(Self.isHarmless) {
            // A part of a text of harmless characters.
            return sanitize(element, evaluateQuietly(element), guards.allowList)
        }
        guard isListOfAllowed(container, value) else { return }
        // What comes from outside itself allows nothing, as far as a rule counts it as such.
        let reached = state.reach(value).lanes
        if reached & guards.prefix == 0 { sanitizeAddress(of: element) }
        sanitize(element, evaluateQuietly(element), guards.allowList & ~reached)
    }

    /// No quote in the value, or, of `value[1:-1]`, none but those around it.
    private func assumeUnquoted(_ container: NodeID) {
        guard tree[container].kind == .index else {
            return sanitize(container, evaluateQuietly(container), guards.quote)
        }
        guard let key = tree.child(container, .key), tree[key].kind == .slice,
            let lower = tree.child(key, .lower), let upper = tree.child(key, .upper),
            evaluateQuietly(lower).constant == .integer(1), evaluateQuietly(upper).constant == .integer(-1),
            let whole = tree.child(container, .object)
        else { return }
        sanitize(whole, evaluateQuietly(whole), guards.literal)
    }

    /// `urlsplit(address).netloc in HOSTS`: the address is one of a known host.
    private func sanitizeAddress(of element: NodeID) {
        if let address = addressAsked(element) { return sanitize(address, evaluateQuietly(address), guards.prefix) }
        // `uri.host` of Ruby and `uri.getHost()` of Java are calls.
        let isCall = tree[element].kind == .call && tree.child(element, .argument) == nil
        guard let member = isCall ? tree.child(element, .callee) : element, tree[member].kind == .member,
            CallModels.hosts.contains(tree.text(of: member)), let object = tree.child(member, .object)
        else { return }
        switch tree[object].kind {
        case .call, .new:
            if let address = tree.child(object, .argument) {
                sanitize(address, evaluateQuietly(address), guards.prefix)
            }
        case .name:
            // An address that was parsed into a variable.
            sanitize(object, evaluateQuietly(object), guards.prefix)
            if let value = initializer(of: object) ?? lastResult(of: object)?.value,
                tree[value].kind == .call || tree[value].kind == .new,
                let address = tree.child(value, .argument)
            {
                sanitize(address, evaluateQuietly(address), guards.prefix)
            }
        default: break
        }
    }

    /// The address whose host `parse_url($address, PHP_URL_HOST)` gives, also by way of a variable.
    private func addressAsked(_ element: NodeID) -> NodeID? {
        switch tree[element].kind {
        case .call:
            let arguments = Array(tree.children(element, .argument))
            guard let callee = tree.child(element, .callee), arguments.count == 2,
                tree.text(of: callee) == "parse_url", tree.text(of: arguments[1]) == "PHP_URL_HOST"
            else { return nil }
            return arguments[0]
        case .index:
            // $parts = parse_url($address), of which $parts["host"] is asked
            guard tree.language == .php, let parts = tree.child(element, .object), tree[parts].kind == .name,
                tree.child(element, .key).flatMap({ constantOfLiteral($0)?.text }) == "host",
                let call = initializer(of: parts), tree[call].kind == .call,
                tree.child(call, .callee).map({ tree.text(of: $0) }) == "parse_url"
            else { return nil }
            return tree.child(call, .argument)
        case .binary where tree[element].op == .coalesce: return tree.child(element, .left).flatMap { addressAsked($0) }
        case .name:
            guard let value = initializer(of: element), tree[value].kind == .call || tree[value].kind == .member else {
                return nil
            }
            guard tree[value].kind == .member else { return addressAsked(value) }
            // const host = new URL(address).host
            guard CallModels.hosts.contains(tree.text(of: value)), let object = tree.child(value, .object),
                tree[object].kind == .new || tree[object].kind == .call
            else { return nil }
            return tree.child(object, .argument)
        default: return nil
        }
    }

    /// Known elements, or a name that is written like a constant or imported or a setting: what it holds did not come
    /// with the request.
    func isListOfAllowed(_ id: NodeID, _ value: Value) -> Bool {
        if value.objects.contains(where: { object($0).map { $0.isComplete || $0.own.isEmpty } ?? false }) {
            return true
        }
        if value.constant != nil { return false }
        switch tree[id].kind {
        case .name, .member: return tree.text(of: id).contains { $0.isLetter }
        case .call, .index: return true
        default: return false
        }
    }

    private func assumeCall(_ id: NodeID, _ truth: Bool) {
        guard let callee = tree.child(id, .callee) else { return }
        if assumeOutcome(of: id, truth) { return }
        let name = tree.text(of: callee)
        if CallModels.comparing.contains(name) { return assumeCompared(id, !truth) }
        let arguments = Array(tree.children(id, .argument))
        if tree[callee].kind == .member, let receiver = tree.child(callee, .object) {
            assumeMethod(name, receiver, arguments, truth)
        }
        assumeFunction(name, callee, arguments, truth)
    }

    private func assumeMethod(_ name: String, _ receiver: NodeID, _ arguments: [NodeID], _ truth: Bool) {
        if arguments.isEmpty {
            if truth, CallModels.characterChecks.contains(name) { sanitize(receiver, evaluateQuietly(receiver), .max) }
            if truth, name == "matches" { assumeMatcher(receiver) }
            return
        }
        let first = arguments[0]
        switch name {
        case "equals", "equalsIgnoreCase", "Equal", "eql?":
            assumeEqual(receiver, to: first, truth)
            assumeEqual(first, to: receiver, truth)
        case "contains", "includes", "include?", "has", "containsKey", "has_key?", "key?", "contains?",
            "hasOwnProperty",
            "member?":
            assumeContained(first, in: receiver, truth)
        case "startsWith", "startswith", "start_with?", "is_relative_to", "isRelativeTo":
            if truth { assumePrefix(receiver, first) } else { assumeInside(receiver, first) }
            assumeLocal(receiver, first, truth)
        case "allMatch": if truth { assumeCharacters(receiver, first) }
        case "some", "anyMatch", "any?": if truth { assumeSome(of: receiver, first) }
        case "match?" where tree[first].kind == .regex:
            if truth { assumeMatched(receiver, pattern: first, whole: false) }
        case "test", "MatchString", "match?", "fullmatch":
            if truth { assumeMatched(first, pattern: receiver, whole: name == "fullmatch") }
        case "matches", "match":
            guard truth else { break }
            if patternText(receiver) != nil { assumeMatched(first, pattern: receiver, whole: false) }
            assumeMatched(receiver, pattern: first, whole: name == "matches")
        default: break
        }
    }

    /// `PATTERN.matcher(x).matches()`
    private func assumeMatcher(_ matcher: NodeID) {
        var made = matcher
        if tree[made].kind == .name, let value = initializer(of: made) { made = value }
        guard tree[made].kind == .call, let callee = tree.child(made, .callee), tree.text(of: callee) == "matcher",
            let pattern = tree.child(callee, .object), let subject = tree.child(made, .argument)
        else { return }
        assumeMatched(subject, pattern: pattern, whole: true)
    }

    /// `x.chars().allMatch(Character::isDigit)`
    private func assumeCharacters(_ stream: NodeID, _ check: NodeID) {
        guard tree[stream].kind == .call, let callee = tree.child(stream, .callee), tree.text(of: callee) == "chars",
            let subject = tree.child(callee, .object), tree[check].kind == .member,
            CallModels.characterTests.contains(tree.text(of: check))
        else { return }
        sanitizeAll(subject)
    }

    private func assumeFunction(_ name: String, _ callee: NodeID, _ arguments: [NodeID], _ truth: Bool) {
        if name == "all" || name == "any", arguments.count == 1, receiverText(callee).isEmpty {
            assumeEach(arguments[0], isAll: name == "all", truth)
        }
        guard truth, let first = arguments.first else {
            if !truth, let first = arguments.first, arguments.count >= 2 { assumeAbsent(name, first, arguments[1]) }
            return
        }
        let second = arguments.count > 1 ? arguments[1] : nil
        switch name {
        case "in_array", "array_key_exists":
            if let second { assumeContained(first, in: second, true) }
        case "Contains" where receiverText(callee) == "slices":
            if let second { assumeContained(second, in: first, true) }
        case "filter_var":
            if let second, Self.harmlessFilters.contains(tree.text(of: second)) { sanitizeAll(first) }
        case "hasOwn", "hasOwnProperty":
            if let second { assumeContained(second, in: first, true) }
        case "IsLocal", "ValidPath": sanitize(first, evaluateQuietly(first), guards.path)
        case "HasPrefix", "str_starts_with":
            if let second { assumePrefix(first, second) }
        case "isinstance":
            if let second, ["int", "float", "bool", "UUID"].contains(tree.text(of: second)) { sanitizeAll(first) }
            if let second, tree.text(of: second) == "str" { sanitize(first, evaluateQuietly(first), guards.type) }
        case "match", "fullmatch", "preg_match", "MatchString", "matches":
            if let second { assumeMatched(second, pattern: first, whole: name == "fullmatch" || name == "matches") }
        default:
            if CallModels.characterChecks.contains(name) { sanitizeAll(first) }
            if CallModels.addressChecks.contains(name) { sanitize(first, evaluateQuietly(first), guards.prefix) }
        }
    }

    /// What PHP's `filter_var` lets through for these can do no harm anywhere.
    private static let harmlessFilters: Set<String> = [
        "FILTER_VALIDATE_IP", "FILTER_VALIDATE_INT", "FILTER_VALIDATE_FLOAT", "FILTER_VALIDATE_BOOLEAN",
        "FILTER_VALIDATE_BOOL", "FILTER_VALIDATE_MAC",
    ]

    /// `strings.Contains(x, "..")` where it does not hold.
    private func assumeAbsent(_ name: String, _ first: NodeID, _ second: NodeID) {
        if ["Contains", "str_contains", "strstr", "strpos"].contains(name) {
            assumeContained(second, in: first, false)
        }
        if name == "HasPrefix" || name == "str_starts_with" { assumeInside(first, second) }
        guard tree.language == .go, case .string(let text) = evaluateQuietly(second).constant else { return }
        if name == "ContainsAny", text.contains("/") { sanitize(first, evaluateQuietly(first), guards.path) }
        guard name == "HasPrefix", text.hasPrefix("..") else { return }
        // `strings.HasPrefix(relative, "..")`, where `filepath.Rel(folder, path)` gave what is asked.
        sanitize(first, evaluateQuietly(first), guards.path)
        guard tree[first].kind == .name, let call = lastResult(of: first)?.value, tree[call].kind == .call,
            tree.child(call, .callee).map({ tree.text(of: $0) }) == "Rel",
            let path = Array(tree.children(call, .argument)).last
        else { return }
        sanitize(path, evaluateQuietly(path), guards.path)
    }
}
