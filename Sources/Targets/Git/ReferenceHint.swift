internal import CLibgit2

extension RepositoryHandle {
    /// The error for a name that names nothing, with what the person may have meant.
    func unknown(_ name: String) -> TargetError {
        let names = referenceNames()
        let message = "there is no branch, tag or commit '\(name)' in this repository"
        if let near = names.min(by: { ($0.distance(to: name), $0) < ($1.distance(to: name), $1) }),
            near.distance(to: name) <= (name.count < 4 ? 1 : max(2, name.count / 3))
        {
            return TargetError(.unknownReference, "\(message); did you mean '\(near)'?")
        }
        if names.isEmpty { return TargetError(.unknownReference, "\(message); it has no branches and tags at all") }
        let shown = names.prefix(5).joined(separator: ", ")
        let more = names.count > 5 ? " and \(names.count - 5) more" : ""
        let shallow =
            git_repository_is_shallow(repository) == 1 ? "; it is a shallow clone, older commits are not in it" : ""
        return TargetError(.unknownReference, "\(message); there are: \(shown)\(more)\(shallow)")
    }

    /// Short names of branches, tags and remote branches, at most a thousand.
    private func referenceNames() -> [String] {
        var iterator: OpaquePointer?
        guard git_reference_iterator_new(&iterator, repository) == 0, let iterator else { return [] }
        defer { git_reference_iterator_free(iterator) }
        var names: [String] = []
        var name: UnsafePointer<CChar>?
        while names.count < 1000, git_reference_next_name(&name, iterator) == 0, let found = name {
            let whole = String(cString: found)
            for prefix in ["refs/heads/", "refs/tags/", "refs/remotes/"] where whole.hasPrefix(prefix) {
                names.append(String(whole.dropFirst(prefix.count)))
            }
        }
        return names
    }
}

extension String {
    /// Levenshtein: insertions, deletions and replacements of characters that lead from one to the other.
    fileprivate func distance(to other: String) -> Int {
        let other = Array(other.prefix(200))
        var row = Array(0...other.count)
        for (index, character) in prefix(200).enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let replaced = diagonal + (other[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
