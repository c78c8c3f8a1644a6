import CodeSyntax

/// An argument of a call.
struct Argument {
    let node: NodeID
    /// Of a named argument.
    let name: String?
    let isSpread: Bool
    var value: Value
}

/// Calls: by what is modelled, by the function that is called, or by the rule of thumb that what goes in comes out.
extension FlowAnalysis {
    func evaluateCall(_ id: NodeID) -> Value {
        var taint = TaintSet.none
        var value = evaluateCall(id, &taint)
        value.taint.formUnion(taint)
        return value
    }

    /// `taint` gets what the callee itself brings.
    private func evaluateCall(_ id: NodeID, _ taint: inout TaintSet) -> Value {
        guard let callee = tree.child(id, .callee) else { return .unknown }
        let receiverNode = tree[callee].kind == .member ? tree.child(callee, .object) : nil
        let receiver = receiverNode.map { evaluate($0) }
        taint = taintOfCallee(callee)
        var arguments = evaluateArguments(id)
        guard isReachable else { return .unknown }
        let name = tree.text(of: callee)
        if tree[id].kind == .new { return construct(id, callee, arguments) }
        if let promise = promiseSettled(by: callee) {
            change(promise) { object in for argument in arguments { object.add(argument.value) } }
            return .unknown
        }
        if leavesProgram(callee, name, receiver) {
            isReachable = false
            return .unknown
        }
        if tree.language == .c, name == "assert", let first = arguments.first { assume(first.node, true) }
        let call = Call(id: id, callee: callee, name: name, receiverNode: receiverNode)
        if let result = runKnown(call, receiver, arguments) { return result }
        forgetGivenByAddress(arguments)
        if let result = model(call, receiver, arguments) { return result }
        if let made = constructCalled(call, receiver, arguments) { return made }
        if let read = readField(call, receiver, arguments) { return read }
        let mapsElements =
            CallModels.mapping.contains(call.name) && arguments.first?.value.closure != nil && receiver != nil
        runClosures(call, receiver, &arguments)
        return carried(call, mapsElements ? nil : receiver, arguments)
    }

    struct Call {
        let id: NodeID
        let callee: NodeID
        let name: String
        let receiverNode: NodeID?
    }

    /// In Ruby `object.name` without a method of the name reads what `attr_reader` shows.
    private func readField(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) -> Value? {
        guard tree.language == .ruby, arguments.isEmpty, let receiver, let id = receiver.object,
            let object = object(id), object.fields[.name(call.name)] != nil
        else { return nil }
        return field(call.name, of: receiver)
    }

    /// A callee has marks of its own when a rule's pattern is a bare function or member.
    private func taintOfCallee(_ callee: NodeID) -> TaintSet {
        let kind = tree[callee].kind
        guard kind == .member || kind == .name else { return evaluate(callee).taint }
        var taint = TaintSet.none
        // Calling what a client names does harm by itself.
        if frame.file.marks.entries[callee]?.sinks.isEmpty == false { return evaluate(callee).taint }
        for source in frame.file.marks.entries[callee]?.sources ?? [] where source.lanes != 0 {
            taint.insert(self.taint(from: source, at: callee))
        }
        return taint
    }

    private func evaluateArguments(_ id: NodeID) -> [Argument] {
        var arguments: [Argument] = []
        for node in tree.children(id, .argument) where isReachable {
            switch tree[node].kind {
            case .keywordArgument:
                arguments.append(
                    Argument(node: node, name: tree.text(of: node), isSpread: false, value: evaluate(node)))
            case .spread: arguments.append(Argument(node: node, name: nil, isSpread: true, value: evaluate(node)))
            default: arguments.append(Argument(node: node, name: nil, isSpread: false, value: evaluate(node)))
            }
        }
        return arguments
    }

    /// `exit()`, `abort(404)`, `panic(…)`: nothing comes after these.
    private func leavesProgram(_ callee: NodeID, _ name: String, _ receiver: Value?) -> Bool {
        guard CallModels.leaving.contains(name), frame.file.declarations.functions[name] == nil else { return false }
        switch name {
        case "exit", "_exit":
            return receiver == nil || ["System", "sys", "os", "process"].contains(receiverText(callee))
        case "abort": return receiver == nil || receiverText(callee) == "flask"
        case "Fatal", "Fatalf", "Fatalln": return receiverText(callee) == "log"
        case "halt": return tree.language == .ruby
        default: return receiver == nil
        }
    }

    func receiverText(_ callee: NodeID) -> String {
        tree.child(callee, .object).map { tree.text(of: $0) } ?? ""
    }

