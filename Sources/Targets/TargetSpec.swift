/// What to open, as the person who wants the scan put it.
public struct TargetSpec: Sendable, Equatable {
    /// A folder, a file, a work tree or a folder in it, a bare repository, a linked worktree; or a git URL: `https://`,
    /// `ssh://`, `file://`, or `user@host:path`.
    public var path: String
    /// Branch, tag (also annotated), remote branch, or full or abbreviated commit, optionally with `~n` or `^n` after
    /// it. Read from the object database; the work tree is not looked at. Nil: the work tree, or HEAD where there is
    /// none.
    public var ref: String?
    /// Every blob that is reachable from `ref` (or HEAD), once.
    public var history: Bool
    /// Reads the index of the work tree, with its content from the object database. `ref` and `history` do not go with
    /// it.
    public var index: IndexPart?
    /// The index instead of the repository's own: git makes one for the time of a commit. Nil: its own.
    public var indexFile: String?
    /// Hands out what `.gitignore` leaves out.
    public var noIgnore: Bool
    /// Goes into the checked-out submodules of a work tree. Off: each one is `.skipped(submodule)`.
    public var visitSubmodules: Bool
    public var limits: TargetLimits
    /// Where clones of URLs are kept; made when it does not exist. Only what is cloned needs it.
    public var cacheDirectory: String

    public init(
        path: String, ref: String? = nil, history: Bool = false, index: IndexPart? = nil, noIgnore: Bool = false,
        visitSubmodules: Bool = false, limits: TargetLimits = TargetLimits(), cacheDirectory: String = ""
    ) {
        self.path = path
        self.ref = ref
        self.history = history
        self.index = index
        self.noIgnore = noIgnore
        self.visitSubmodules = visitSubmodules
        self.limits = limits
        self.cacheDirectory = cacheDirectory
    }
}

/// What of an index is the target.
public enum IndexPart: Sendable, Equatable {
    case whole
    /// What HEAD does not have: what a commit made now would bring.
    case staged
}
