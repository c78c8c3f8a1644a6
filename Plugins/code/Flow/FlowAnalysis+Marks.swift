import CodeSyntax

/// What the rules' marks do to the values of the nodes they stand at.
extension FlowAnalysis {
    /// Evaluates a node that has marks.
    func evaluateMarked(_ id: NodeID, _ entry: Marks.Entry) -> Value {
        let deafened = entry.sanitizers.reduce(0) { $1.isExact || $1.bySideEffect ? $0 : $0 | $1.lanes }
        let wasMuted = muted
        muted |= deafened
        let collects = entry.sinks.contains { !$0.isExact }
        if collects { sinkTaint.append((id, .none)) }
        var value = evaluateKind(id)
        muted = wasMuted
        if !value.taint.isEmpty, !state.checked.isEmpty { value.taint = value.taint.without(checkedLanes(id)) }
        clean(&value, entry.sanitizers, at: id)
        for source in entry.sources where !source.bySideEffect { apply(source, to: &value, at: id) }
        let inside = collects ? sinkTaint.removeLast().taint : .none
        for sink in entry.sinks {
            var taint = sink.isShallow ? taintOfText(value) : sink.isExact ? state.reach(value) : inside
            if sink.isShell { taint.formUnion(taintOfCommand(value)) }
            report(taint, lanes: sink.lanes, at: id)
        }
        // What a call leaves in its argument is there once it has been made.
        for source in entry.sources where source.bySideEffect { apply(source, to: &value, at: id) }
        for propagator in entry.propagators { apply(propagator) }
        return value
    }

    /// Of a text itself, also of one that is an object: `new String(bytes)`, a builder.
    private func taintOfText(_ value: Value) -> TaintSet {
        var taint = value.taint
        for id in value.objects {
            guard let object = object(id), object.shape == .builder || object.type == "String" else { continue }
            taint.formUnion(object.own)
            taint.formUnion(state.reach(object.rest))
        }
        return taint
    }

    /// Of a list of arguments: which program it is, and, when it begins with a shell and `-c`, the command that comes
    /// next.
    private func taintOfCommand(_ value: Value) -> TaintSet {
        var taint = TaintSet.none
        for id in value.objects {
            guard let object = object(id), object.shape == .list else { continue }
            if let program = object.elements.first { taint.formUnion(state.reach(program)) }
            guard let option = object.elements.firstIndex(where: { $0.known.all.contains { Self.takesCommand($0) } }),
                object.elements[..<option].contains(where: { $0.known.all.contains { CallModels.isShell($0.text) } })
            else { continue }
            // What follows the command are its arguments.
            for element in object.elements[(option + 1)...].prefix(1) { taint.formUnion(state.reach(element)) }
        }
        return taint
    }

    private static func takesCommand(_ constant: Constant) -> Bool {
        ["-c", "/c", "/C", "-lc", "-ec", "-Command"].contains(constant.text)
    }

    /// A sink that counts what is inside sees the values of its parts: of a call's arguments, not of what they were
    /// made from, which may have been clean of them.
    func overhear(_ value: Value, at id: NodeID) {
        guard let last = sinkTaint.indices.last, sinkTaint[last].node == tree.parent(id) else { return }
        sinkTaint[last].taint.formUnion(state.reach(value).without(muted))
    }

    private func clean(_ value: inout Value, _ sanitizers: [Marks.Sanitizer], at id: NodeID) {
        for sanitizer in sanitizers {
            if sanitizer.bySideEffect {
                sanitize(id, value, sanitizer.lanes)
            } else {
                value.taint = value.taint.without(sanitizer.lanes)
                cleanFreshObject(value, sanitizer.lanes, at: id)
            }
        }
    }

    /// The object that a sanitizing call made is clean; one that it was given and gives back is another matter.
    private func cleanFreshObject(_ value: Value, _ lanes: Lanes, at id: NodeID) {
        guard tree[id].kind == .call || tree[id].kind == .new, !value.objects.isEmpty else { return }
        change(value) { object in
            object.own = object.own.without(lanes)
            guard self.tree[id].kind == .new else { return }
            for (key, field) in object.fields where !field.taint.isEmpty {
                object.fields[key]?.taint = field.taint.without(lanes)
            }
        }
    }

    private func apply(_ source: Marks.Source, to value: inout Value, at id: NodeID) {
        // Only a reason to look at the function.
        guard source.lanes != 0 else { return }
        let taint = TaintSet(self.taint(from: source, at: id))
        if source.followsObject {
            if value.objects.isEmpty {
                var object = HeapObject(.plain, type: value.type)
                object.isComplete = false
                object.own = taint
                value.objects = allocate(object).objects
            } else {
                change(value) { $0.own.formUnion(taint) }
            }
        } else {
            value.taint.formUnion(taint)
            // A constant that a rule calls a source stays one.
        }
        if source.bySideEffect { assign(value, to: id, note: nil) }
    }

    private func apply(_ propagator: Marks.Propagator) {
        let from = evaluateQuietly(propagator.from)
        let taint = state.reach(from)
        var kept = TaintSet.none
        for var item in taint.items {
            item.lanes &= propagator.lanes
            if item.lanes != 0 { kept.insert(item) }
        }
        guard !kept.isEmpty else { return }
        var target = evaluateQuietly(propagator.to)
        kept = advanced(kept, .propagated, at: propagator.to)
        if target.objects.isEmpty {
            target.taint.formUnion(kept)
            assign(target, to: propagator.to, note: nil)
        } else {
            change(target) { $0.own.formUnion(kept) }
        }
    }

    /// The value of a node that has been evaluated already: names and members, without effects.
    func evaluateQuietly(_ id: NodeID) -> Value {
        switch tree[id].kind {
        case .name: return variable(id)
        case .parameter: return state.variables[tree[id].symbol] ?? .unknown
        case .assign: return tree.child(id, .target).map { evaluateQuietly($0) } ?? .unknown
        case .member, .index:
            let isSource = frame.file.marks.entries[id].map { !$0.sources.isEmpty } ?? false
            var value = isSource ? evaluate(id) : evaluateKind(id)
            if !value.taint.isEmpty, !state.checked.isEmpty { value.taint = value.taint.without(checkedLanes(id)) }
            return value
        default: return evaluate(id)
        }
    }
}
