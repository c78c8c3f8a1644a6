internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#endif

/// A tree of git, its entries in the order of git, which is the byte order of whole paths.
final class TreeObject {
    struct Entry {
        let name: UnsafeBufferPointer<UInt8>
        let mode: UInt32
        let id: ObjectID
    }

    private let tree: OpaquePointer
    /// Only of a tree that somebody wrote out of order.
    private var order: [Int]?
    let count: Int

    /// Takes the tree over.
    init(_ tree: OpaquePointer) {
        self.tree = tree
        count = git_tree_entrycount(tree)
        guard count > 1, !(1..<count).allSatisfy({ precedes($0 - 1, $0) }) else { return }
        order = (0..<count).sorted { precedes($0, $1) }
    }

    deinit { git_tree_free(tree) }

    subscript(position: Int) -> Entry? { entry(order?[position] ?? position) }

    /// The position of a name; nil when there is none.
    func position(of name: [UInt8]) -> Int? {
        (0..<count).first { self[$0]?.name.elementsEqual(name) ?? false }
    }

    /// Valid as long as the tree.
    private func entry(_ index: Int) -> Entry? {
        guard let entry = git_tree_entry_byindex(tree, index), let name = git_tree_entry_name(entry),
            let id = git_tree_entry_id(entry)
        else { return nil }
        let count = strlen(name)
        return name.withMemoryRebound(to: UInt8.self, capacity: count) { start in
            Entry(
                name: UnsafeBufferPointer(start: start, count: count),
                mode: UInt32(git_tree_entry_filemode_raw(entry).rawValue), id: ObjectID(id.pointee))
        }
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        git_tree_entry_cmp(git_tree_entry_byindex(tree, a), git_tree_entry_byindex(tree, b)) < 0
    }
}