    /// What goes in comes out, and an object that is told something keeps it.
    private func carried(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) -> Value {
        var given = TaintSet.none
        for argument in arguments { given.formUnion(state.reach(argument.value)) }
        if let node = call.receiverNode, let receiver, !given.isEmpty,
            CallModels.tellsObject(call.name) || CallModels.printing.contains(call.name) && !receiver.objects.isEmpty
        {
            let owner = followed(node, receiver)
            change(owner) { $0.own.formUnion(given) }
            tellWrapped(owner, given, depth: 3)
        }
        fill(call, receiver, arguments)
        if CallModels.isHarmless(call.name) || givesContent(call, arguments) { return .unknown }
        var taint = given
        if let receiver { taint.formUnion(state.reach(receiver)) }
        var value = Value(taint)
        value.type = resultType(call, receiver)
        return value
    }

    /// `stream.read(buffer)`: what is read is in the buffer.
    private func fill(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) {
        guard CallModels.filling.contains(call.name), let receiver else { return }
        let taint = state.reach(receiver)
        guard !taint.isEmpty else { return }
        for argument in arguments where !argument.value.objects.isEmpty {
            change(argument.value) { $0.own.formUnion(taint) }
        }
    }

    /// What is written to an object that was made around others gets to those: streams and writers.
    private func tellWrapped(_ owner: Value, _ taint: TaintSet, depth: Int) {
        guard depth > 0 else { return }
        for id in owner.objects {
            guard let inner = object(id)?.fields[.name(Self.wrapped)], !inner.objects.isEmpty else { continue }
            change(inner) { $0.own.formUnion(taint) }
            tellWrapped(inner, taint, depth: depth - 1)
        }
    }

    /// Where an object of a class that is not part of the program keeps those it was made around; no field's name.
    static let wrapped = "\u{1F}wrapped"

    /// The class of an object by the call that makes it, `Thing.create()`; only a name, never a certainty.
    private func resultType(_ call: Call, _ receiver: Value?) -> String? {
        guard let type = receiver?.type else { return nil }
        return "\(type).\(call.name)()"
    }

    // Functions of the program.

    /// In Ruby a bare name that is no variable calls the method of that name.
    func bareCall(_ name: NodeID) -> Value? {
        let symbol = tree[name].symbol
        guard state.variables[symbol] == nil, frame.file.marks.entries[name]?.sources.isEmpty ?? true else {
            return nil
        }
        let text = tree.text(symbol)
        guard let first = text.first, first.isLowercase || first == "_", variable(name).closure != nil || isMethod(text)
        else { return nil }
        return runKnown(Call(id: name, callee: name, name: text, receiverNode: nil), nil, [])
    }

    /// A method of the class that the function belongs to.
    private func isMethod(_ name: String) -> Bool {
        guard let owner = frame.file.declarations.owner(of: frame.function) else { return false }
        return method(name, of: Place(file: frame.file.id, node: owner.node)) != nil
    }

    private func runKnown(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) -> Value? {
        let targets = targets(of: call, receiver, arguments).flatMap { overloads($0, arguments) }
        guard !targets.isEmpty else { return nil }
        var result: Value?
        let before = state
        var after: State?
        for (closure, this) in targets.prefix(4) {
            state = before
            isReachable = true
            let value = run(closure, arguments: arguments, receiver: this, at: call.id)
            if isReachable {
                result = result.map { $0.joined(value) } ?? value
                after = after.map { joined($0, state) } ?? state
            }
        }
        isReachable = after != nil
        if let after { state = after }
        return result ?? .unknown
    }

    /// The method and those of its class that differ from it in their parameters' types alone.
    private func overloads(_ target: (Closure, Value?), _ arguments: [Argument]) -> [(Closure, Value?)] {
        let (closure, receiver) = target
        guard tree.language == .java, let file = file(closure.place.file),
            let owner = file.declarations.owner(of: closure.place.node),
            let all = owner.methods[file.tree.text(of: closure.place.node)], all.count > 1
        else { return [target] }
        let fitting = all.filter { method in
            file.tree.child(method, .body) != nil && Self.takes(method, arguments.count, file.tree)
                && fits(arguments, method, file.tree)
        }
        guard fitting.count > 1 || !fitting.isEmpty && !fitting.contains(closure.place.node) else { return [target] }
        return fitting.map { (Closure(place: Place(file: closure.place.file, node: $0), scope: -1), receiver) }
    }

    /// False where an argument is certainly not of its parameter's type: a text is no number.
    private func fits(_ arguments: [Argument], _ method: NodeID, _ tree: SyntaxTree) -> Bool {
        zip(tree.children(method, .parameter), arguments).allSatisfy { parameter, argument in
            guard let type = tree.child(parameter, .type) else { return true }
            let name = tree.text(of: type)
            let isNumber = TypeNames.isScalar(name, .java) && !tree[type].flags.contains(.isArray)
            switch argument.value.constant {
            case .string: return !isNumber || name == "char"
            case .integer, .float, .boolean: return isNumber || name == "Object" || name == "T"
            default: return !isNumber || argument.value.taint.isEmpty
            }
        }
    }
}
