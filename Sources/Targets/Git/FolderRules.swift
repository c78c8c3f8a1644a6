internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#endif

/// What the rules of a work tree say about one entry.
enum Verdict {
    case take
    /// Ignored, but there is something tracked in it, which is taken all the same.
    case takeTracked
    case leave
    case submodule
}

/// The rules in force in one folder of a work tree.
struct FolderRules: Sendable {
    let workTree: WorkTree
    /// Bytes of the walk's path that lead to the top of the work tree: not 0 in a submodule that is visited.
    let topCount: Int
    let ignore: IgnoreRules?
    /// The folder itself is ignored, so that what is not tracked in it is too.
    let isIgnored: Bool

    /// About an entry of this folder; its name begins at `nameFrom`.
    func verdict(_ path: [UInt8], nameFrom: Int, isFolder: Bool) -> Verdict {
        let index = workTree.index
        if isFolder, let index, index.entry(inWorkTree(path))?.mode == GitIndex.submoduleMode {
            return workTree.options.visitsSubmodules ? .take : .submodule
        }
        guard workTree.options.honoursIgnore else { return .take }
        guard isIgnored || ignore?.ignores(path, nameFrom: nameFrom, isFolder: isFolder) == true else { return .take }
        guard let index else { return .leave }
        if !isFolder { return index.contains(inWorkTree(path)) ? .takeTracked : .leave }
        return index.containsAny(below: inWorkTree(path) + [PathParts.slash]) ? .takeTracked : .leave
    }

    /// The rules in a folder of this folder; `path` ends in `/`.
    func below(_ folder: Descriptor, _ path: [UInt8], _ verdict: Verdict) -> FolderRules {
        if let submodule = submodule(path) {
            return FolderRules(
                workTree: submodule, topCount: path.count, ignore: submodule.ignoreRules(folder, baseCount: path.count),
                isIgnored: false)
        }
        var rules = ignore
        if workTree.options.honoursIgnore, let text = SmallFile.read(".gitignore", in: folder) {
            rules = IgnoreRules(text, baseCount: path.count, outer: ignore)
        }
        return FolderRules(
            workTree: workTree, topCount: topCount, ignore: rules, isIgnored: isIgnored || verdict == .takeTracked)
    }

    /// The blob id of a file that did not change since git looked at it.
    ///
    /// Where git converts content (line ends, LFS, `filter=`), the blob is not what lies in the folder. It differs in
    /// size then, so the object database is asked for that; a blob it does not have does not count either.
    func contentID(_ path: [UInt8], _ status: stat) -> String? {
        guard let index = workTree.index, let entry = index.entry(inWorkTree(path)), index.isClean(entry, status) else {
            return nil
        }
        let id = ObjectID(entry.id)
        guard workTree.options.checksBlobs else { return id.hex }
        let size = try? workTree.repository?.withHandle { $0.blobSize(id) }
        return size == Int64(status.st_size) ? id.hex : nil
    }

    private func inWorkTree(_ path: [UInt8]) -> [UInt8] { topCount == 0 ? path : Array(path[topCount...]) }

    /// The submodule whose top is at `path`, with rules and an index of its own.
    private func submodule(_ path: [UInt8]) -> WorkTree? {
        guard workTree.options.visitsSubmodules,
            workTree.index?.entry(Array(path[topCount...].dropLast()))?.mode == GitIndex.submoduleMode
        else { return nil }
        let top = workTree.top + "/" + PathParts.text(path[topCount...].dropLast())
        guard let location = RepositoryLocation.workTree(at: top) else { return nil }
        return WorkTree(location, top: top, options: workTree.options)
    }
}
