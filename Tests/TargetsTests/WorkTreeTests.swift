import Model
import TestSupport
import Testing

@testable import Targets

#if canImport(Glibc)
    import Glibc
#endif

/// Checked-out repositories.
@Suite(.timeLimit(.minutes(3)))
struct WorkTreeTests {
    let git: GitFixture

    init() throws { git = try GitFixture() }

    private var tree: any FileTree { get throws { try Targets.open(git.path) } }

    @Test func theSummaryNamesCommitBranchAndRemote() throws {
        try git.write("file", "1")
        let commit = try git.commit()
        try git.git("remote", "add", "origin", "https://user:token@example.com/a/b.git?x=y")
        try git.settle()
        #expect(
            try tree.summary
                == TargetSummary(
                    kind: .git, commit: commit, branch: "main", dirty: false, remote: "https://example.com/a/b.git"))
        try git.git("checkout", "-q", "--detach")
        #expect(try tree.summary.branch == nil)
    }

    @Test func anUnbornBranchIsNoError() throws {
        try git.write("file", "1")
        let tree = try tree
        #expect(tree.summary == TargetSummary(kind: .git, branch: "main"))
        #expect(try tree.paths() == ["file"])
        #expect(try Targets.open(git.path, history: true).paths() == [])
    }

    @Test(arguments: ["changed", "racy", "staged", "deleted", "new", "mode", "type"])
    func aWorkTreeThatDiffersIsDirty(how: String) throws {
        try git.write("file", "one")
        try git.write("ignored", "")
        try git.write(".gitignore", "ignored\n")
        try git.commit()
        try git.settle()
        #expect(try tree.summary.dirty == false)
        switch how {
        case "changed": try git.write("file", "longer than before")
        case "racy": try git.write("file", "two")
        case "staged":
            try git.write("file", "two")
            try git.git("add", "file")
        case "deleted": unlink(git.path + "/file")
        case "new": try git.write("new", "")
        case "mode": chmod(git.path + "/file", 0o755)
        default:
            unlink(git.path + "/file")
            symlink("one", git.path + "/file")
        }
        #expect(try tree.summary.dirty == true)
    }

    @Test func aTouchedFileWithTheSameContentIsClean() throws {
        try git.write("file", "one")
        try git.commit()
        try git.write("file", "one")
        #expect(try tree.summary.dirty == false)
    }

    @Test func aSparseCheckoutIsClean() throws {
        for name in ["a/file", "b/file"] { try git.write(name, name) }
        try git.commit()
        try git.git("sparse-checkout", "set", "--no-cone", "a")
        let tree = try tree
        #expect(try tree.paths() == ["a/file"])
        #expect(tree.summary.dirty == false)
    }

    @Test func contentIDsAreThoseOfGitWhileFilesAreUnchanged() throws {
        try git.write("clean", "clean")
        try git.write("touched", "touched")
        try git.write("converted", "1\n2\n")
        try git.write(".gitattributes", "converted text eol=crlf\n")
        try git.commit()
        unlink(git.path + "/converted")
        try git.git("checkout", "--", "converted")
        try git.settle()
        try git.write("touched", "TOUCHED")
        let tree = try tree
        let ids = Dictionary(uniqueKeysWithValues: try tree.files().map { (PathText.display($0.path), $0.contentID) })
        #expect(try ids["clean"] == git.git("rev-parse", "HEAD:clean"))
        #expect(ids["touched"] == .some(nil))
        #expect(ids["converted"] == .some(nil))
        #expect(try tree.text("converted") == "1\r\n2\r\n")
    }

    @Test func aFileAsYoungAsTheIndexHasNoContentID() throws {
        try git.write("file", "one")
        try git.commit()
        var status = stat()
        #expect(lstat(git.path + "/.git/index", &status) == 0)
        let times = [status.st_mtim, status.st_mtim]
        utimensat(AT_FDCWD, git.path + "/file", times, 0)
        try git.git("update-index", "-q", "--refresh")
        #expect(lstat(git.path + "/file", &status) == 0)
        utimensat(AT_FDCWD, git.path + "/.git/index", [status.st_mtim, status.st_mtim], 0)
        #expect(try tree.files().map(\.contentID) == [nil])
    }

    @Test func aFolderOfTheRepositoryIsATargetOfItsOwn() throws {
        try git.write(".gitignore", "*.log\n/sub/deep/x\n")
        for name in ["top", "sub/a", "sub/b.log", "sub/deep/x", "sub/deep/y"] { try git.write(name, name) }
        let commit = try git.commit()
        try git.settle()
        let tree = try Targets.open(git.path + "/sub")
        #expect(try tree.paths() == ["a", "deep/y"])
        #expect(tree.summary.commit == commit)
        #expect(tree.summary.dirty == false)
        #expect(try tree.files().first?.contentID == git.git("rev-parse", "HEAD:sub/a"))
        #expect(try Targets.open(git.path + "/sub", ref: "main").paths() == ["a", "deep/y"])
        #expect(try Targets.open(git.path + "/sub", history: true).paths() == ["a", "deep/y"])
        let file = try Targets.open(git.path + "/sub/b.log")
        #expect(try file.text("b.log") == "sub/b.log")
        #expect(file.summary.kind == .file)
        #expect(file.summary.commit == commit)
        #expect(try Targets.open(git.path + "/sub/a", ref: "HEAD").paths() == ["a"])
    }

    @Test func anIgnoredFolderIsAPlainFolder() throws {
        try git.write(".gitignore", "/out/\n")
        try git.write("out/.gitignore", "*\n")
        try git.write("out/file", "file")
        try git.commit()
        let tree = try Targets.open(git.path + "/out")
        #expect(tree.summary == TargetSummary(kind: .directory))
        #expect(try tree.paths() == [".gitignore", "file"])
        let error = #expect(throws: TargetError.self) { try Targets.open(git.path + "/out", ref: "main") }
        #expect(error?.message == "the folder out does not exist in 'main'")
    }

    @Test func aLinkedWorktreeHasItsOwnBranchAndTheCommonExclude() throws {
        try git.write("file", "1")
        try git.commit()
        try git.write(".git/info/exclude", "secret\n")
        try git.git("worktree", "add", "-q", "-b", "other", "../linked")
        try git.folder.write("linked/secret", "")
        let tree = try Targets.open(git.folder.path + "/linked")
        #expect(tree.summary.branch == "other")
        #expect(try tree.paths() == ["file"])
        #expect(try Targets.open(git.folder.path + "/linked", ref: "main").paths() == ["file"])
    }

    @Test func aRepositoryNamedBySHA256IsScannedAsFilesOnly() throws {
        try git.git("init", "-q", "--object-format=sha256", "../new")
        try git.folder.write("new/.gitignore", "*.log\n")
        try git.folder.write("new/a.log", "")
        let tree = try Targets.open(git.folder.path + "/new")
        #expect(tree.summary == TargetSummary(kind: .git))
        #expect(try tree.paths() == [".gitignore"])
        let error = #expect(throws: TargetError.self) { try Targets.open(git.folder.path + "/new", ref: "main") }
        #expect(error?.code == .unsupported)
        #expect(error?.message.hasSuffix("names its objects by sha256; only sha1 can be read") == true)
    }

    @Test func aDamagedRepositoryIsScannedAsFilesOnly() throws {
        try git.write(".gitignore", "*.log\n")
        try git.write("a.log", "")
        try git.commit()
        try git.write(".git/refs/heads/main", String(repeating: "1", count: 40) + "\n")
        let tree = try tree
        #expect(tree.summary == TargetSummary(kind: .git, branch: "main"))
        #expect(try tree.paths() == [".gitignore"])
    }

    @Test func aFileInABareRepositoryIsAFile() throws {
        let bare = try GitFixture("bare.git", bare: true)
        #expect(try Targets.open(bare.path + "/HEAD").text("HEAD") == "ref: refs/heads/main\n")
    }
}
