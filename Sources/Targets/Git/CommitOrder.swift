internal import CLibgit2

/// The commits that can be reached from one, parents before children, and else oldest first.
///
/// Own code instead of libgit2's walk, which gives nothing at all when a single commit is missing, as in a shallow
/// clone.
struct CommitOrder {
    private struct Node {
        let id: ObjectID
        let time: Int64
        var parentsToCome = 0
        var children: [Int32] = []
    }

    private var nodes: [Node] = []
    private var ready = Heap()
    /// Commits that are referred to but cannot be read; those beyond the end of a shallow clone are not counted.
    private(set) var missing = 0

    init(from tip: ObjectID, in handle: RepositoryHandle) throws(TargetError) {
        var indexes: [ObjectID: Int32] = [:]
        var open: [(id: ObjectID, child: Int32?)] = [(tip, nil)]
        while let (id, child) = open.popLast() {
            var index = indexes[id]
            if index == nil, let (time, parents) = handle.ancestry(id) {
                let new = Int32(nodes.count)
                nodes.append(Node(id: id, time: time))
                indexes[id] = new
                index = new
                open += parents.map { ($0, new) }
            }
            guard let index else {
                missing += 1
                continue
            }
            if let child {
                nodes[Int(index)].children.append(child)
                nodes[Int(child)].parentsToCome += 1
            }
        }
        if git_repository_is_shallow(handle.repository) == 1 { missing = 0 }
        for (index, node) in nodes.enumerated() where node.parentsToCome == 0 { ready.insert(Int32(index), node.time) }
    }

    mutating func next() -> ObjectID? {
        guard let index = ready.removeFirst() else { return nil }
        for child in nodes[Int(index)].children {
            nodes[Int(child)].parentsToCome -= 1
            if nodes[Int(child)].parentsToCome == 0 { ready.insert(child, nodes[Int(child)].time) }
        }
        return nodes[Int(index)].id
    }
}

/// Commits that may come next, the oldest on top.
private struct Heap {
    private var items: [(index: Int32, time: Int64)] = []

    mutating func insert(_ index: Int32, _ time: Int64) {
        items.append((index, time))
        var place = items.count - 1
        while place > 0, items[place].time < items[(place - 1) / 2].time {
            items.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func removeFirst() -> Int32? {
        guard let first = items.first else { return nil }
        let last = items.removeLast()
        if !items.isEmpty {
            items[0] = last
            sink()
        }
        return first.index
    }

    private mutating func sink() {
        var place = 0
        while 2 * place + 1 < items.count {
            let left = 2 * place + 1
            let right = left + 1
            let least = right < items.count && items[right].time < items[left].time ? right : left
            guard items[least].time < items[place].time else { return }
            items.swapAt(place, least)
            place = least
        }
    }
}

extension RepositoryHandle {
    /// When a commit was made, and its parents; nil when it cannot be read.
    fileprivate func ancestry(_ id: ObjectID) -> (time: Int64, parents: [ObjectID])? {
        withCommit(id) { commit in
            let parents = (0..<git_commit_parentcount(commit)).compactMap { index in
                git_commit_parent_id(commit, index).map { ObjectID($0.pointee) }
            }
            return (git_commit_time(commit), parents)
        }
    }
}
