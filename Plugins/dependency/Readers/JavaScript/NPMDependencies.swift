internal import Packages

/// The groups of dependencies that package.json and the entries of lockfiles have.
struct NPMDependencies {
    struct Item {
        let name: String
        let range: String
        var scope: Package.Scope
        let line: Int
    }

    /// In their order; a name may be in several groups.
    private(set) var items: [Item] = []
    /// Peers that may be missing.
    private var optionalPeers: Set<String> = []

    /// Reads the value of a key when it is that of a group; false when it is not, and then nothing is read.
    mutating func read(_ key: String, _ cursor: inout some NestedCursor) -> Bool {
        switch key {
        case "dependencies", "peerDependencies": add(cursor.pairs(), .required)
        case "devDependencies": add(cursor.pairs(), .development)
        case "optionalDependencies": add(cursor.pairs(), .optional)
        case "peerDependenciesMeta": readMeta(&cursor)
        case "optionalPeers": optionalPeers.formUnion(cursor.strings())
        default: return false
        }
        return true
    }

    private mutating func add(_ pairs: [(key: String, value: String, line: Int)], _ scope: Package.Scope) {
        items += pairs.map { Item(name: $0.key, range: $0.value, scope: scope, line: $0.line) }
    }

    private mutating func readMeta(_ cursor: inout some NestedCursor) {
        guard cursor.enterObject() else { return }
        while let name = cursor.nextKey() {
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                if key == "optional", cursor.bool() == true { optionalPeers.insert(name) }
            }
        }
    }

    /// One item for each name. What is listed as optional is optional even when it is also among the others, as npm has
    /// it; otherwise the widest scope holds.
    var unique: [Item] {
        var places: [String: Int] = [:]
        var result: [Item] = []
        for var item in items {
            if item.scope == .required, optionalPeers.contains(item.name) { item.scope = .optional }
            guard let place = places[item.name] else {
                places[item.name] = result.count
                result.append(item)
                continue
            }
            let isOptional = item.scope == .optional && result[place].scope == .required
            result[place].scope = isOptional ? .optional : result[place].scope.wider(item.scope)
        }
        return result
    }
}
