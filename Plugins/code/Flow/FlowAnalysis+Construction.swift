import CodeSyntax

/// Objects: what constructors, containers and classes of the program make.
extension FlowAnalysis {
    func construct(_ id: NodeID, _ callee: NodeID, _ arguments: [Argument]) -> Value {
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
        if givesContent(Call(id: id, callee: callee, name: name, receiverNode: nil), arguments) { arguments = [] }
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

    func promiseSettled(by callee: NodeID) -> Value? {
        guard tree[callee].kind == .name, tree.language == .javascript || tree.language == .typescript else {
            return nil
        }
        let value = variable(callee)
        guard let id = value.object, object(id)?.type == Self.settledPromise else { return nil }
        return value
    }

    private static let settledPromise = "promise:settled"

    /// A class that is called like a function, as in Python.
    func constructCalled(_ call: Call, _ receiver: Value?, _ arguments: [Argument]) -> Value? {
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
        initializeFields(of: place, this)
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
        initializeFields(of: Place(file: file.id, node: owner.node), this)
        let constructor = owner.methods[Declarations.constructor]?.first
        if let constructor, constructor != function {
            let closure = Closure(place: Place(file: file.id, node: constructor), scope: -1)
            _ = run(closure, arguments: [], receiver: this, at: nil)
            isReachable = true
        }
        forgetChanging(this, owner, file)
        runFilters(before: function, of: file, on: this)
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

    func initializeFields(of place: Place, _ this: Value) {
        var seen: Set<Place> = []
        initializeFields(of: place, this, depth: 0, &seen)
    }

    /// `seen`: a class that is inherited on many ways has its fields once.
    private func initializeFields(of place: Place, _ this: Value, depth: Int, _ seen: inout Set<Place>) {
        // A class may have objects of its own as fields: the constants of an enum, a singleton.
        guard depth < 6, seen.insert(place).inserted, !initializing.contains(place), let file = file(place.file),
            let known = file.declarations.classes[file.tree.text(of: place.node)]
        else { return }
        initializing.insert(place)
        defer { initializing.remove(place) }
        for base in known.bases {
            if let own = file.declarations.classes[base] {
                initializeFields(of: Place(file: place.file, node: own.node), this, depth: depth + 1, &seen)
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
