/// A dictionary of at most so many values; the one that was not touched for longest makes room.
struct LeastRecentlyUsed<Key: Hashable, Value> {
    /// Links are indices into `nodes`; the ring closes in `oldest`, whose newer neighbours lead to the newest.
    private struct Node {
        var key: Key
        var value: Value
        var older: Int
        var newer: Int
    }

    private let limit: Int
    private var nodes: [Node] = []
    private var places: [Key: Int] = [:]
    private var oldest = 0

    /// `limit` of at least 1.
    init(limit: Int) { self.limit = max(1, limit) }

    var count: Int { nodes.count }

    /// Reading does not count as a touch; setting does.
    subscript(key: Key) -> Value? { places[key].map { nodes[$0].value } }

    mutating func set(_ value: Value, for key: Key) {
        if let place = places[key] {
            nodes[place].value = value
            makeNewest(place)
        } else if nodes.count < limit {
            append(key, value)
        } else {
            // The ring turns by one: the oldest place is the newest now.
            places[nodes[oldest].key] = nil
            nodes[oldest].key = key
            nodes[oldest].value = value
            places[key] = oldest
            oldest = nodes[oldest].newer
        }
    }

    private mutating func append(_ key: Key, _ value: Value) {
        let place = nodes.count
        nodes.append(Node(key: key, value: value, older: place, newer: place))
        places[key] = place
        if place == 0 { oldest = 0 } else { link(place, before: oldest) }
    }

    private mutating func makeNewest(_ place: Int) {
        if place == oldest {
            oldest = nodes[place].newer
            return
        }
        let (older, newer) = (nodes[place].older, nodes[place].newer)
        nodes[older].newer = newer
        nodes[newer].older = older
        link(place, before: oldest)
    }

    /// The place before the oldest in the ring is the newest.
    private mutating func link(_ place: Int, before next: Int) {
        let newest = nodes[next].older
        nodes[place].older = newest
        nodes[place].newer = next
        nodes[newest].newer = place
        nodes[next].older = place
    }
}
