/// A checked-out repository: what a walk asks of it.
struct WorkTree: Sendable {
    struct Options: Sendable {
        var honoursIgnore = true
        var visitsSubmodules = false
        /// Compares sizes with the object database before a blob id is taken for a file's.
        var checksBlobs = true
    }

    let location: RepositoryLocation
    /// Nil when it cannot be opened: then no blob id is vouched for.
    let repository: GitRepository?
    /// Absolute.
    let top: String
    /// Nil when there is none that can be read: then nothing counts as tracked.
    let index: GitIndex?
    let options: Options

    init(_ location: RepositoryLocation, top: String, options: Options) {
        self.location = location
        self.top = top
        self.options = options
        repository = try? GitRepository(location)
        index = repository == nil ? nil : GitIndex(gitFolder: location.gitFolder)
    }

    /// The same, with other options.
    init(_ other: WorkTree, options: Options) {
        location = other.location
        top = other.top
        repository = other.repository
        index = other.index
        self.options = options
    }

    /// The rules at the top: `info/exclude`, and `.gitignore` before it.
    func ignoreRules(_ folder: Descriptor, baseCount: Int) -> IgnoreRules? {
        guard options.honoursIgnore else { return nil }
        let exclude = SmallFile.read(location.commonFolder + "/info/exclude")
        let outer = exclude.map { IgnoreRules($0, baseCount: baseCount, outer: nil) }
        guard let text = SmallFile.read(".gitignore", in: folder) else { return outer }
        return IgnoreRules(text, baseCount: baseCount, outer: outer)
    }

    /// The rules of the folder at `prefix` (empty, or with a `/` at its end); nil when the folder is itself ignored and
    /// nothing in it is tracked: then it has nothing to do with the repository around it.
    func rules(prefix: [UInt8]) throws(TargetError) -> WorkTreeRules? {
        let topFolder = try RootFolder(path: top)
        var rules = FolderRules(
            workTree: self, topCount: 0, ignore: ignoreRules(topFolder.descriptor, baseCount: 0), isIgnored: false)
        var path: [UInt8] = []
        for part in prefix.split(separator: PathParts.slash) {
            let nameFrom = path.count
            path += part
            let verdict = rules.verdict(path, nameFrom: nameFrom, isFolder: true)
            guard verdict != .leave, let folder = topFolder.open(path, flags: RootFolder.folderFlags) else {
                return nil
            }
            path.append(PathParts.slash)
            rules = rules.below(folder, path, verdict)
        }
        return WorkTreeRules(prefix: prefix, rootRules: rules)
    }
}

/// A target within a work tree.
struct WorkTreeRules: Sendable {
    /// From the top of the work tree to the target, with a `/` at its end; empty when they are the same.
    let prefix: [UInt8]
    let rootRules: FolderRules
}
