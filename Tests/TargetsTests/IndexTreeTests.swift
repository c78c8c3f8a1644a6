import Model
import TestSupport
import Testing

@testable import Targets

/// What is staged, read from the index and the object database.
@Suite(.timeLimit(.minutes(3)))
struct IndexTreeTests {
    let git: GitFixture

    init() throws { git = try GitFixture() }

    private func open(_ part: IndexPart, _ folder: String = "") throws -> any FileTree {
        try Targets.open(TargetSpec(path: git.path + folder, index: part))
    }

    @Test func stagedIsWhatDiffersFromHeadWithTheContentOfTheIndex() throws {
        for name in ["a.b", "a/b", "a0", "gone", "kept", "late", "run.sh"] { try git.write(name, "old \(name)\n") }
        try git.commit()
        for name in ["a/b", "new", "run.sh"] { try git.write(name, "staged \(name)\n") }
        try git.git("rm", "-q", "gone")
        try git.git("add", "a/b", "new", "run.sh")
        try git.write("a/b", "changed after it was staged\n")
        try git.write("late", "not staged\n")
        try git.write("untracked", "not staged\n")
        let tree = try open(.staged)
        #expect(try tree.paths() == ["a/b", "new", "run.sh"])
        #expect(try tree.text("a/b") == "staged a/b\n")
        #expect(try tree.text("kept") == nil)
        #expect(try tree.text("late") == nil)
        #expect(tree.summary.kind == .git && tree.summary.branch == "main" && tree.summary.commit?.count == 40)
        #expect(try tree.files().allSatisfy { $0.contentID != nil })
        #expect(try tree.paths("a") == ["a/b"])
        let whole = try open(.whole)
        #expect(try whole.paths() == ["a.b", "a/b", "a0", "kept", "late", "new", "run.sh"])
        #expect(try whole.text("late") == "old late\n")
        #expect(try whole.text("a") == nil && whole.text("gone") == nil)
    }

    @Test func everythingIsStagedBeforeTheFirstCommit() throws {
        try git.write("one", "1\n")
        try git.write("two/three", "3\n")
        try git.git("add", "-A")
        #expect(try open(.staged).paths() == ["one", "two/three"])
        #expect(try open(.staged).summary.commit == nil)
    }

    /// As for the hook of `git commit -a`.
    @Test func anotherIndexCanBeNamed() throws {
        try git.write("file", "old\n")
        try git.commit()
        try git.write("file", "new\n")
        let other = git.folder.path + "/other-index"
        _ = try Command.run(
            ["sh", "-c", "cp '\(git.path)/.git/index' '\(other)' && git -C '\(git.path)' add file"],
            environment: [
                "GIT_INDEX_FILE=\(other)", "PATH=/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM=1", "HOME=/nonexistent",
            ])
        #expect(try open(.staged).paths() == [])
        var spec = TargetSpec(path: git.path, index: .staged)
        spec.indexFile = other
        #expect(try Targets.open(spec).text("file") == "new\n")
    }

    @Test func aFolderHasItsOwnPart() throws {
        for name in ["sub/a", "sub/b", "sub.x", "sub0", "other/a"] { try git.write(name, "old\n") }
        try git.commit()
        for name in ["sub/b", "sub.x", "sub0", "other/a"] { try git.write(name, "new\n") }
        try git.git("add", "-A")
        let tree = try open(.staged, "/sub")
        #expect(try tree.paths() == ["b"])
        #expect(try tree.text("b") == "new\n")
        #expect(try open(.whole, "/sub").paths() == ["a", "b"])
    }

    @Test func aChangedModeIsAChangeAndNamesAloneAreNone() throws {
        try git.write("script", "x\n")
        try git.commit()
        try git.write("intended", "y\n")
        try git.git("add", "-N", "intended")
        #expect(try open(.staged).paths() == [])
        try git.git("update-index", "--chmod=+x", "script")
        #expect(try open(.staged).paths() == ["script"])
    }

    @Test func aFileInConflictIsLeftOutByName() throws {
        try git.write("file", "base\n")
        try git.commit()
        try git.git("checkout", "-q", "-b", "side")
        try git.write("file", "side\n")
        try git.commit()
        try git.git("checkout", "-q", "main")
        try git.write("file", "main\n")
        try git.commit()
        _ = try? git.git("merge", "side")
        let tree = try open(.staged)
        #expect(try tree.paths() == [])
        #expect(try tree.skipped() == ["file: special"])
    }

    @Test func whereNothingCanBeStagedIsSaid() throws {
        let folder = try TemporaryFolder()
        #expect(throws: TargetError.self) { try Targets.open(TargetSpec(path: folder.path, index: .staged)) }
        let bare = try GitFixture("bare", bare: true)
        #expect(throws: TargetError.self) { try Targets.open(TargetSpec(path: bare.path, index: .staged)) }
        #expect(throws: TargetError.self) {
            try Targets.open(TargetSpec(path: "https://example.org/a.git", index: .staged))
        }
    }

    @Test func earlierVersionsAreThoseAtTheSamePaths() throws {
        try git.write("a", "old a\n")
        try git.write("b", "old b\n")
        try git.commit()
        try git.write("a", "new a\n")
        try git.write("c", "new c\n")
        try git.git("add", "-A")
        let base = try Targets.open(git.path, ref: "HEAD")
        let tree = EarlierVersions(in: base, of: try open(.staged))
        #expect(try tree.paths() == ["a"])
        #expect(try tree.text("a") == "old a\n")
        #expect(try tree.text("b") == nil && tree.text("c") == nil)
    }
}
