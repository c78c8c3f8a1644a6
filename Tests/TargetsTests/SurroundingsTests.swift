import Model
import TestSupport
import Testing

@testable import Targets

/// What a target lies in.
@Suite(.timeLimit(.minutes(3)))
struct SurroundingsTests {
    let git: GitFixture

    init() throws {
        git = try GitFixture()
        try git.write("top", "committed\n")
        try git.write("a/b/file", "x\n")
        try git.commit()
        try git.write("top", "in the work tree\n")
    }

    private func surroundings(
        _ spec: TargetSpec, isAllowed: (String) -> Bool = { _ in true }
    ) throws -> Surroundings {
        try Targets.surroundings(spec, of: Targets.open(spec), isAllowed: isAllowed)
    }

    @Test func theyAreTheRepositoryAsTheTargetIsRead() throws {
        let folder = try surroundings(TargetSpec(path: git.path + "/a/b"))
        #expect(try folder.tree.text("top") == "in the work tree\n")
        #expect(folder.foldersUpwards.map(PathText.display) == ["a/b", "a", ""])
        let file = try surroundings(TargetSpec(path: git.path + "/a/b/file"))
        #expect(PathText.display(file.folder) == "a/b")
        let commit = try surroundings(TargetSpec(path: git.path + "/a/b", ref: "HEAD"))
        #expect(try commit.tree.text("top") == "committed\n")
        #expect(PathText.display(commit.folder) == "a/b")
        let index = try surroundings(TargetSpec(path: git.path + "/a", index: .staged))
        #expect(try index.tree.text("top") == "committed\n")
    }

    @Test func nothingAboveTheRepositoryBelongsToThem() throws {
        let top = try surroundings(TargetSpec(path: git.path))
        #expect(top.foldersUpwards == [[]])
        try git.folder.write("outside", "x")
        #expect(try top.tree.text("outside") == nil && top.tree.text("../outside") == nil)
    }

    @Test func aPlainFolderIsAllThatIsAroundIt() throws {
        let folder = try TemporaryFolder()
        try folder.write("outer", "x")
        let inner = try folder.makeFolder("inner")
        let around = try surroundings(TargetSpec(path: inner))
        #expect(around.foldersUpwards == [[]])
        #expect(try around.tree.text("outer") == nil)
    }

    @Test func aTopThatMayNotBeReadLeavesTheTargetItself() throws {
        let around = try surroundings(TargetSpec(path: git.path + "/a"), isAllowed: { _ in false })
        #expect(around.folder.isEmpty)
        #expect(try around.tree.text("top") == nil)
        #expect(try around.tree.text("b/file") == "x\n")
    }
}

struct PathPatternTests {
    @Test(arguments: [
        ("tests/", "tests/a.py", true), ("tests/", "src/tests/deep/a.py", true), ("tests/", "tests", false),
        ("/tests/", "src/tests/a.py", false), ("*.min.js", "web/a.min.js", true), ("src/**", "src/a/b", true),
        ("src/**", "other/a", false), ("src/*.py", "src/a.py", true), ("src/*.py", "src/a/b.py", false),
        ("docs", "docs/a", true), ("code.python.*", "code.python.weak-hash", true), ("code.*", "secrets.x", false),
        ("code.python.weak-hash", "code.python.weak-hash", true), ("**/gen/**", "a/gen/b.go", true), ("*", "a/b", true),
    ])
    func matchesAsIgnoreFilesDo(pattern: String, path: String, matches: Bool) throws {
        #expect(try #require(PathPattern(pattern)).matches(Array(path.utf8)) == matches)
    }

    @Test(arguments: ["", "!src", "# note", "[", "a\nb", "/"])
    func whatIsNoPatternIsRefused(text: String) { #expect(PathPattern(text) == nil) }
}
