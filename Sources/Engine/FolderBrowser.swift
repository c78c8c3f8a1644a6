internal import Glibc
internal import Model
internal import Pipeline

/// Lists folders for people who look for a target; shows nothing that may not be scanned.
struct FolderBrowser {
    /// Entries of one listing; more are cut off, and the listing says so.
    static let entryLimit = 100
    /// Entries that are looked at in one folder.
    static let lookLimit = 20_000

    let policy: TargetPolicy

    /// - Parameter path: nil for where looking begins: the first allowed root, else the home folder.
    func listing(of path: String?) throws(ScanServiceError) -> FolderListing {
        let wanted = path ?? start
        if let reason = policy.refusal(ofPath: wanted, named: wanted) { throw .targetRejected(reason: reason) }
        guard let current = TargetPolicy.canonical(wanted), let folder = opendir(current) else {
            throw .targetRejected(reason: "Not a folder that can be read: \(wanted)")
        }
        defer { closedir(folder) }
        var entries: [FolderListing.Entry] = []
        var looked = 0
        while looked < FolderBrowser.lookLimit, let item = readdir(folder) {
            looked += 1
            if let entry = entry(item, in: current) { entries.append(entry) }
        }
        entries.sort { ($0.isFolder ? 0 : 1, $0.name) < ($1.isFolder ? 0 : 1, $1.name) }
        let isTruncated = looked == FolderBrowser.lookLimit || entries.count > FolderBrowser.entryLimit
        return FolderListing(
            current: current, parent: parent(of: current), entries: Array(entries.prefix(FolderBrowser.entryLimit)),
            isTruncated: isTruncated)
    }

    private var start: String {
        policy.allowedRoots.first ?? getenv("HOME").map { String(cString: $0) } ?? "/"
    }

    /// Nil for what is hidden, of another kind, not valid UTF-8, or leads to where nothing may be scanned.
    private func entry(_ item: UnsafeMutablePointer<dirent>, in folder: String) -> FolderListing.Entry? {
        let bytes = withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
        guard let name = String(validating: bytes, as: UTF8.self) else { return nil }
        guard !name.hasPrefix(".") || name == ".git" else { return nil }
        let path = folder == "/" ? "/" + name : folder + "/" + name
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        if status.st_mode & S_IFMT == S_IFLNK {
            guard let real = TargetPolicy.canonical(path), policy.refusal(ofResolved: real, named: path) == nil,
                stat(path, &status) == 0
            else { return nil }
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFDIR || kind == S_IFREG else { return nil }
        if kind == S_IFDIR, policy.refusal(ofResolved: path, named: path) != nil { return nil }
        return FolderListing.Entry(name: name, path: path, isFolder: kind == S_IFDIR)
    }

    private func parent(of path: String) -> String? {
        guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
        let parent = slash == path.startIndex ? "/" : String(path[..<slash])
        return policy.refusal(ofResolved: parent, named: parent) == nil ? parent : nil
    }
}
