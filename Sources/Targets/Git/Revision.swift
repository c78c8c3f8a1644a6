internal import CLibgit2

/// A commit that somebody named.
struct Revision: Equatable {
    let commit: ObjectID
    let tree: ObjectID
    /// Set when the name was that of a branch.
    let branch: String?
}

extension RepositoryHandle {
    /// The commit HEAD points to; nil when there is none yet.
    func head() throws(TargetError) -> Revision? {
        var reference: OpaquePointer?
        let result = git_repository_head(&reference, repository)
        if result == GIT_EUNBORNBRANCH.rawValue || result == GIT_ENOTFOUND.rawValue { return nil }
        guard result == 0, let reference else {
            throw TargetError(.damaged, "HEAD of the repository cannot be read: \(Libgit2.message)")
        }
        defer { git_reference_free(reference) }
        return try revision(reference, named: "HEAD")
    }

    /// The branch HEAD names, also when it has no commit yet; nil for a detached HEAD.
    func headBranch() -> String? {
        var reference: OpaquePointer?
        guard git_reference_lookup(&reference, repository, "HEAD") == 0, let reference else { return nil }
        defer { git_reference_free(reference) }
        guard let target = git_reference_symbolic_target(reference) else { return nil }
        return RepositoryHandle.branch(String(cString: target))
    }

    /// In the order of git: the name itself, then tags, branches, remote branches, then commits.
    func revision(_ name: String) throws(TargetError) -> Revision {
        let pattern = name.utf8.firstIndex { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "^") }
        if let pattern { return try ancestor(name, base: String(name[..<pattern]), steps: String(name[pattern...])) }
        if name == "HEAD", let head = try head() { return head }
        for prefix in ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"] {
            if prefix.isEmpty, !name.hasPrefix("refs/") { continue }
            var reference: OpaquePointer?
            guard git_reference_lookup(&reference, repository, prefix + name) == 0, let reference else { continue }
            defer { git_reference_free(reference) }
            return try revision(reference, named: name)
        }
        guard let id = commitID(abbreviated: name) else { throw unknown(name) }
        return try revision(id, named: name, branch: nil)
    }

    private static func branch(_ reference: String) -> String? {
        reference.hasPrefix("refs/heads/") ? String(reference.dropFirst(11)) : nil
    }

    private func revision(_ reference: OpaquePointer, named name: String) throws(TargetError) -> Revision {
        var object: OpaquePointer?
        guard git_reference_peel(&object, reference, GIT_OBJECT_COMMIT) == 0, let object else {
            throw TargetError(.damaged, "'\(name)' does not lead to a commit: \(Libgit2.message)")
        }
        defer { git_object_free(object) }
        guard let id = git_object_id(object) else { throw TargetError(.damaged, "'\(name)' does not lead to a commit") }
        let target = git_reference_type(reference) == GIT_REFERENCE_SYMBOLIC ? nil : git_reference_name(reference)
        let branch = target.flatMap { RepositoryHandle.branch(String(cString: $0)) }
        return try revision(ObjectID(id.pointee), named: name, branch: branch)
    }

    private func revision(_ id: ObjectID, named name: String, branch: String?) throws(TargetError) -> Revision {
        guard let commit = commit(id) else {
            throw TargetError(.damaged, "'\(name)' names the commit \(id.hex), which cannot be read")
        }
        guard header(commit.tree)?.kind == GIT_OBJECT_TREE else {
            throw TargetError(.damaged, "'\(name)' names the commit \(id.hex), whose tree is missing")
        }
        return Revision(commit: id, tree: commit.tree, branch: branch)
    }

    /// Only `~n` and `^n`: the other operators search messages and reflogs, which costs what the repository wants.
    private func ancestor(_ name: String, base: String, steps: String) throws(TargetError) -> Revision {
        let allowed = steps.utf8.allSatisfy { "~^0123456789".utf8.contains($0) }
        guard allowed, steps.utf8.count <= 32 else { throw unknown(name) }
        let start = try revision(base)
        var object: OpaquePointer?
        guard git_revparse_single(&object, repository, start.commit.hex + steps) == 0, let object else {
            throw TargetError(.unknownReference, "'\(base)' has no ancestor '\(name)'")
        }
        defer { git_object_free(object) }
        guard let id = git_object_id(object) else { throw unknown(name) }
        return try revision(ObjectID(id.pointee), named: name, branch: nil)
    }

    private func commitID(abbreviated digits: String) -> ObjectID? {
        guard (4...40).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isHexDigit) else { return nil }
        var short = git_oid()
        guard git_oid_fromstrn(&short, digits, digits.utf8.count) == 0 else { return nil }
        var object: OpaquePointer?
        guard git_object_lookup_prefix(&object, repository, &short, digits.utf8.count, GIT_OBJECT_ANY) == 0,
            let object
        else { return nil }
        defer { git_object_free(object) }
        var peeled: OpaquePointer?
        guard git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) == 0, let peeled else { return nil }
        defer { git_object_free(peeled) }
        return git_object_id(peeled).map { ObjectID($0.pointee) }
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
    }
}
