/// Dependencies by name that can be looked for only when all places are known, as Node does it: beside who wants it,
/// then in every place above (nodejs.org, "Loading from node_modules folders").
struct NPMWishes {
    private struct Wish {
        /// The package that wants it; nil for the project itself.
        let from: Int?
        let path: String
        let name: String
        let scope: Package.Scope
    }

    /// Places above one another that are searched.
    private static let heightLimit = 64
    /// Bytes of all places that are tried, for a file of long ways and many dependencies; seconds.
    private static let workLimit = 1 << 30
    private var wishes: [Wish] = []

    mutating func add(_ dependencies: NPMDependencies, path: String, from: Int?) {
        for item in dependencies.unique where wishes.count < InventoryBuilder.edgeLimit {
            wishes.append(Wish(from: from, path: path, name: item.name, scope: item.scope))
        }
    }

    /// `place` joins a way and a name; `above` takes the last step off a way.
    func settle(
        _ inventory: inout InventoryBuilder, place: (_ path: Substring, _ name: String) -> String,
        above: (_ path: Substring) -> Substring
    ) {
        var work = 0
        for wish in wishes {
            var path = wish.path[...]
            for _ in 0..<Self.heightLimit {
                let candidate = place(path, wish.name)
                work += candidate.utf8.count
                if let index = inventory.index(of: candidate) {
                    reach(index, candidate, wish, &inventory)
                    break
                }
                if path.isEmpty { break }
                path = above(path)
            }
            guard work < Self.workLimit else {
                return inventory.notes.add(0, "the ways to the packages are too long; some dependencies are left out")
            }
        }
    }

    private func reach(_ index: Int, _ place: String, _ wish: Wish, _ inventory: inout InventoryBuilder) {
        if let from = wish.from {
            inventory.edge(from: from, to: index, optional: wish.scope == .optional)
        } else {
            inventory.root(place, wish.scope)
        }
    }
}
