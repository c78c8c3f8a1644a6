internal import Packages

/// Gathers what a reader finds. Packages that are there twice become one; edges may be given before the package that
/// they lead to, by a key that the reader chooses (a path, a descriptor, a name).
struct InventoryBuilder {
    /// Packages of one file; further ones are left out, with a warning.
    static let packageLimit = 250_000
    static let edgeLimit = 1_000_000

    /// An edge; small, because there may be more than a million.
    struct Link: Hashable {
        let from: Int32
        let to: Int32
        let isOptional: Bool
    }

    private struct Pending {
        let from: Int
        let key: String
        let isOptional: Bool
    }

    private struct Root {
        let key: String
        let scope: Package.Scope
    }

    private struct Identity: Hashable {
        let ecosystem: Ecosystem
        let name: String
        let version: String
        let qualifiers: [String: String]
    }

    var notes = Notes()
    /// Whether the scope of a package that is pulled in follows from the edges that lead to it, because the file does
    /// not state it. What no root reaches keeps its own.
    var spreadsScopes = false
    /// Whether what is not direct is known to be transitive.
    var knowsDirect = false
    private(set) var packages: [Package] = []
    private var places: [Identity: Int] = [:]
    private var keys: [String: Int] = [:]
    private var links: [Link] = []
    private var pending: [Pending] = []
    private var roots: [Root] = []
    private var isFull = false

    /// Adds a package, or joins it with the one of the same ecosystem, name, version and qualifiers: the widest scope
    /// holds. Nil when the name is empty (with a warning) or there are too many.
    @discardableResult
    mutating func add(_ package: Package, key: String? = nil) -> Int? {
        guard !package.name.isEmpty else {
            notes.add(package.line, "a package has no name")
            return nil
        }
        let identity = Identity(
            ecosystem: package.ecosystem, name: package.name, version: package.version, qualifiers: package.qualifiers)
        if let index = places[identity] {
            packages[index].join(package)
            if let key { define(key, as: index) }
            return index
        }
        guard packages.count < Self.packageLimit else {
            if !isFull { notes.add(package.line, "more than \(Self.packageLimit) packages; the inventory is partial") }
            isFull = true
            return nil
        }
        places[identity] = packages.count
        packages.append(package)
        if let key { define(key, as: packages.count - 1) }
        return packages.count - 1
    }

    subscript(_ index: Int) -> Package {
        get { packages[index] }
        set { packages[index] = newValue }
    }

    /// Makes the package known by a further key; the first package of a key keeps it.
    mutating func define(_ key: String, as index: Int) {
        if keys[key] == nil { keys[key] = index }
    }

    func index(of key: String) -> Int? { keys[key] }

    /// The package depends on what the key stands for at the end; nothing happens when that is nothing.
    mutating func edge(from: Int, to key: String, optional: Bool = false) {
        guard admitsEdge() else { return }
        pending.append(Pending(from: from, key: key, isOptional: optional))
    }

    mutating func edge(from: Int, to: Int, optional: Bool = false) {
        guard from != to, admitsEdge() else { return }
        link(from, to, optional)
    }

    private mutating func link(_ from: Int, _ to: Int, _ isOptional: Bool) {
        guard from != to else { return }
        links.append(Link(from: Int32(from), to: Int32(to), isOptional: isOptional))
    }

    /// The project itself depends on what the key stands for at the end.
    mutating func root(_ key: String, _ scope: Package.Scope) {
        guard admitsEdge() else { return }
        roots.append(Root(key: key, scope: scope))
    }

    private mutating func admitsEdge() -> Bool {
        let count = pending.count + roots.count + links.count
        if count == Self.edgeLimit {
            notes.add(0, "more than \(Self.edgeLimit) dependencies; the inventory is partial")
        }
        return count < Self.edgeLimit
    }

    mutating func finish() -> Inventory {
        for edge in pending {
            if let to = keys[edge.key] { link(edge.from, to, edge.isOptional) }
        }
        pending = []
        let scopes = settleRoots()
        sortLinks()
        if spreadsScopes { spread(from: scopes) }
        if knowsDirect {
            for index in packages.indices where packages[index].isDirect == nil { packages[index].isDirect = false }
        }
        var inventory = Inventory()
        inventory.packages = packages
        inventory.edges = links.map { Inventory.Edge(from: Int($0.from), to: Int($0.to)) }
        inventory.warnings = notes.all
        return inventory
    }

    /// Marks what the project depends on and gives its scopes.
    private mutating func settleRoots() -> [Int: Package.Scope] {
        var scopes: [Int: Package.Scope] = [:]
        for root in roots {
            guard let index = keys[root.key] else { continue }
            packages[index].isDirect = true
            scopes[index] = scopes[index].map { $0.wider(root.scope) } ?? root.scope
        }
        return scopes
    }

    /// Sorts the edges and leaves one of each, required before optional.
    private mutating func sortLinks() {
        links.sort { ($0.from, $0.to, $0.isOptional ? 1 : 0) < ($1.from, $1.to, $1.isOptional ? 1 : 0) }
        var kept = 0
        for link in links where kept == 0 || links[kept - 1].from != link.from || links[kept - 1].to != link.to {
            links[kept] = link
            kept += 1
        }
        links.removeLast(links.count - kept)
    }

    private mutating func spread(from roots: [Int: Package.Scope]) {
        let reach = ScopeReach(count: packages.count, links: links, roots: roots)
        for (index, scope) in reach.scopes.enumerated() {
            if let scope { packages[index].scope = scope }
        }
    }
}

extension Package {
    fileprivate mutating func join(_ other: Package) {
        scope = scope.wider(other.scope)
        if other.isDirect == true || isDirect == nil { isDirect = other.isDirect ?? isDirect }
        for hash in other.hashes.prefix(64) where !hashes.contains(hash) && hashes.count < 1024 { hashes.append(hash) }
        if licence.isEmpty { licence = other.licence }
        if requirement.isEmpty { requirement = other.requirement }
    }
}

extension Package.Scope {
    /// Required is wider than optional, and optional than development.
    func wider(_ other: Self) -> Self {
        switch (self, other) {
        case (.required, _), (_, .required): .required
        case (.optional, _), (_, .optional): .optional
        default: .development
        }
    }
}
