public import Model

#if canImport(Glibc)
    import Glibc
#endif

/// Where targets are opened.
public enum Targets {
    /// Opens a target. A URL is cloned first, or fetched when an earlier clone is there; then this may take long.
    ///
    /// `cancelled` is asked while something takes its time, from this thread.
    public static func open(
        _ spec: TargetSpec, cancelled: @Sendable () -> Bool = { false }
    ) throws(TargetError) -> any FileTree {
        guard let resolved = realpath(spec.path, nil) else {
            throw .system(errno, "the target \(spec.path) cannot be opened")
        }
        defer { free(resolved) }
        let root = try RootFolder(path: String(cString: resolved))
        return FolderTree(
            root: root, summary: TargetSummary(kind: .directory), limits: spec.limits, workTree: nil)
    }
}
