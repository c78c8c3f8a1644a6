import CodeSyntax

/// Which functions a call may run: of this file, of a class, of files that are imported.
extension FlowAnalysis {
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
        initializeFields(of: Place(file: method.place.file, node: owner.node), this)
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
        if tree.language == .go { return implementations(call.name, receiver, count) }
        guard tree.language == .java, let type = receiver.type else { return [] }
        return implementations(of: lastName(type), call.name, count).map { Closure(place: $0, scope: -1) }
    }

    /// Go: of an interface of this file or another, the methods of the types that stand beside it or here.
    private func implementations(_ name: String, _ receiver: Value, _ count: Int) -> [Closure] {
        guard let type = receiver.type, let place = classPlace(ofType: type), let own = file(place.file),
            own.declarations.classes[own.tree.text(of: place.node)]?.methods[name] != nil
        else { return [] }
        var found: [Closure] = []
        for file in own.id == frame.file.id ? [own] : [own, frame.file] {
            for (_, known) in file.declarations.classes.sorted(by: { $0.key < $1.key }) where found.count < 4 {
                let fitting = known.methods[name]?.first {
                    file.tree.child($0, .body) != nil && Self.takes($0, count, file.tree)
                }
                guard let fitting else { continue }
                if file.id != frame.file.id { result.consulted.insert(file.id) }
                found.append(Closure(place: Place(file: file.id, node: fitting), scope: -1))
            }
        }
        return found
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
        if isTyped, let type = receiver.type, let place = classPlace(ofType: type),
            let method = method(call.name, of: place, count: count)
        {
            return Closure(place: method, scope: -1)
        }
        guard let module = importedPath(of: node) else { return nil }
        return functions(call.name, imported: module).first.map { Closure(place: $0, scope: -1) }
    }

    /// What an imported name, or a chain of names that begins with one, stands for: `helpers.text` after
    /// `import helpers.text`.
    func importedPath(of node: NodeID) -> String? {
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
        if let last = path.split(whereSeparator: { ".:/\\".contains($0) }).last, !path.isEmpty, last != wanted[...],
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

    /// A class by its type's name: in Go `store.Store` is one of the package that the file imports.
    private func classPlace(ofType type: String) -> Place? {
        let name = lastName(type)
        guard tree.language == .go, let dot = type.lastIndex(of: ".") else { return classPlace(named: name) }
        let package = type[..<dot]
        guard let imported = frame.file.tree.imports.first(where: { tree.text($0.local) == package }) else {
            return nil
        }
        return classPlace(name, symbol: .empty, module: imported.path)
    }

    func file(_ id: FileID) -> ProgramFile? { id == frame.file.id ? frame.file : program.file(id) }

    /// The method of a class or of what it inherits from.
    ///
    /// `count`: of the arguments; where a language overloads, the first method that takes as many.
    func method(_ name: String, of place: Place, count: Int? = nil) -> Place? {
        var seen: Set<Place> = []
        return method(name, of: place, count, depth: 0, &seen)
    }

    /// `seen`: where it is not; a class can be inherited on many ways.
    private func method(
        _ name: String, of place: Place, _ count: Int?, depth: Int, _ seen: inout Set<Place>
    ) -> Place? {
        guard depth < 6, seen.count < Self.mostAncestors, seen.insert(place).inserted, let file = file(place.file)
        else { return nil }
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
                if let found = method(name, of: next, count, depth: depth + 1, &seen) { return found }
            }
        }
        return nil
    }

    /// Classes that are looked into for one method.
    private static let mostAncestors = 100

    /// Whether a method can be called with so many arguments.
    static func takes(_ method: NodeID, _ count: Int?, _ tree: SyntaxTree) -> Bool {
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
}
