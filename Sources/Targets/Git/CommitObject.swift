internal import CLibgit2
internal import Model

/// What is read of a commit.
struct CommitObject {
    let id: ObjectID
    let tree: ObjectID
    let origin: CommitOrigin

    init?(_ commit: OpaquePointer) {
        guard let id = git_commit_id(commit), let tree = git_commit_tree_id(commit) else { return nil }
        self.id = ObjectID(id.pointee)
        self.tree = ObjectID(tree.pointee)
        let author = git_commit_author(commit)?.pointee
        let name = author?.name.map { String(cString: $0) } ?? ""
        let address = author?.email.map { String(cString: $0) } ?? ""
        let seconds = author?.when.time ?? 0
        origin = CommitOrigin(
            commit: self.id.hex, author: address.isEmpty ? name : "\(name) <\(address)>",
            date: Timestamp(microseconds: seconds.multipliedReportingOverflow(by: 1_000_000).partialValue))
    }
}
