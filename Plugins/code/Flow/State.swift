import CodeSyntax

/// What is known at one point of the program: variables, objects, and what was checked on the way there.
struct State: Sendable {
    var variables: [Symbol: Value] = [:]
    var heap = Heap()
    /// Expressions that were checked, by a hash of their text, and for which rules they are harmless since.
    var checked: [Int: Lanes] = [:]

    /// Where two ways meet.
    func joined(_ other: State) -> State {
        var state = self
        state.variables = Self.join(variables, other.variables)
        state.heap = heap.joined(other.heap)
        state.checked = checked.filter { other.checked[$0.key] != nil }
        for (key, lanes) in state.checked { state.checked[key] = lanes & (other.checked[key] ?? 0) }
        return state
    }

    /// A variable that only one way knows was not set on the other: what it is there is not known.
    private static func join(_ left: [Symbol: Value], _ right: [Symbol: Value]) -> [Symbol: Value] {
        var variables = left
        for (name, value) in right {
            guard let mine = left[name] else {
                variables[name] = value.joined(.unknown)
                continue
            }
            if mine != value { variables[name] = mine.joined(value) }
        }
        for (name, value) in left where right[name] == nil { variables[name] = value.joined(.unknown) }
        return variables
    }

    mutating func refine(_ name: Symbol, _ change: (inout Value) -> Void) {
        guard var value = variables[name] else { return }
        change(&value)
        variables[name] = value
    }

    /// All taint that a value carries, also inside its objects.
    func reach(_ value: Value, depth: Int = 4) -> TaintSet {
        guard !value.objects.isEmpty, depth > 0 else { return value.taint }
        var taint = value.taint
        // Objects that know each other are looked at once each: ways between them are many.
        var seen = Set(value.objects)
        var level = value.objects
        for _ in 0..<depth where !level.isEmpty {
            var next: [ObjectID] = []
            for id in level {
                guard let object = heap[id] else { continue }
                taint.formUnion(object.own)
                object.forEachValue { value in
                    taint.formUnion(value.taint)
                    for inner in value.objects where seen.insert(inner).inserted { next.append(inner) }
                }
            }
            level = next
        }
        return taint
    }
}
