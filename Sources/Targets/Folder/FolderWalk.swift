internal import Model

#if canImport(Glibc)
    import Glibc
#endif

/// One walk through a folder in byte order of path.
///
/// It holds the folders from the root to where it is, and nothing of what it has passed.
struct FolderWalk {
    private struct Frame {
        /// Nil while it is parked: deep below, only the nearest folders are held open.
        var folder: Descriptor?
        let listing: DirectoryListing
        var next = 0
        /// Bytes of `path` that lead here, the `/` at the end included.
        let pathCount: Int
        let rules: FolderRules?
    }

    private static let openFolders = 64

    private let root: RootFolder
    private let limits: TargetLimits
    private let selection: Selection
    private var stack: [Frame] = []
    /// Where the walk is; begins with the way from the top of the repository to the root of the target.
    private var path: [UInt8]
    private let rootCount: Int
    private let rootRules: FolderRules?
    private var seen = 0

    init(root: RootFolder, limits: TargetLimits, selection: Selection, workTree: WorkTreeRules?) {
        self.root = root
        self.limits = limits
        self.selection = selection
        path = workTree?.prefix ?? []
        rootCount = path.count
        rootRules = workTree?.rootRules
    }

    typealias Visitor = (TreeEntry) throws -> Bool

    mutating func run(_ visit: Visitor) throws {
        guard push(root.descriptor, rules: rootRules) else {
            throw TargetError.system(errno, "the folder cannot be read")
        }
        while let frame = stack.last {
            path.removeLast(path.count - frame.pathCount)
            guard frame.next < frame.listing.entries.count else {
                let goesOn = try !frame.listing.isCut || visit(.skipped(path: folderPath, reason: .limit))
                guard goesOn else { return }
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            let entry = frame.listing.entries[frame.next]
            path += frame.listing.name(entry)
            if path[frame.pathCount...].elementsEqual(PathParts.gitFolder) { continue }
            seen += 1
            guard seen <= limits.files else {
                _ = try visit(skipped(.limit))
                return
            }
            guard try entry.isFolder ? enterFolder(frame, visit) : visitFile(frame, visit) else { return }
        }
    }

    private var relativePath: [UInt8] { Array(path[rootCount...]) }

    /// Of the folder whose entries are being handed out.
    private var folderPath: [UInt8] { Array(path[rootCount...].dropLast()) }

    private func skipped(_ reason: SkipReason) -> TreeEntry { .skipped(path: relativePath, reason: reason) }
}

extension FolderWalk {
    /// False and `errno` when the folder cannot be read.
    private mutating func push(_ folder: Descriptor, rules: FolderRules?) -> Bool {
        let listing: DirectoryListing
        if let name = selection.onlyName(atDepth: stack.count) {
            listing = DirectoryListing(of: folder, only: name)
        } else {
            guard let all = DirectoryListing(of: folder, limit: limits.files) else { return false }
            listing = all
        }
        stack.append(Frame(folder: folder, listing: listing, pathCount: path.count, rules: rules))
        if stack.count > FolderWalk.openFolders { stack[stack.count - 1 - FolderWalk.openFolders].folder = nil }
        return true
    }

    /// The folder on top, opened again when it was parked. Nil when it went away meanwhile.
    private mutating func topFolder() -> Descriptor? {
        let top = stack.count - 1
        if stack[top].folder == nil {
            let folderPath = path[rootCount..<max(rootCount, stack[top].pathCount - 1)]
            stack[top].folder = root.open(folderPath, flags: RootFolder.folderFlags)
        }
        return stack[top].folder
    }

    private func leaveOut(_ reason: SkipReason, _ visit: Visitor) throws -> Bool {
        try !selection.covers(depth: stack.count - 1) || visit(skipped(reason))
    }

    /// Ends the walk where the process has run out of something, since half a target would look like all of it.
    private func unreadable(_ number: Int32, _ visit: Visitor) throws -> Bool {
        if TargetError.isExhaustion(number) {
            throw TargetError.system(number, PathText.display(relativePath) + " cannot be opened")
        }
        return try leaveOut(.unreadable, visit)
    }

    private mutating func enterFolder(_ frame: Frame, _ visit: Visitor) throws -> Bool {
        let verdict = frame.rules?.verdict(path, nameFrom: frame.pathCount, isFolder: true) ?? .take
        if verdict == .leave { return true }
        if verdict == .submodule { return try leaveOut(.submodule, visit) }
        guard selection.entersFolder(atDepth: stack.count - 1) else { return true }
        guard stack.count <= limits.depth else { return try leaveOut(.limit, visit) }
        guard let parent = topFolder() else { return try unreadable(errno, visit) }
        let number = PathParts.withCString(path[frame.pathCount...]) { name in
            uninterrupted { openat(parent.number, name, RootFolder.folderFlags) }
        }
        guard number >= 0 else { return try unreadable(errno, visit) }
        let folder = Descriptor(number)
        if SystemRoots.contains(folder) { return try leaveOut(.system, visit) }
        path.append(PathParts.slash)
        if push(folder, rules: frame.rules?.below(folder, path, verdict)) { return true }
        path.removeLast()
        return try unreadable(errno, visit)
    }

    private mutating func visitFile(_ frame: Frame, _ visit: Visitor) throws -> Bool {
        guard selection.covers(depth: stack.count - 1) else { return true }
        if frame.rules?.verdict(path, nameFrom: frame.pathCount, isFolder: false) == .leave { return true }
        guard let parent = topFolder() else { return try unreadable(errno, visit) }
        var status = stat()
        let name = path[frame.pathCount...]
        let found = PathParts.withCString(name) { fstatat(parent.number, $0, &status, AT_SYMLINK_NOFOLLOW) }
        guard found == 0 else { return try unreadable(errno, visit) }
        switch status.st_mode & S_IFMT {
        case S_IFREG where Int64(status.st_size) > limits.fileBytes: return try leaveOut(.tooLarge, visit)
        case S_IFREG where !FolderWalk.mayRead(status, name, in: parent): return try leaveOut(.unreadable, visit)
        case S_IFREG, S_IFLNK: return try visit(.file(entry(status, frame.rules)))
        case S_IFDIR: return try leaveOut(.unreadable, visit)  // a file when it was listed
        default: return try leaveOut(.special, visit)
        }
    }

    private func entry(_ status: stat, _ rules: FolderRules?) -> FileEntry {
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        let mode: UInt32 = isLink ? 0o120000 : status.st_mode & S_IXUSR != 0 ? 0o100755 : 0o100644
        return FileEntry(
            path: relativePath, mode: mode, size: Int64(status.st_size), contentID: rules?.contentID(path, status))
    }

    /// Asks the kernel only where the mode does not already say that everybody may.
    private static func mayRead(_ status: stat, _ name: ArraySlice<UInt8>, in folder: Descriptor) -> Bool {
        if status.st_mode & 0o444 == 0o444 || geteuid() == 0 { return true }
        return PathParts.withCString(name) { faccessat(folder.number, $0, R_OK, AT_EACCESS) == 0 }
    }
}
