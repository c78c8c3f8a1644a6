/// Finds what somebody who mistyped a name probably meant.
enum NearestName {
    /// Nil when no name is near: more than a third of it would have to be typed anew. A beginning that all settings
    /// have does not count.
    static func of(_ name: String, among known: [String]) -> String? {
        guard name.utf8.count <= 100 else { return nil }
        let nearest = known.map { (name: $0, steps: distance(name, $0)) }.min { $0.steps < $1.steps }
        let own = name.hasPrefix(Setting.prefix) ? name.dropFirst(Setting.prefix.count) : name[...]
        guard let nearest, nearest.steps * 3 <= max(3, own.utf8.count) else { return nil }
        return nearest.name
    }

    /// Insertions, removals, replacements and swaps of neighbours that lead from one to the other.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        var before: [Int] = []
        var above = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var steps = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { steps = min(steps, before[j - 1] + 1) }
                row.append(steps)
            }
            (before, above) = (above, row)
        }
        return above[b.count]
    }
}
