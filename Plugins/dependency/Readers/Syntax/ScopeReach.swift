/// The scope of every package that the project reaches: required when a way of required edges leads to it from a required
/// root, else optional when one leads to it from an optional root or over an optional edge, else development.
struct ScopeReach {
    /// Nil where no root leads.
    private(set) var scopes: [Package.Scope?]
    private let edges: [Inventory.Edge]
    private let optional: Set<Inventory.Edge>
    /// Where the edges of each package begin.
    private var starts: [Int]

    /// The edges must be sorted by `from`.
    init(count: Int, edges: [Inventory.Edge], optional: Set<Inventory.Edge>, roots: [Int: Package.Scope]) {
        scopes = Array(repeating: nil, count: count)
        self.edges = edges
        self.optional = optional
        starts = Array(repeating: 0, count: count + 1)
        for edge in edges { starts[edge.from + 1] += 1 }
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
            for edge in edges[starts[index]..<starts[index + 1]] where scopes[edge.to] == nil {
                if throughOptional || !optional.contains(edge) { queue.append(edge.to) } else { left.append(edge.to) }
            }
        }
        return left
    }
}
