/// Reading of patterns and what joins them.
extension RuleReader {
    mutating func search(_ node: YAMLNode) -> FormulaSource? {
        let given = Self.searchKeys.filter { node[$0] != nil }
        guard given.count == 1, let key = given.first, let value = node[key] else {
            refuse(node.line, "a rule has exactly one of \(Self.searchKeys.sorted().joined(separator: ", "))")
            return nil
        }
        return formula(key, value)
    }

    mutating func formula(_ key: String, _ value: YAMLNode) -> FormulaSource? {
        switch key {
        case "pattern":
            guard let text = value.text, !text.isEmpty else {
                refuse(value.line, "a pattern is a text")
                return nil
            }
            guard text.utf8.count <= Self.mostPatternBytes else {
                refuse(value.line, "a pattern has at most \(Self.mostPatternBytes) bytes")
                return nil
            }
            return spend(value.line) ? .pattern(text, line: value.line) : nil
        case "patterns": return all(value)
        case "pattern-either": return any(value)
        case "pattern-regex": return regex(value).map { .regex($0) }
        default:
            refuse(value.line, "\(key) is not supported here")
            return nil
        }
    }

    /// False once the rule has more patterns than it may. Aliases and libraries make many of few lines.
    private mutating func spend(_ line: Int) -> Bool {
        if patternsLeft == 0 { refuse(line, "patterns and regular expressions from here on are too many") }
        patternsLeft -= 1
        return patternsLeft >= 0
    }

    mutating func regex(_ node: YAMLNode) -> Regex? {
        guard spend(node.line) else { return nil }
        guard let text = node.text else {
            refuse(node.line, "a regular expression is a text")
            return nil
        }
        do { return try Regex(text) } catch {
            refuse(node.line, error.reason)
            return nil
        }
    }

    private mutating func any(_ node: YAMLNode) -> FormulaSource? {
        guard let list = node.sequence, !list.isEmpty else {
            refuse(node.line, "pattern-either is a list")
            return nil
        }
        let formulas = list.compactMap { one($0) }
        return formulas.count == list.count ? .any(formulas) : nil
    }

    /// A list's element: a mapping with one formula.
    private mutating func one(_ node: YAMLNode) -> FormulaSource? {
        guard let entries = node.mapping, let entry = entries.first else {
            refuse(node.line, "each element is a mapping such as 'pattern: f(...)'")
            return nil
        }
        guard entries.count == 1 else {
            refuse(node.line, "each element has one key, this has \(entries.map(\.key).joined(separator: ", "))")
            return nil
        }
        return formula(entry.key, entry.value)
    }

    private mutating func all(_ node: YAMLNode) -> FormulaSource? {
        guard let list = node.sequence, !list.isEmpty else {
            refuse(node.line, "patterns is a list")
            return nil
        }
        var parts = AllSource()
        let before = problems.count
        for element in list {
            for entry in element.mapping ?? [] { add(entry, to: &parts) }
            if element.mapping == nil { refuse(element.line, "each element is a mapping such as 'pattern: f(...)'") }
        }
        if parts.positives.isEmpty, parts.insides.isEmpty {
            refuse(
                node.line,
                "patterns needs a pattern, pattern-either, pattern-regex or pattern-inside; "
                    + "what is only forbidden matches nothing"
            )
        }
        return problems.count == before ? .all(parts) : nil
    }

