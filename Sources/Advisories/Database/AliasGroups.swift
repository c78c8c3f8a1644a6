/// Which advisories are about the same weakness: those that share an id, their own or an alias, directly or through
/// others. Records that were taken back connect nothing.
struct AliasGroups {
    /// The group of each advisory, in their order.
    private(set) var groups: [Int] = []
    /// All ids of each group, the one to show first: CVE before GHSA before others.
    private(set) var ids: [[String]] = []

    init(_ advisories: [Advisory]) {
        var parents = Array(advisories.indices)
        var owners: [String: Int] = [:]
        for (index, advisory) in advisories.enumerated() where advisory.withdrawn == nil {
            for id in [advisory.id] + advisory.aliases {
                if let owner = owners[id] { AliasGroups.join(index, owner, &parents) } else { owners[id] = index }
            }
        }
        var numbers: [Int: Int] = [:]
        for (index, advisory) in advisories.enumerated() {
            let root = AliasGroups.root(index, &parents)
            let number = numbers[root] ?? ids.count
            if number == ids.count {
                numbers[root] = number
                ids.append([])
            }
            groups.append(number)
            ids[number] += [advisory.id] + advisory.aliases
        }
        for number in ids.indices { ids[number] = AliasGroups.sorted(ids[number]) }
    }

    /// The smaller root stays, so that the groups do not depend on the order of joins; paths are halved on the way.
    private static func join(_ a: Int, _ b: Int, _ parents: inout [Int]) {
        let (first, second) = (root(a, &parents), root(b, &parents))
        parents[max(first, second)] = min(first, second)
    }

    private static func root(_ index: Int, _ parents: inout [Int]) -> Int {
        var index = index
        while parents[index] != index {
            parents[index] = parents[parents[index]]
            index = parents[index]
        }
        return index
    }

    /// Shorter ones first among those of a kind, so that numbers sort as numbers; without repetitions.
    static func sorted(_ ids: [String]) -> [String] {
        func rank(_ id: String) -> Int { id.hasPrefix("CVE-") ? 0 : id.hasPrefix("GHSA-") ? 1 : 2 }
        var known: Set<String> = []
        return ids.filter { known.insert($0).inserted }.sorted { a, b in
            let (first, second) = (rank(a), rank(b))
            if first != second { return first < second }
            if a.utf8.count != b.utf8.count { return a.utf8.count < b.utf8.count }
            return a.utf8.lexicographicallyPrecedes(b.utf8)
        }
    }
}
