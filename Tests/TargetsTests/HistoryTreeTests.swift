import Model
import TestSupport
import Testing

@testable import Targets

/// Every blob of the history, once.
@Suite(.timeLimit(.minutes(3)))
struct HistoryTreeTests {
    let git: GitFixture

    init() throws { git = try GitFixture() }

    private func commit(_ number: Int) throws -> String {
        try git.commit("change \(number)", at: GitFixture.firstDate + number * 60)
    }

    @Test func whatWasDeletedLaterIsFoundWithItsCommit() throws {
        try git.write("keep", "keep")
        try git.write("secret", "secret")
        let first = try commit(0)
        try git.git("rm", "-q", "secret")
        try git.write("secrets", "s")
        let second = try commit(1)
        let tree = try Targets.open(git.path, history: true)
        #expect(try tree.paths() == ["keep", "secret", "secrets"])
        #expect(try tree.files().map { $0.origin?.commit } == [first, first, second])
        #expect(
            try tree.files().first?.origin
                == CommitOrigin(
                    commit: first, author: "A U Thor <author@example.com>",
                    date: Timestamp(microseconds: Int64(GitFixture.firstDate) * 1_000_000)))
        let secret = try #require(try tree.files().first { $0.path == Array("secret".utf8) })
        #expect(try tree.text(secret) == "secret")
        #expect(try tree.entry(at: Array("secret".utf8)) == nil)
        #expect(try tree.text("secrets") == "s")
        #expect(tree.summary.commit == second)
    }

    @Test func aBlobComesOnceWithThePathThatFirstBroughtIt() throws {
        try git.write("old/name", "same")
        _ = try commit(0)
        try git.git("mv", "old", "new")
        try git.write("another", "same")
        _ = try commit(1)
        try git.write("new/name", "other")
        _ = try commit(2)
        try git.write("new/name", "same")
        _ = try commit(3)
        #expect(try Targets.open(git.path, history: true).paths() == ["old/name", "new/name"])
    }

    @Test func bothSidesOfAMergeComeOldestFirst() throws {
        try git.write("base", "base")
        _ = try commit(0)
        try git.git("checkout", "-q", "-b", "side")
        try git.write("side", "1")
        _ = try commit(2)
        try git.git("checkout", "-q", "main")
        try git.write("main", "2")
        _ = try commit(1)
        try git.git(["merge", "-q", "-m", "merge", "side"], at: GitFixture.firstDate + 300)
        try git.git("branch", "unmerged")
        #expect(try Targets.open(git.path, history: true).paths() == ["base", "main", "side"])
        #expect(try Targets.open(git.path, ref: "side", history: true).paths() == ["base", "side"])
    }

    @Test func parentsComeFirstEvenWhenTheirClockWasWrong() throws {
        try git.write("a", "a")
        _ = try commit(100)
        try git.write("b", "b")
        _ = try commit(50)
        #expect(try Targets.open(git.path, history: true).paths() == ["a", "b"])
    }

    @Test func everyBlobOfGitIsThereOnce() throws {
        for number in 0..<20 {
            try git.write("folder/\(number % 3)/file", "\(number)")
            try git.write("same", "\(number % 2)")
            _ = try commit(number)
        }
        let objects = try git.git("rev-list", "--objects", "--filter=object:type=blob", "--no-object-names", "HEAD")
        let commits = try git.git("rev-list", "HEAD").split(separator: "\n")
        let expected = Set(objects.split(separator: "\n")).subtracting(commits)
        let ids = try Targets.open(git.path, history: true).files().compactMap(\.contentID)
        #expect(Set(ids) == Set(expected.map(String.init)))
        #expect(ids.count == expected.count)
    }

    @Test func aPrefixSelectsInEveryCommit() throws {
        try git.write("a/x", "1")
        try git.write("b/x", "2")
        _ = try commit(0)
        try git.write("a/x", "3")
        _ = try commit(1)
        let tree = try Targets.open(git.path, history: true)
        #expect(try tree.files("a").map { try tree.text($0) } == ["1", "3"])
        #expect(try Targets.open(git.path + "/a", history: true).paths() == ["x", "x"])
    }

    @Test func aShallowCloneHasTheHistoryItHas() throws {
        for number in 0..<4 {
            try git.write("file", "\(number)")
            _ = try commit(number)
        }
        try git.git("clone", "-q", "--depth", "2", "file://" + git.path, "../shallow")
        let tree = try Targets.open(git.folder.path + "/shallow", history: true)
        #expect(try tree.files().map { try tree.text($0) } == ["2", "3"])
        #expect(try tree.skipped() == [])
        let error = #expect(throws: TargetError.self) {
            try Targets.open(git.folder.path + "/shallow", ref: "v9.0.0-beta")
        }
        #expect(error?.message.hasSuffix("it is a shallow clone, older commits are not in it") == true)
    }

    @Test func aMissingCommitIsCountedAndTheWalkGoesOn() throws {
        for number in 0..<3 {
            try git.write("file", "\(number)")
            _ = try commit(number)
        }
        let id = try git.git("rev-parse", "HEAD~2")
        try git.git("cat-file", "-e", id)
        _ = try Command.run(
            ["rm", "-f", "\(git.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"],
            environment: ["PATH=/bin:/usr/bin"])
        let tree = try Targets.open(git.path, history: true)
        #expect(try tree.files().map { try tree.text($0) } == ["1", "2"])
        #expect(try tree.skipped() == [": missing_object"])
    }
}
