#if canImport(Glibc)
    import Glibc
#endif

/// A real repository, made by the `git` command: same authors, dates and ids on every machine, and no configuration but
/// its own.
public final class GitFixture: Sendable {
    public let folder: TemporaryFolder
    /// The work tree, or the bare repository.
    public let path: String

    /// An empty repository with the branch `main`, at `name` in a folder of its own.
    public init(_ name: String = "repository", bare: Bool = false) throws {
        folder = try TemporaryFolder()
        path = try folder.makeFolder(name)
        try git(["init", "-q", "-b", "main", "--template="] + (bare ? ["--bare"] : []))
    }

    /// Runs `git` in the work tree and returns what it printed, without the line end.
    @discardableResult
    public func git(_ arguments: String...) throws -> String { try git(arguments) }

    @discardableResult
    public func git(_ arguments: [String], at date: Int = GitFixture.firstDate) throws -> String {
        try Command.run(["git", "-C", path] + arguments, environment: GitFixture.environment(date))
    }

    /// 2020-01-01T00:00:00Z.
    public static let firstDate = 1_577_836_800

    /// Writes a file of the work tree.
    public func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    public func write(_ name: String, _ bytes: [UInt8]) throws {
        try folder.write(rawPath: Array(path.utf8) + [UInt8(ascii: "/")] + Array(name.utf8), bytes)
    }

    /// Stages everything that is not ignored and commits it. Returns the id of the commit.
    @discardableResult
    public func commit(_ message: String = "change", at date: Int = GitFixture.firstDate) throws -> String {
        try git(["add", "-A"], at: date)
        try git(["commit", "-q", "--allow-empty", "-m", message], at: date)
        return try git("rev-parse", "HEAD")
    }

    /// Makes all files look old, so that git can tell by their times that they did not change, and lets git note that.
    public func settle() throws {
        for name in try git("ls-files", "-z").split(separator: "\0") {
            try folder.touch(relative(String(name)), GitFixture.firstDate)
        }
        try git("update-index", "-q", "--refresh")
    }

    private func relative(_ name: String) -> String { String(path.dropFirst(folder.path.count + 1)) + "/" + name }

    private static func environment(_ date: Int) -> [String] {
        var environment = [
            "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "HOME=/nonexistent",
            "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_ALLOW_PROTOCOL=file",
        ]
        for role in ["AUTHOR", "COMMITTER"] {
            environment += [
                "GIT_\(role)_NAME=A U Thor", "GIT_\(role)_EMAIL=author@example.com", "GIT_\(role)_DATE=\(date) +0000",
            ]
        }
        return environment + [getenv("PATH").map { "PATH=" + String(cString: $0) } ?? "PATH=/usr/bin:/bin"]
    }
}
