import CodeSyntax

/// Names that constructors and methods of containers have in the languages' libraries.
enum ContainerMethods {
    /// Python's modules with containers.
    static let modules: Set<String> = [
        "collections", "io", "queue", "builtins", "configparser", "multidict", "array", "typing",
        "six.moves.configparser",
    ]

    static let lists: Set<String> = [
        "ArrayList", "LinkedList", "Vector", "Stack", "ArrayDeque", "CopyOnWriteArrayList", "Array", "deque", "list",
        "List",
        "PriorityQueue", "ArrayBlockingQueue", "LinkedBlockingQueue",
    ]
    static let maps: Set<String> = [
        "HashMap", "LinkedHashMap", "TreeMap", "Hashtable", "ConcurrentHashMap", "WeakHashMap", "EnumMap", "Map",
        "WeakMap",
        "Properties", "dict", "OrderedDict", "defaultdict", "ConfigParser", "RawConfigParser", "SafeConfigParser",
        "Hash",
    ]
    static let bags: Set<String> = ["HashSet", "LinkedHashSet", "TreeSet", "Set", "WeakSet", "set"]
    static let builders: Set<String> = [
        "StringBuilder", "StringBuffer", "StringWriter", "StringIO", "BytesIO", "ByteArrayOutputStream", "StringJoiner",
    ]

    /// Keep values under names in an object of a web server, and give them back.
    static let attributeSetters: Set<String> = ["setAttribute", "putValue", "addAttribute"]
    static let attributeGetters: Set<String> = ["getAttribute", "getValue"]

    /// Change the container they are called on.
    static let changing: Set<String> = [
        "append", "add", "push", "addLast", "addFirst", "addElement", "offer", "unshift", "insert", "extend", "addAll",
        "put",
        "set", "putAll", "update", "setdefault", "putIfAbsent", "appendleft", "push_back", "store",
    ]
}

extension FlowAnalysis {
    /// A container by the class that is constructed; nil for other classes.
    func container(_ name: String, _ arguments: [Argument]) -> HeapObject? {
        let first = arguments.first?.value
        var object: HeapObject
        if ContainerMethods.lists.contains(name) {
            object = HeapObject(.list, type: name)
            if let first, first.constant == nil, arguments.count == 1 { extend(&object, with: first) }
        } else if ContainerMethods.maps.contains(name) {
            object = HeapObject(.map, type: name)
            if let first, let id = first.object, let list = self.object(id), list.shape == .list {
                addPairs(list, to: &object)
            } else if let first, !first.objects.isEmpty {
                merge(first, into: &object)
            }
            for argument in arguments { if let key = argument.name { object.set(.name(key), argument.value) } }
        } else if ContainerMethods.bags.contains(name) {
            object = HeapObject(.bag, type: name)
            if let first, first.constant == nil { extend(&object, with: first) }
        } else if ContainerMethods.builders.contains(name) {
            object = HeapObject(.builder, type: name)
            object.rest =
                first.map { if case .integer = $0.constant { Value(.string("")) } else { $0 } } ?? Value(.string(""))
        } else {
            return nil
        }
        return object
    }

    /// `new Map([["key", value]])`, `dict([("key", value)])`.
    private func addPairs(_ list: HeapObject, to object: inout HeapObject) {
        for element in list.elements {
            let pair = element.object.flatMap { self.object($0) }
            guard let pair, pair.elements.count == 2, let key = pair.elements[0].constant else {
                object.add(element)
                continue
            }
            object.set(Self.key(key), pair.elements[1])
        }
    }

    /// Puts the elements of a value behind those of an object.
    func extend(_ object: inout HeapObject, with value: Value) {
        if let id = value.object, let other = self.object(id), other.shape == .list, object.shape == .list {
            for element in other.elements { object.append(element) }
            object.own.formUnion(other.own)
        } else if let id = value.object, let other = self.object(id), other.isComplete, other.shape == .map {
            object.blur()
            object.add(key(of: value))
        } else {
            let element = element(of: value)
            object.blur()
            object.add(element)
        }
        object.own.formUnion(value.taint)
    }

    /// Puts the entries of a value among those of an object.
    func merge(_ value: Value, into object: inout HeapObject) {
        guard let id = value.object, let other = self.object(id) else {
            if !state.reach(value).isEmpty || value.objects.isEmpty { object.add(element(of: value)) }
            return
        }
        for (key, field) in other.fields { object.set(key, field) }
        object.own.formUnion(other.own)
        if !other.isComplete { object.add(other.rest) }
    }

    func appended(_ value: Value, to owner: Value) -> Value {
        change(owner) { $0.append(value) }
        return owner
    }

    /// Sequences joined with `+`.
    func joinedSequences(_ left: Value, _ right: Value) -> Value? {
        guard let first = left.object, let object = object(first), object.shape == .list || object.shape == .bag else {
            return nil
        }
        var sum = object
        extend(&sum, with: right)
        return allocate(sum)
    }

    /// Whether a container holds a value, where both are known.
    func contains(_ container: Value, _ element: Value) -> Bool? {
        guard let constant = element.constant else { return nil }
        if case .string(let text) = container.constant, case .string(let part) = constant { return text.contains(part) }
        guard let id = container.object, let object = object(id), object.isComplete, object.own.isEmpty else {
            return nil
        }
        switch object.shape {
        case .map: return object.fields[Self.key(constant)] != nil
        case .list:
            let known = object.elements.map(\.constant)
            if known.contains(constant) { return true }
            return known.contains(nil) ? nil : false
        default: return nil
        }
    }
}
