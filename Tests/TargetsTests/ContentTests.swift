import Model
import TestSupport
import Testing

@testable import Targets

/// What content says: its kind, and whether it is new.
@Suite(.timeLimit(.minutes(3)))
struct ContentTests {
    private static let pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "4d", count: 32))\nsize 12345\n"

    private func kind(_ bytes: [UInt8]) -> ContentKind { bytes.withUnsafeBytes { ContentKind.of($0) } }

    @Test func textIsWhatHasNoNULInItsBeginning() {
        #expect(kind([]) == .text)
        #expect(kind(Array("text \u{E4}".utf8) + [0xFF]) == .text)
        #expect(kind(Array(repeating: 0x61, count: 8000) + [0]) == .text)
    }

    @Test func binaryIsWhatHasOne() {
        #expect(kind([0x7F, 0x45, 0]) == .binary)
        #expect(kind(Array(repeating: 0x61, count: 7999) + [0]) == .binary)
    }

    @Test func anLFSPointerIsToldByItsForm() {
        #expect(kind(Array(Self.pointer.utf8)) == .lfsPointer)
        #expect(kind(Array("version https://git-lfs.github.com/spec/v1\nsize 1\n".utf8)) == .text)
        #expect(kind(Array((Self.pointer + String(repeating: "x", count: 1024)).utf8)) == .text)
    }

    @Test(arguments: [nil, "main"])
    func binaryFilesAndLFSPointersAreHandedOutForTheReaderToTell(ref: String?) throws {
        let git = try GitFixture()
        try git.write("large.bin", Self.pointer)
        try git.write("program", [0x7F, 0x45, 0x4C, 0x46, 0])
        try git.commit()
        let tree = try Targets.open(git.path, ref: ref)
        #expect(try tree.files().map { kind(Array(try tree.text($0).utf8)) } == [.lfsPointer, .binary])
    }

    @Test func onlyWhatDiffersFromTheBaseIsNew() throws {
        let git = try GitFixture()
        for name in ["changed", "linked", "moved", "same", "sub/touched"] { try git.write(name, "1 " + name) }
        try git.commit()
        try git.git("tag", "base")
        try git.write("changed", "2 changed")
        try git.git("mv", "moved", "renamed")
        try git.write("new", "new")
        try git.write("sub/touched", "1 sub/touched")
        try git.write("untracked.log", "")
        _ = try Command.run(["ln", "-sfn", "1 linked", git.path + "/linked"], environment: ["PATH=/bin:/usr/bin"])
        let base = try Targets.open(git.path, ref: "base")
        let tree = ChangedFiles(try Targets.open(git.path), since: base)
        #expect(try tree.paths() == ["changed", "linked", "new", "renamed", "untracked.log"])
        #expect(try tree.text("changed") == "2 changed")
        #expect(try tree.entry(at: Array("same".utf8)) == nil)
        #expect(tree.summary.branch == "main")
        try git.commit()
        let committed = ChangedFiles(try Targets.open(git.path, ref: "main"), since: base)
        #expect(try committed.paths() == ["changed", "linked", "new", "renamed", "untracked.log"])
        #expect(try committed.paths("sub") == [])
    }

    @Test func whatIsLeftOutIsStillReported() throws {
        let folder = try TemporaryFolder()
        try folder.write("large", "123456789")
        var spec = TargetSpec(path: folder.path)
        spec.limits.fileBytes = 4
        let tree = ChangedFiles(try Targets.open(spec), since: try Targets.open(folder.path))
        #expect(try tree.skipped() == ["large: too_large"])
    }

    @Test func theConfigurationIsReadAsGitWritesIt() {
        let config = ConfigFile(
            text: """
                # comment
                [Core]
                \tBare = true ; comment
                [remote "ori\\"gin"]
                    url = "https://example.com/#a" ; rest
                [remote "origin"]
                    url = first
                    url = sec\\
                ond\\t"x"
                """)
        #expect(config["core.bare"] == "true")
        #expect(config["remote.ori\"gin.url"] == nil || config["remote.ori\"gin.url"] == "https://example.com/#a")
        #expect(config["remote.origin.url"] == "second\tx")
        #expect(config["core.none"] == nil)
    }
}