    private mutating func add(_ entry: YAMLNode.Entry, to parts: inout AllSource) {
        switch entry.key {
        case "pattern-either" where isAroundOnly(entry.value):
            // Any of several surroundings.
            let formulas = (entry.value.sequence ?? []).compactMap { $0["pattern-inside"].flatMap { around($0) } }
            parts.insides.append(.any(formulas))
        case "pattern", "patterns", "pattern-either", "pattern-regex":
            if let formula = formula(entry.key, entry.value) { parts.positives.append(formula) }
        case "pattern-not": if let formula = nested(entry.value) { parts.negatives.append(formula) }
        case "pattern-inside": if let formula = around(entry.value) { parts.insides.append(formula) }
        case "pattern-not-inside": if let formula = around(entry.value) { parts.notInsides.append(formula) }
        case "pattern-not-regex": if let regex = regex(entry.value) { parts.notRegexes.append(regex) }
        case "metavariable-regex": metavariableRegex(entry.value, &parts)
        case "metavariable-pattern": metavariablePattern(entry.value, &parts)
        case "metavariable-comparison": comparison(entry.value, &parts)
        case "focus-metavariable":
            let names = texts(entry.value)
            if names.isEmpty || !names.allSatisfy({ $0.hasPrefix("$") }) {
                refuse(entry.line, "focus-metavariable is a name such as $X")
            }
            parts.focus += names
        default:
            let allowed =
                "pattern, patterns, pattern-either, pattern-not, pattern-inside, pattern-not-inside, pattern-regex, "
                + "pattern-not-regex, metavariable-regex, metavariable-pattern, metavariable-comparison, "
                + "focus-metavariable"
            refuse(entry.line, "\(entry.key) is not supported; allowed: \(allowed)")
        }
    }

    private func isAroundOnly(_ node: YAMLNode) -> Bool {
        guard let list = node.sequence, !list.isEmpty else { return false }
        return list.allSatisfy { $0.mapping?.count == 1 && $0["pattern-inside"] != nil }
    }

    /// A pattern, or a mapping with a formula.
    private mutating func nested(_ node: YAMLNode) -> FormulaSource? {
        node.text != nil ? formula("pattern", node) : one(node)
    }

    /// What is around a match is code: a text has nothing in it.
    private mutating func around(_ node: YAMLNode) -> FormulaSource? {
        let formula = nested(node)
        guard case .regex = formula else { return formula }
        refuse(node.line, "pattern-regex is not supported as a surrounding; it finds places, not what is around them")
        return nil
    }

    private mutating func metavariable(_ node: YAMLNode, _ allowed: Set<String>) -> String? {
        refuseOthers(node, than: allowed)
        guard let name = node["metavariable"]?.text, name.hasPrefix("$") else {
            refuse(node.line, "the key metavariable is missing, a name such as $X")
            return nil
        }
        return name
    }

    private mutating func metavariableRegex(_ node: YAMLNode, _ parts: inout AllSource) {
        guard let name = metavariable(node, ["metavariable", "regex"]) else { return }
        guard let pattern = node["regex"] else { return refuse(node.line, "the key regex is missing") }
        if let regex = regex(pattern) { parts.conditions.append(.regex(metavariable: name, regex)) }
    }

    private mutating func metavariablePattern(_ node: YAMLNode, _ parts: inout AllSource) {
        let keys: Set<String> = ["metavariable", "pattern", "patterns", "pattern-either", "pattern-regex"]
        guard let name = metavariable(node, keys), let formula = only(node) else { return }
        parts.conditions.append(.pattern(metavariable: name, formula))
    }

    /// The one formula of a mapping that has other keys too.
    private mutating func only(_ node: YAMLNode) -> FormulaSource? {
        let given = (node.mapping ?? []).filter { Self.searchKeys.contains($0.key) }
        guard let entry = given.first else {
            refuse(node.line, "one of pattern, patterns, pattern-either, pattern-regex is missing")
            return nil
        }
        guard given.count == 1 else {
            refuse(given[1].line, "only one of \(given.map(\.key).joined(separator: ", ")) may be given here")
            return nil
        }
        return formula(entry.key, entry.value)
    }

    private mutating func comparison(_ node: YAMLNode, _ parts: inout AllSource) {
        refuseOthers(node, than: ["metavariable", "comparison", "base", "strip"])
        guard let text = node["comparison"]?.text else { return refuse(node.line, "the key comparison is missing") }
        guard let numeral = numeral(node) else { return }
        do throws(Comparison.Failure) {
            parts.conditions.append(.comparison(try Comparison(text, numeral: numeral)))
        } catch {
            refuse(node.line, "the comparison \(text.prefix(200)): \(error.reason)")
        }
    }

