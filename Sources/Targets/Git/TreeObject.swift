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

    /// Valid as long as the tree.
    subscript(position: Int) -> Entry? {
        git_tree_entry_byindex(tree, order?[position] ?? position).flatMap(TreeObject.entry)
    }

    /// Where a name is: one position, or none.
    func positions(of name: [UInt8]) -> Range<Int> {
        let position = (0..<count).first { self[$0]?.name.elementsEqual(name) ?? false }
        return position.map { $0..<$0 + 1 } ?? 0..<0
    }

    func entry(named name: [UInt8]) -> Entry? {
        if order != nil { return positions(of: name).first.flatMap { self[$0] } }
        return PathParts.withCString(name) { git_tree_entry_byname(tree, $0) }.flatMap(TreeObject.entry)
    }

    private static func entry(_ entry: OpaquePointer) -> Entry? {
        guard let name = git_tree_entry_name(entry), let id = git_tree_entry_id(entry) else { return nil }
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
