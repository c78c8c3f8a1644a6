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
        let call = Call(id: id, callee: callee, name: name, receiverNode: receiverNode)
        if let result = runKnown(call, receiver, arguments) { return result }
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
        if CallModels.isHarmless(call.name) { return .unknown }
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
    private static let wrapped = "\u{1F}wrapped"

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

    /// Which functions a call may run, each with its receiver.
    func targets(of call: Call, _ receiver: Value?, _ arguments: [Argument]) -> [(Closure, Value?)] {
        let count = arguments.count
        guard let node = call.receiverNode, let receiver else { return directTargets(call, count) }
        if let closure = receiver.closure, runsItself(call.name) { return [(closure, frame.receiver)] }
        if tree.language == .java, tree[node].kind == .name, tree.text(of: node) == "super" {
            return inherited(call.name, count).map { [(Closure(place: $0, scope: -1), frame.receiver)] } ?? []
        }
        var targets: [(Closure, Value?)] = []
        for id in receiver.objects {
            guard let object = object(id) else { continue }
            if let declared = object.declared, let method = method(call.name, of: declared, count: count) {
                targets.append((Closure(place: method, scope: -1), Value(id)))
            } else if let closure = object.fields[.name(call.name)]?.closure {
                targets.append((closure, Value(id)))
            }
        }
        guard targets.isEmpty else { return targets }
        let found = staticTargets(call, receiver, count)
        guard tree.language == .java, receiver.type != nil else { return found.map { ($0, nil) } }
        let carries =
            !receiver.taint.isEmpty
            || arguments.contains { $0.value.closure != nil || !state.reach($0.value).isEmpty }
        return found.filter { carries || isWorthRunning($0.place) }.map { ($0, instance(for: $0, receiver, at: node)) }
    }

    /// A method that is known by a type alone and is given nothing: when it is a getter, or something begins in it.
    private func isWorthRunning(_ method: Place) -> Bool {
        guard let file = file(method.file) else { return false }
        let range = method.node.index..<Int(file.tree[method.node].next)
        return range.count <= 40 || file.hasBeginning(in: range) || file.tree[method.node].flags.contains(.isStatic)
    }

    /// Whether a method of a function runs the function.
    private func runsItself(_ name: String) -> Bool {
        switch tree.language {
        case .java: CallModels.functional.contains(name)
        case .ruby: name == "call"
        default: false
        }
    }

    /// The object on which a method found by a type is run: of its class, with what is known of the receiver. It is
    /// the receiver from now on.
    private func instance(for method: Closure, _ receiver: Value, at node: NodeID) -> Value? {
        guard tree.language == .java, receiver.objects.isEmpty, receiver.type != nil,
            let file = file(method.place.file),
            !file.tree[method.place.node].flags.contains(.isStatic),
            let owner = file.declarations.owner(of: method.place.node)
        else { return nil }
        var object = HeapObject(.plain, type: owner.name)
        object.declared = Place(file: method.place.file, node: owner.node)
        object.isComplete = false
        object.own = receiver.taint
        let this = allocate(object)
        initializeFields(of: Place(file: method.place.file, node: owner.node), this, depth: 0)
        if tree[node].kind == .name, state.variables[tree[node].symbol] != nil { assign(this, to: node, note: nil) }
        return this
    }

    /// A method of what the class around inherits from.
    private func inherited(_ name: String, _ count: Int) -> Place? {
        guard let owner = frame.file.declarations.owner(of: frame.function) else { return nil }
        for base in owner.bases {
            let classes =
                frame.file.declarations.classes[base].map { [Place(file: frame.file.id, node: $0.node)] }
                ?? foreignClasses(base, from: frame.file)
            for place in classes { if let found = method(name, of: place, count: count) { return found } }
        }
        return nil
    }

    private func directTargets(_ call: Call, _ count: Int) -> [(Closure, Value?)] {
        let node = tree[call.callee]
        if node.kind == .function { return [(Closure(place: place(call.callee), scope: keepScope()), frame.receiver)] }
        if node.kind == .call || node.kind == .index, let closure = evaluateQuietly(call.callee).closure {
            return [(closure, frame.receiver)]
        }
        guard node.kind == .name else { return [] }
        if let closure = variable(call.callee).closure { return [(closure, frame.receiver)] }
        if tree.language == .java, call.name == "super" || call.name == "this" {
            return constructor(call.name, count).map { [(Closure(place: $0, scope: -1), frame.receiver)] } ?? []
        }
        if tree.language != .python, let method = enclosingMethod(call.name, count) {
            return [(Closure(place: method, scope: -1), frame.receiver)]
        }
        let path = frame.file.imports[node.symbol]?.path ?? ""
        if frame.file.declarations.classes[call.name] != nil { return [] }
        return functions(call.name, imported: path).map { (Closure(place: $0, scope: -1), nil) }
    }

    /// The constructor that `super(…)` and `this(…)` run.
    private func constructor(_ word: String, _ count: Int) -> Place? {
        guard word == "this" else { return inherited(Declarations.constructor, count) }
        guard let owner = frame.file.declarations.owner(of: frame.function) else { return nil }
        let place = Place(file: frame.file.id, node: owner.node)
        return method(Declarations.constructor, of: place, count: count).flatMap {
            $0.node == frame.function ? nil : $0
        }
    }

    /// A method of the class around, or of the one around that.
    private func enclosingMethod(_ name: String, _ count: Int) -> Place? {
        var at: NodeID? = frame.function
        while let node = at {
            if tree[node].kind == .class,
                let found = method(name, of: Place(file: frame.file.id, node: node), count: count)
            {
                return found
            }
            at = tree.parent(node)
        }
        return nil
    }

    /// `Class.method()` and `module.function()`, and what implements the method of an interface.
    private func staticTargets(_ call: Call, _ receiver: Value, _ count: Int) -> [Closure] {
        if let found = staticTarget(call, receiver, count) { return [found] }
        guard tree.language == .java, let type = receiver.type else { return [] }
        return implementations(of: lastName(type), call.name, count).map { Closure(place: $0, scope: -1) }
    }

    private func implementations(of type: String, _ name: String, _ count: Int) -> [Place] {
        var found: [Place] = []
        let files = [frame.file.id] + program.files(extending: type, from: frame.file.id).prefix(4)
        for id in files {
            guard let file = file(id) else { continue }
            for (_, known) in file.declarations.classes.sorted(by: { $0.key < $1.key })
            where known.bases.contains(type) && found.count < 4 {
                guard let place = method(name, of: Place(file: id, node: known.node), count: count),
                    !found.contains(place)
                else { continue }
                result.consulted.insert(id)
                found.append(place)
            }
        }
        return found
    }

    private func staticTarget(_ call: Call, _ receiver: Value, _ count: Int) -> Closure? {
        guard let node = call.receiverNode, tree[node].kind == .name || tree[node].kind == .member else { return nil }
        let name = tree.text(of: node)
        let isVariable = tree[node].kind == .name && state.variables[tree[node].symbol] != nil
        if !isVariable, let place = classPlace(name, symbol: tree[node].symbol),
            let method = method(call.name, of: place, count: count)
        {
            return Closure(place: method, scope: -1)
        }
        // A field that is handed in from outside is known by its declared type alone.
        let isTyped = isVariable || tree[node].kind == .member || tree.language == .java
        if isTyped, let type = receiver.type, let place = classPlace(named: lastName(type)),
            let method = method(call.name, of: place, count: count)
        {
            return Closure(place: method, scope: -1)
        }
        guard let module = importedPath(of: node) else { return nil }
        return functions(call.name, imported: module).first.map { Closure(place: $0, scope: -1) }
    }

    /// What an imported name, or a chain of names that begins with one, stands for: `helpers.text` after
    /// `import helpers.text`.
    private func importedPath(of node: NodeID) -> String? {
        var names: [String] = []
        var at = node
        while tree[at].kind == .member, names.count < 8, let object = tree.child(at, .object) {
            names.append(tree.text(of: at))
            at = object
        }
        guard tree[at].kind == .name, let imported = frame.file.imports[tree[at].symbol] else { return nil }
        return ([imported.path] + names.reversed()).joined(separator: ".")
    }

    func functions(_ name: String, imported path: String) -> [Place] {
        var wanted = name
        // `from helpers import clean as scrub`.
        if let last = path.split(whereSeparator: { ".:/".contains($0) }).last, !path.isEmpty, last != wanted[...],
            frame.file.tree.imports.contains(where: { $0.path == path && tree.text($0.local) == name })
        {
            wanted = String(last)
        }
        for id in program.files(declaring: wanted, imported: path, from: frame.file.id).prefix(3) {
            guard let file = program.file(id), let node = file.declarations.functions[wanted]?.first else { continue }
            result.consulted.insert(id)
            return [Place(file: id, node: node)]
        }
        return []
    }

    func classPlace(_ name: String, symbol: Symbol, module: String? = nil) -> Place? {
        guard !name.isEmpty else { return nil }
        if module == nil, let own = frame.file.declarations.classes[name] {
            return Place(file: frame.file.id, node: own.node)
        }
        let path = module ?? frame.file.imports[symbol]?.path ?? ""
        for id in program.files(declaring: name, imported: path, from: frame.file.id).prefix(3) {
            guard let file = program.file(id), let found = file.declarations.classes[name] else { continue }
            result.consulted.insert(id)
            return Place(file: id, node: found.node)
        }
        return nil
    }

    /// A class by the name that this file has for it.
    private func classPlace(named name: String) -> Place? {
        let local = frame.file.tree.imports.first { tree.text($0.local) == name }?.local
        return classPlace(name, symbol: local ?? .empty)
    }

    func file(_ id: FileID) -> ProgramFile? { id == frame.file.id ? frame.file : program.file(id) }

    /// The method of a class or of what it inherits from.
    ///
    /// `count`: of the arguments; where a language overloads, the first method that takes as many.
    func method(_ name: String, of place: Place, count: Int? = nil, depth: Int = 0) -> Place? {
        guard depth < 6, let file = file(place.file) else { return nil }
        let className = file.tree.text(of: place.node)
        guard let known = file.declarations.classes[className] else { return nil }
        let own = known.methods[name]?.filter { file.tree.child($0, .body) != nil } ?? []
        if let node = own.first(where: { Self.takes($0, count, file.tree) }) ?? own.first {
            return Place(file: place.file, node: node)
        }
        for base in known.bases {
            let bases =
                file.declarations.classes[base].map { [Place(file: place.file, node: $0.node)] }
                ?? foreignClasses(base, from: file)
            for next in bases {
                if let found = method(name, of: next, count: count, depth: depth + 1) { return found }
            }
        }
        return nil
    }

    /// Whether a method can be called with so many arguments.
    private static func takes(_ method: NodeID, _ count: Int?, _ tree: SyntaxTree) -> Bool {
        guard let count else { return true }
        let parameters = Array(tree.children(method, .parameter))
        let isVariadic = parameters.last.map { tree[$0].flags.contains(.variadic) } ?? false
        return parameters.count == count || isVariadic && count >= parameters.count - 1
    }

    private func foreignClasses(_ name: String, from file: ProgramFile) -> [Place] {
        let path = file.tree.imports.first { file.tree.text($0.local) == name }?.path ?? ""
        return program.files(declaring: name, imported: path, from: file.id).prefix(2).compactMap { id in
            guard let other = program.file(id), let known = other.declarations.classes[name] else { return nil }
            result.consulted.insert(id)
            return Place(file: id, node: known.node)
        }
    }

    // Constructors.

    private func construct(_ id: NodeID, _ callee: NodeID, _ arguments: [Argument]) -> Value {
        let name = tree.text(of: callee)
        if tree.language == .java, let body = tree.child(id, .body) { return anonymous(body, name, arguments) }
        if tree.language == .java, tree[id].flags.contains(.isStatic) { return newArray(arguments) }
        if let model = container(name, arguments) { return allocate(model) }
        if let promise = promise(name, arguments) { return promise }
        if let place = classPlace(name, symbol: tree[callee].symbol) {
            return instance(of: place, name, arguments, at: id)
        }
        // `new Thread(() -> …)`: who is given a function calls it.
        var arguments = arguments
        if tree.language == .java {
            runClosures(Call(id: id, callee: callee, name: name, receiverNode: nil), nil, &arguments)
        }
        return unknownObject(tree.text(of: callee), callee, arguments)
    }

    /// `new Runnable() { … }`: an object whose methods see the variables around.
    private func anonymous(_ body: NodeID, _ name: String, _ arguments: [Argument]) -> Value {
        var object = HeapObject(.plain, type: name)
        object.isComplete = false
        for argument in arguments { object.own.formUnion(state.reach(argument.value)) }
        let scope = keepScope()
        for member in tree.children(body) where tree[member].kind == .function {
            object.set(.name(tree.text(of: member)), closureValue(place(member), scope: scope))
        }
        return allocate(object)
    }

    /// `new String[2]`: its elements are known one by one as long as their places are.
    private func newArray(_ arguments: [Argument]) -> Value {
        var object = HeapObject(.list)
        if arguments.count == 1, case .integer(let count) = arguments[0].value.constant,
            (0...HeapObject.most).contains(count)
        {
            object.elements = Array(repeating: .unknown, count: count)
        } else {
            object.blur()
        }
        return allocate(object)
    }

    /// `new Promise((resolve) => resolve(value))`: what the function is called with is what the promise gives.
    private func promise(_ name: String, _ arguments: [Argument]) -> Value? {
        guard name == "Promise", tree.language == .javascript || tree.language == .typescript,
            let first = arguments.first, let closure = first.value.closure
        else { return nil }
        let settled = allocate(HeapObject(.bag, type: Self.settledPromise))
        let resolve = Argument(node: first.node, name: nil, isSpread: false, value: settled)
        _ = run(closure, arguments: [resolve], receiver: frame.receiver, at: nil)
        isReachable = true
        return element(of: settled)
    }

    private func promiseSettled(by callee: NodeID) -> Value? {
        guard tree[callee].kind == .name, tree.language == .javascript || tree.language == .typescript else {
            return nil
        }
        let value = variable(callee)
        guard let id = value.object, object(id)?.type == Self.settledPromise else { return nil }
        return value
    }

    private static let settledPromise = "promise:settled"

    /// A class that is called like a function, as in Python.
    private func constructCalled(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) -> Value? {
        guard tree.language == .python || tree.language == .ruby && call.name == "new" else { return nil }
        let node = tree.language == .ruby ? call.receiverNode ?? call.callee : call.callee
        let name = tree.text(of: node)
        // `collections.deque()`, but not `form.dict()`.
        let isMethod = call.receiverNode.map { !ContainerMethods.modules.contains(importedPath(of: $0) ?? "") } ?? false
        if tree.language == .python, !isMethod, let model = container(name, arguments) { return allocate(model) }
        let module = tree.language == .python ? tree.child(node, .object).flatMap { importedPath(of: $0) } : nil
        guard name.first?.isUppercase == true,
            let place = classPlace(name, symbol: tree[node].symbol, module: module)
        else { return nil }
        return instance(of: place, name, arguments, at: call.id)
    }

    /// An object of a class that is not part of the program: it carries what it was made from.
    private func unknownObject(_ name: String, _ callee: NodeID, _ arguments: [Argument]) -> Value {
        var object = HeapObject(.plain, type: name)
        object.isComplete = false
        for argument in arguments {
            object.own.formUnion(state.reach(argument.value))
            if let key = argument.name { object.set(.name(key), argument.value) }
        }
        if tree.language == .java, let first = arguments.first?.value, !first.objects.isEmpty {
            var inner = Value.unknown
            inner.objects = first.objects
            object.set(.name(Self.wrapped), inner)
        }
        if tree.language == .go, !arguments.isEmpty, arguments.allSatisfy({ $0.name != nil }) { object.own = .none }
        return allocate(object)
    }

    func instance(of place: Place, _ name: String, _ arguments: [Argument], at call: NodeID?) -> Value {
        var object = HeapObject(.plain, type: name)
        object.declared = place
        object.isComplete = true
        let this = allocate(object)
        initializeFields(of: place, this, depth: 0)
        let count = arguments.count
        if let constructor = method(Declarations.constructor, of: place, count: count)
            ?? method("initialize", of: place)
        {
            _ = run(Closure(place: constructor, scope: -1), arguments: arguments, receiver: this, at: call)
        } else if !setComponents(of: place, this, arguments) {
            let names = positionalFields(of: place)
            for (index, argument) in arguments.enumerated() {
                change(this) { object in
                    if let key = argument.name ?? (index < names.count ? names[index] : nil) {
                        object.set(.name(key), argument.value)
                    } else {
                        object.add(argument.value)
                    }
                }
            }
        }
        return this
    }

    /// The fields of a structure whose values may be given without their names.
    private func positionalFields(of place: Place) -> [String] {
        guard tree.language == .go || tree.language == .c, let file = file(place.file) else { return [] }
        return file.declarations.classes[file.tree.text(of: place.node)]?.fieldNames ?? []
    }

    /// A record's constructor puts its arguments into the fields of its parameters' names.
    private func setComponents(of place: Place, _ this: Value, _ arguments: [Argument]) -> Bool {
        guard let file = file(place.file) else { return false }
        let components = Array(file.tree.children(place.node, .parameter))
        guard components.count == arguments.count, !components.isEmpty else { return false }
        for (component, argument) in zip(components, arguments) {
            change(this) { $0.set(.name(file.tree.text(of: component)), argument.value) }
        }
        return true
    }

    /// The object that a method is entered with: its fields as the class and its constructor leave them.
    func instance(for function: NodeID, of file: ProgramFile) -> Value? {
        guard let owner = file.declarations.owner(of: function) else { return nil }
        var object = HeapObject(.plain, type: owner.name)
        object.declared = Place(file: file.id, node: owner.node)
        object.isComplete = true
        let this = allocate(object)
        frame = Frame(file, function: SyntaxTree.root)
        initializeFields(of: Place(file: file.id, node: owner.node), this, depth: 0)
        let constructor = owner.methods[Declarations.constructor]?.first
        if let constructor, constructor != function {
            let closure = Closure(place: Place(file: file.id, node: constructor), scope: -1)
            _ = run(closure, arguments: [], receiver: this, at: nil)
            isReachable = true
        }
        forgetChanging(this, owner, file)
        return this
    }

    /// A field that methods assign has any value when another method begins.
    private func forgetChanging(_ this: Value, _ owner: Declarations.Class, _ file: ProgramFile) {
        change(this) { object in
            for (key, value) in object.fields {
                guard case .name(let name) = key, value.known != .unknown,
                    file.assignmentCount(ofField: name) > 1
                else { continue }
                object.fields[key]?.known = .unknown
            }
        }
    }

    private func initializeFields(of place: Place, _ this: Value, depth: Int) {
        // A class may have objects of its own as fields: the constants of an enum, a singleton.
        guard depth < 6, !initializing.contains(place), let file = file(place.file),
            let known = file.declarations.classes[file.tree.text(of: place.node)]
        else { return }
        initializing.insert(place)
        defer { initializing.remove(place) }
        for base in known.bases {
            if let own = file.declarations.classes[base] {
                initializeFields(of: Place(file: place.file, node: own.node), this, depth: depth + 1)
            }
        }
        let outer = frame
        frame = Frame(file, function: place.node)
        frame.receiver = this
        for (name, type) in known.typedFields {
            var unknown = Value.unknown
            unknown.type = type
            change(this) { $0.set(.name(name), unknown) }
        }
        for field in known.fields {
            guard let value = file.tree.child(field.node, .value) else { continue }
            let initial = evaluate(value)
            change(this) { $0.set(.name(field.name), initial) }
        }
        frame = outer
    }
}