    /// What `base` and `strip` say of the metavariable; nil when it makes no sense.
    private mutating func numeral(_ node: YAMLNode) -> Comparison.Numeral?? {
        let strip = flag("strip", node) ?? false
        guard node["base"] != nil || strip else { return .some(nil) }
        guard let name = node["metavariable"]?.text, name.hasPrefix("$") else {
            refuse(node.line, "base and strip need the key metavariable, a name such as $X")
            return nil
        }
        guard let base = Int(node["base"]?.text ?? "10"), (2...36).contains(base) else {
            refuse(node.line, "base is a number from 2 to 36")
            return nil
        }
        return Comparison.Numeral(metavariable: name, base: base)
    }

    // Taint rules.

    mutating func taint(_ node: YAMLNode) -> TaintSource? {
        var taint = TaintSource()
        let before = problems.count
        taint.sources = items("pattern-sources", node, ["by-side-effect", "exact", "object", "handle"])
        taint.sinks = items("pattern-sinks", node, ["exact", "shell"])
        taint.sanitizers = items("pattern-sanitizers", node, ["by-side-effect", "exact"])
        taint.propagators = items("pattern-propagators", node, ["from", "to", "by-side-effect"])
        taint.guards = texts(node["guards"])
        let known = ["path", "prefix", "type", "quote", "literal", "line", "null", "none"]
        for word in taint.guards where !known.contains(word) {
            refuse(
                node["guards"]?.line ?? node.line,
                "the guard \(word) is not known; allowed: \(known.joined(separator: ", "))")
        }
        if taint.sources.isEmpty { refuse(node.line, "pattern-sources is missing") }
        if taint.sinks.isEmpty { refuse(node.line, "pattern-sinks is missing") }
        return problems.count == before ? taint : nil
    }

    private mutating func items(_ key: String, _ node: YAMLNode, _ options: Set<String>) -> [TaintSource.Item] {
        guard let value = node[key] else { return [] }
        guard let list = value.sequence else {
            refuse(value.line, "\(key) is a list")
            return []
        }
        var items: [TaintSource.Item] = []
        for element in list {
            if let library = element["use"]?.text {
                guard let shared = libraries[library] else {
                    refuse(
                        element.line,
                        "no library is called \(library); known: \(libraries.keys.sorted().joined(separator: ", "))")
                    continue
                }
                guard patternsLeft >= 0 else { break }
                items += shared.compactMap { item($0, options.union(["by-side-effect", "exact", "object", "handle"])) }
            } else if let item = item(element, options) {
                items.append(item)
            }
        }
        return items
    }

    private mutating func item(_ node: YAMLNode, _ options: Set<String>) -> TaintSource.Item? {
        refuseOthers(node, than: Self.searchKeys.union(options))
        guard let formula = only(node) else { return nil }
        var item = TaintSource.Item(formula: formula)
        item.bySideEffect = flag("by-side-effect", node) ?? false
        item.isExact = flag("exact", node)
        item.followsObject = flag("object", node) ?? false
        item.isHandle = flag("handle", node) ?? false
        item.isShell = flag("shell", node) ?? false
        item.from = node["from"]?.text ?? ""
        item.to = node["to"]?.text ?? ""
        if options.contains("from"), item.from.isEmpty || item.to.isEmpty {
            refuse(node.line, "a propagator needs from and to")
        }
        return item
    }

    private mutating func flag(_ key: String, _ node: YAMLNode) -> Bool? {
        guard let value = node[key] else { return nil }
        switch value.text {
        case "true": return true
        case "false": return false
        default:
            refuse(value.line, "\(key) is true or false; \(value.text ?? "this") is not supported")
            return nil
        }
    }
}
