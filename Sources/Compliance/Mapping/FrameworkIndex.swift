/// The controls of one framework by what makes a finding evidence against them.
struct FrameworkIndex: Sendable {
    private let isExclusive: Bool
    private let controls: [Control]
    /// Positions in `controls`, in order.
    private var byWeakness: [Int: [Int]] = [:]
    private var byRule: [String: [Int]] = [:]
    private var byPattern: [(pattern: RulePattern, control: Int)] = []
    private var byTag: [String: [Int]] = [:]
    private var byKeyword: [String: [Int]] = [:]

    init(_ framework: Framework) {
        isExclusive = framework.isExclusive
        controls = framework.controls
        for (position, control) in framework.controls.enumerated() {
            guard let evidence = control.evidence else { continue }
            for id in evidence.weaknesses { byWeakness[id, default: []].append(position) }
            for rule in evidence.rules {
                if rule.contains("*") {
                    byPattern.append((RulePattern(rule), position))
                } else {
                    byRule[rule, default: []].append(position)
                }
            }
            for tag in evidence.tags { byTag[tag, default: []].append(position) }
            for word in evidence.keywords { byKeyword[word, default: []].append(position) }
        }
    }

    /// What the framework says of a rule, in the order of its controls.
    ///
    /// - Parameter lines: of each weakness that the rule names, what is above it.
    func assignments(for rule: RuleFacts, lines: [[WeaknessList.Ancestor]], words: [String]) -> [Assignment] {
        var found: [Int: Basis] = [:]
        if isExclusive {
            if let (position, basis) = nearest(in: lines) { found[position] = basis }
        } else {
            for line in lines { add(line, to: &found) }
        }
        if !isExclusive || found.isEmpty { addNamed(rule, to: &found) }
        if found.isEmpty { addKeywords(words, to: &found) }
        return found.sorted { $0.key < $1.key }.map { Assignment(control: controls[$0.key].id, basis: $0.value) }
    }

    /// A weakness that is listed itself wins over all that are listed above one, and of those the nearest.
    private func nearest(in lines: [[WeaknessList.Ancestor]]) -> (Int, Basis)? {
        for line in lines {
            if let own = line.first, let position = byWeakness[own.id]?.first {
                return (position, basis(of: position, own.id, named: own.id))
            }
        }
        for line in lines {
            for ancestor in line {
                let listing = (byWeakness[ancestor.id] ?? []).first { !excepts($0, ancestor, in: line) }
                if let listing { return (listing, basis(of: listing, ancestor.id, named: line[0].id)) }
            }
        }
        return nil
    }

    private func add(_ line: [WeaknessList.Ancestor], to found: inout [Int: Basis]) {
        for ancestor in line {
            for position in byWeakness[ancestor.id] ?? []
            where found[position] == nil && !excepts(position, ancestor, in: line) {
                found[position] = basis(of: position, ancestor.id, named: line[0].id)
            }
        }
    }

    private func addNamed(_ rule: RuleFacts, to found: inout [Int: Basis]) {
        for position in byRule[rule.id] ?? [] { add(position, .rule(rule.id), to: &found) }
        for (pattern, position) in byPattern where pattern.matches(rule.id) {
            add(position, .rule(pattern.text), to: &found)
        }
        for tag in rule.tags {
            for position in byTag[tag.lowercased()] ?? [] { add(position, .tag(tag.lowercased()), to: &found) }
        }
    }

    private func addKeywords(_ words: [String], to found: inout [Int: Basis]) {
        guard !byKeyword.isEmpty else { return }
        for word in words { for position in byKeyword[word] ?? [] { add(position, .keyword(word), to: &found) } }
    }

    /// The first reason stays.
    private func add(_ position: Int, _ basis: Basis, to found: inout [Int: Basis]) {
        if found[position] == nil && (!isExclusive || found.isEmpty) { found[position] = basis }
    }

    /// Something nearer than the listed weakness is named as an exception.
    private func excepts(
        _ position: Int, _ listed: WeaknessList.Ancestor, in line: [WeaknessList.Ancestor]
    ) -> Bool {
        guard let exceptions = controls[position].evidence?.exceptions, !exceptions.isEmpty else { return false }
        return line.contains { $0.distance < listed.distance && exceptions.contains($0.id) }
    }

    private func basis(of position: Int, _ listed: Int, named: Int) -> Basis {
        if controls[position].evidence?.added.contains(listed) == true { return .added(listed, of: named) }
        return listed == named ? .weakness(named) : .ancestor(listed, of: named)
    }
}
