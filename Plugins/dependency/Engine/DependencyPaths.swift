internal import DependencyReaders

/// How the packages of one file come into the project: for each the shortest way from a direct one.
struct DependencyPaths {
    /// Of longer ways the direct package and the end are shown.
    private static let longest = 16

    private let inventory: Inventory
    /// The package before each on its way; itself for a direct one, nil for one that no direct one leads to.
    private let parents: [Int?]
    /// The direct package that each is reached from.
    private let roots: [Int]

    init(_ inventory: Inventory) {
        self.inventory = inventory
        var starts = [Int](repeating: 0, count: inventory.packages.count + 1)
        for edge in inventory.edges where starts.indices.contains(edge.from + 1) { starts[edge.from + 1] += 1 }
        for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
        var targets = [Int](repeating: 0, count: inventory.edges.count)
        var next = starts
        for edge in inventory.edges where inventory.packages.indices.contains(edge.from) {
            targets[next[edge.from]] = edge.to
            next[edge.from] += 1
        }
        var parents = [Int?](repeating: nil, count: inventory.packages.count)
        var queue = inventory.packages.indices.filter { inventory.packages[$0].isDirect == true }
        var roots = Array(inventory.packages.indices)
        for index in queue { parents[index] = index }
        var head = 0
        while head < queue.count {
            let from = queue[head]
            head += 1
            for to in targets[starts[from]..<next[from]] where parents.indices.contains(to) && parents[to] == nil {
                parents[to] = from
                roots[to] = roots[from]
                queue.append(to)
            }
        }
        self.parents = parents
        self.roots = roots
    }

    /// `name@version` from the direct package to this one; empty when the file does not tell.
    func path(to package: Int) -> [String] {
        guard parents.indices.contains(package), parents[package] != nil else { return [] }
        var path: [String] = []
        var current = package
        while let parent = parents[current], path.count < DependencyPaths.longest {
            path.append(label(current))
            guard parent != current else { return path.reversed() }
            current = parent
        }
        path[path.count - 1] = label(roots[package])
        return path.reversed()
    }

    private func label(_ index: Int) -> String {
        let package = inventory.packages[index]
        return package.version.isEmpty ? package.name : "\(package.name)@\(package.version)"
    }
}
