import Model
import TestSupport
import Testing

@testable import Targets

#if canImport(Glibc)
    import Glibc
#endif

/// Commits read from the object database.
@Suite(.timeLimit(.minutes(3)))
struct CommitTreeTests {
    let git: GitFixture

    init() throws { git = try GitFixture() }

    @Test func aRefIsABranchATagARemoteBranchOrACommit() throws {
        try git.write("file", "old")
        let old = try git.commit()
        try git.git("tag", "light")
        try git.git("tag", "-a", "-m", "annotated", "annotated")
        try git.git("branch", "old/branch")
        try git.git("update-ref", "refs/remotes/origin/feature", old)
        try git.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/feature")
        try git.write("file", "new")
        try git.commit()
        try git.write("file", "not committed")
        let tagObject = try git.git("rev-parse", "annotated")
        for ref in [
            "light", "annotated", "old/branch", "origin/feature", "origin/HEAD", "refs/tags/light", "tags/light",
            "heads/old/branch", old, String(old.prefix(7)), "main~1", "HEAD^", tagObject,
        ] {
            let tree = try Targets.open(git.path, ref: ref)
            #expect(try tree.text("file") == "old", "\(ref)")
            #expect(tree.summary.commit == old)
            #expect(tree.summary.branch == (ref.hasSuffix("old/branch") ? "old/branch" : nil))
            #expect(tree.summary.dirty == nil)
        }
        #expect(try Targets.open(git.path, ref: "HEAD").text("file") == "new")
        #expect(try Targets.open(git.path, ref: "HEAD").summary.branch == "main")
    }

    @Test(arguments: [
        ("mian", "there is no branch, tag or commit 'mian' in this repository; did you mean 'main'?"),
        ("release", "there is no branch, tag or commit 'release' in this repository; there are: develop, main, v1.0"),
        ("deadbeef", "there is no branch, tag or commit 'deadbeef' in this repository; there are: develop, main, v1.0"),
        ("main~9", "'main' has no ancestor 'main~9'"),
    ])
    func aRefThatNamesNothingIsAnErrorWithAHint(ref: String, message: String) throws {
        try git.commit()
        try git.git("branch", "develop")
        try git.git("tag", "v1.0")
        let error = #expect(throws: TargetError.self) { try Targets.open(git.path, ref: ref) }
        #expect(error == TargetError(.unknownReference, message))
    }

    @Test(arguments: [
        "../../../etc/passwd", "", "-x", "main:file", ":/message", "@{1}", "main^{/x}", "main@{u}", "a b", "..", "\n",
    ])
    func aRefIsNotALanguage(ref: String) throws {
        try git.commit("message")
        let error = #expect(throws: TargetError.self) { try Targets.open(git.path, ref: ref) }
        #expect(error?.code == .unknownReference)
    }

    @Test func aRefOfAnEmptyRepositoryIsAnError() throws {
        let bare = try GitFixture("bare.git", bare: true)
        #expect(try Targets.open(bare.path).paths() == [])
        #expect(try Targets.open(bare.path).summary == TargetSummary(kind: .git, branch: "main"))
        let error = #expect(throws: TargetError.self) { try Targets.open(bare.path, ref: "main") }
        #expect(
            error?.message
                == "there is no branch, tag or commit 'main' in this repository; it has no branches and tags at all")
    }

    @Test func aTagOfABlobIsNoTarget() throws {
        try git.write("file", "x")
        try git.commit()
        try git.git("tag", "blob", "HEAD:file")
        #expect(throws: TargetError.self) { try Targets.open(git.path, ref: "blob") }
    }

    @Test func filesOfACommitHaveIDsModesAndLinks() throws {
        try git.write("run", "#!/bin/sh\n")
        chmod(git.path + "/run", 0o755)
        symlink("/etc/passwd", git.path + "/link")
        try git.commit()
        let tree = try Targets.open(git.path, ref: "main")
        let files = try tree.files()
        #expect(files.map(\.mode) == [0o120000, 0o100755])
        #expect(try files.map(\.contentID) == [git.git("rev-parse", "HEAD:link"), git.git("rev-parse", "HEAD:run")])
        #expect(try tree.text("link") == "/etc/passwd")
    }

    @Test func hugeBlobsAreLeftOutAndNotInflated() throws {
        try git.write("huge", "")
        #expect(truncate(git.path + "/huge", 64 << 20) == 0)
        try git.write("small", "small")
        try git.commit()
        let tree = try Targets.open(git.path, ref: "main")
        #expect(try tree.paths() == ["small"])
        #expect(try tree.skipped() == ["huge: too_large"])
        let entry = FileEntry(
            path: Array("huge".utf8), size: 64 << 20, contentID: try git.git("rev-parse", "HEAD:huge"))
        let error = #expect(throws: TargetError.self) { try tree.text(entry) }
        #expect(error?.code == .limit)
    }

    @Test func missingAndDamagedObjectsAreLeftOutAndTheWalkGoesOn() throws {
        for name in ["a", "b", "c/x", "d"] { try git.write(name, name) }
        try git.commit()
        for object in ["HEAD:a", "HEAD:c"] { unlink(try loosePath(object)) }
        try replace(loosePath("HEAD:b"), Array("rubbish".utf8))
        let tree = try Targets.open(git.path, ref: "main")
        #expect(try tree.paths() == ["d"])
        #expect(try tree.skipped() == ["a: missing_object", "b: missing_object", "c: missing_object"])
        unlink(try loosePath("HEAD^{tree}"))
        let error = #expect(throws: TargetError.self) { try Targets.open(git.path, ref: "main") }
        #expect(error?.code == .damaged)
    }

    @Test func aBlobWhoseBytesAreNotWhatItsNameSaysIsNotRead() throws {
        try git.write("file", "honest")
        try git.write("other", "forged")
        try git.commit()
        let other = try loosePath("HEAD:other")
        let file = try loosePath("HEAD:file")
        unlink(file)
        rename(other, file)
        let tree = try Targets.open(git.path, ref: "main")
        let entry = try #require(try tree.files().first)
        let error = #expect(throws: TargetError.self) { try tree.text(entry) }
        #expect(error?.code == .damaged)
    }

    private func loosePath(_ object: String) throws -> String {
        let id = try git.git("rev-parse", object)
        return "\(git.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    }

    private func replace(_ path: String, _ bytes: [UInt8]) throws {
        unlink(path)
        try git.folder.write(rawPath: Array(path.utf8), bytes)
    }
}
