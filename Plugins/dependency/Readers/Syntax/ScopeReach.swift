/// The scope of every package that the project reaches: required when a way of required edges leads to it from a
/// required root, else optional when one leads to it from an optional root or over an optional edge, else development.
struct ScopeReach {
    /// Nil where no root leads.
    private(set) var scopes: [Package.Scope?]
    private let links: [InventoryBuilder.Link]
    /// Where the edges of each package begin.
    private var starts: [Int]

    /// The edges must be sorted by `from`.
    init(count: Int, links: [InventoryBuilder.Link], roots: [Int: Package.Scope]) {
        scopes = Array(repeating: nil, count: count)
        self.links = links
        starts = Array(repeating: 0, count: count + 1)
        for link in links { starts[Int(link.from) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        let by = { (scope: Package.Scope) in roots.filter { $0.value == scope }.map(\.key) }
        let left = walk(by(.required), as: .required, throughOptional: false)
        _ = walk(by(.optional) + left, as: .optional, throughOptional: true)
        _ = walk(by(.development), as: .development, throughOptional: true)
    }

    /// What optional edges lead to when they are not followed.
    private mutating func walk(_ roots: [Int], as scope: Package.Scope, throughOptional: Bool) -> [Int] {
        var queue = roots
        var left: [Int] = []
        while let index = queue.popLast() {
            guard scopes[index] == nil else { continue }
            scopes[index] = scope
            for link in links[starts[index]..<starts[index + 1]] where scopes[Int(link.to)] == nil {
                if throughOptional || !link.isOptional { queue.append(Int(link.to)) } else { left.append(Int(link.to)) }
            }
        }
        return left
    }
}
