/// The keys of one object, by hash: few bytes each, however long they are. The hash is seeded anew in each process, so
/// that no file can be made whose keys collide.
struct SeenKeys {
    /// Up to here a list is searched, which is faster than a set.
    private static let few = 12
    /// Of an object with more keys, the further ones are not compared, so that memory is bounded.
    private static let limit = 1_000_000
    private var list: [Int] = []
    private var set: Set<Int> = []

    /// False when the key was there before.
    mutating func insert(_ key: String) -> Bool {
        var hasher = Hasher()
        hasher.combine(key)
        let hash = hasher.finalize()
        guard set.isEmpty else { return set.count >= Self.limit ? !set.contains(hash) : set.insert(hash).inserted }
        guard !list.contains(hash) else { return false }
        list.append(hash)
        if list.count > Self.few { set = Set(list) }
        return true
    }
}
