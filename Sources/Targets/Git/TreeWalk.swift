internal import CLibgit2
internal import Model

/// A walk through the trees of git in byte order of path, holding the trees from the root to where it is.
struct TreeWalk {
    /// Something found in a tree.
    enum Item {
        /// A blob, or a commit of a submodule (mode 0o160000).
        case leaf(mode: UInt32, ObjectID)
        case skipped(SkipReason)

        /// Nil for a folder and for what git itself never writes.
        init?(leaf entry: TreeObject.Entry) {
            guard [0o100000, 0o120000, TreeWalk.submoduleMode].contains(entry.mode & 0o170000) else { return nil }
            self = .leaf(mode: entry.mode, entry.id)
        }
    }

    typealias Visitor = (_ path: [UInt8], Item) throws -> Bool

    private struct Frame {
        let tree: TreeObject
        var next: Int
        let end: Int
        let pathCount: Int
    }

    let handle: RepositoryHandle
    let limits: TargetLimits
    let selection: Selection
    /// Whether to go into a tree; the history goes into each one once.
    var enters: (ObjectID) -> Bool = { _ in true }
    /// Entries seen so far, folders included, of all runs together.
    private(set) var seen = 0
    private var stack: [Frame] = []
    private var path: [UInt8] = []

    init(handle: RepositoryHandle, limits: TargetLimits, selection: Selection) {
        self.handle = handle
        self.limits = limits
        self.selection = selection
    }

    static let folderMode: UInt32 = 0o040000
    static let submoduleMode: UInt32 = 0o160000

    /// Returns false when `visit` did, or the limit of entries was reached.
    mutating func run(root: ObjectID, _ visit: Visitor) throws -> Bool {
        path = []
        stack = []
        guard push(root) else { return try visit([], .skipped(.missingObject)) }
        while let frame = stack.last {
            path.removeLast(path.count - frame.pathCount)
            guard frame.next < frame.end else {
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            seen += 1
            guard seen <= limits.files else {
                _ = try visit(folderPath(frame), .skipped(.limit))
                return false
            }
            guard try step(frame, visit) else { return false }
        }
        return true
    }

    private func folderPath(_ frame: Frame) -> [UInt8] { Array(path[..<frame.pathCount].dropLast()) }

    private mutating func push(_ id: ObjectID) -> Bool {
        guard let tree = handle.tree(id) else { return false }
        var range = 0..<tree.count
        if let name = selection.onlyName(atDepth: stack.count) {
            range = tree.positions(of: name)
        }
        stack.append(Frame(tree: tree, next: range.lowerBound, end: range.upperBound, pathCount: path.count))
        return true
    }

    private mutating func step(_ frame: Frame, _ visit: Visitor) throws -> Bool {
        guard let entry = frame.tree[frame.next] else { return true }
        // Git itself makes no such entry; as a path it would lie about where the file is.
        guard PathParts.isName(entry.name) else { return try report(folderPath(frame), .skipped(.special), visit) }
        path += entry.name
        if entry.name.elementsEqual(PathParts.gitFolder) { return try report(path, .skipped(.special), visit) }
        if entry.mode & 0o170000 == TreeWalk.folderMode { return try enterFolder(entry.id, visit) }
        return try report(path, Item(leaf: entry) ?? .skipped(.special), visit)
    }

    /// Leaves out what is only on the way to the selection.
    private func report(_ path: [UInt8], _ item: Item, _ visit: Visitor) throws -> Bool {
        try !selection.covers(depth: stack.count - 1) || visit(path, item)
    }

    private mutating func enterFolder(
        _ id: ObjectID, _ visit: Visitor
    ) throws -> Bool {
        guard selection.entersFolder(atDepth: stack.count - 1) else { return true }
        // On the way to the selection only a part of a tree is looked at, so it does not count as seen.
        guard stack.count < selection.parts.count || enters(id) else { return true }
        guard stack.count <= limits.depth else { return try report(path, .skipped(.limit), visit) }
        path.append(PathParts.slash)
        if push(id) { return true }
        path.removeLast()
        return try report(path, .skipped(.missingObject), visit)
    }
}

extension RepositoryHandle {
    /// What a walk hands out for an entry of a tree.
    func treeEntry(_ path: [UInt8], _ item: TreeWalk.Item, limits: TargetLimits, origin: CommitOrigin?) -> TreeEntry {
        switch item {
        case .skipped(let reason): return .skipped(path: path, reason: reason)
        case .leaf(TreeWalk.submoduleMode, _): return .skipped(path: path, reason: .submodule)
        case .leaf(let mode, let id):
            guard let size = blobSize(id) else { return .skipped(path: path, reason: .missingObject) }
            guard size <= limits.fileBytes else { return .skipped(path: path, reason: .tooLarge) }
            let isLink = mode & 0o170000 == 0o120000
            let plainMode: UInt32 = isLink ? 0o120000 : mode & 0o100 != 0 ? 0o100755 : 0o100644
            return .file(FileEntry(path: path, mode: plainMode, size: size, contentID: id.hex, origin: origin))
        }
    }
}
