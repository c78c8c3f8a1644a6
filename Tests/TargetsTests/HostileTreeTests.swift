import Model
import TestSupport
import Testing

@testable import Targets

/// Trees that git itself would never write.
@Suite(.timeLimit(.minutes(3)))
struct HostileTreeTests {
    let git: GitFixture
    private let blob: String

    init() throws {
        git = try GitFixture()
        try git.folder.write("blob", "content")
        blob = try git.git("hash-object", "-w", "../blob")
    }

    /// `alternates` can name any repository of the machine, so what borrows from one is an ordinary folder.
    @Test func borrowedObjectsAreNotRead() throws {
        let other = try GitFixture("other")
        try other.write("secret.txt", "of somebody else")
        let commit = try other.commit()
        let hostile = try GitFixture("hostile")
        try hostile.write("mine.txt", "x")
        _ = try hostile.commit()
        try hostile.folder.write("hostile/.git/objects/info/alternates", other.path + "/.git/objects\n")
        #expect(try Targets.open(TargetSpec(path: hostile.path)).summary.kind == .directory)
        #expect(throws: TargetError.self) { try Targets.open(TargetSpec(path: hostile.path, ref: commit)) }
    }

    @Test func namesThatAreNoNamesAreNotHandedOut() throws {
        let names = [".", "..", ".git", "a/b", "fine", "../../etc/passwd"]
        let tree = try tree(names.sorted().map { ("100644", $0, blob) })
        #expect(try tree.paths() == ["fine"])
        #expect(try tree.skipped() == [": special", ": special", ": special", ".git: special", ": special"])
        for name in names where name != "fine" { #expect(try tree.entry(at: Array(name.utf8)) == nil) }
    }

    @Test func aFolderOfThatNameIsNotEntered() throws {
        let inner = try object([("100644", "file", blob)])
        let tree = try tree([("40000", "..", inner), ("40000", ".git", inner), ("40000", "sub", inner)])
        #expect(try tree.paths() == ["sub/file"])
    }

    @Test func entriesOutOfOrderAreHandedOutInOrder() throws {
        let inner = try object([("100644", "x", blob)])
        let entries = [("100644", "z", blob), ("40000", "b", inner), ("100644", "b.c", blob), ("100644", "a", blob)]
        let tree = try tree(entries)
        #expect(try tree.paths() == ["a", "b.c", "b/x", "z"])
        #expect(try tree.entry(at: Array("z".utf8)) != nil)
    }

    @Test func strangeModesAreLeftOut() throws {
        let tree = try tree([("0", "a", blob), ("20000", "b", blob), ("100664", "c", blob), ("40000", "d", blob)])
        #expect(try tree.paths() == ["c"])
        #expect(try tree.files().map(\.mode) == [0o100644])
        #expect(try tree.skipped() == ["a: special", "b: special", "d: missing_object"])
    }

    @Test func aTreeNamedAsABlobIsMissing() throws {
        let inner = try object([("100644", "x", blob)])
        #expect(try tree([("100644", "a", inner)]).skipped() == ["a: missing_object"])
    }

    @Test func deepNestingEndsAtTheDepth() throws {
        var id = try object([("100644", "file", blob)])
        for _ in 0..<20 { id = try object([("40000", "d", id)]) }
        let tree = try tree([("40000", "d", id)]) { $0.depth = 15 }
        #expect(try tree.paths() == [])
        #expect(try tree.skipped() == [Array(repeating: "d", count: 16).joined(separator: "/") + ": limit"])
    }

    @Test(arguments: [true, false])
    func aBombOfTreesEndsAtTheLimitOfEntries(hasFiles: Bool) throws {
        var id = try object(hasFiles ? [("100644", "file", blob)] : [])
        for _ in 0..<10 { id = try object((0..<10).map { ("40000", "d\($0)", id) }) }
        let tree = try tree([("40000", "d", id)], limiting: { $0.files = 1000 })
        #expect(try tree.entries().count < 1002)
        #expect(try tree.skipped().map { $0.hasSuffix(": limit") } == [true])
        let history = try Targets.open(git.path, ref: "hostile", history: true)
        #expect(try history.paths() == (hasFiles ? ["d/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/file"] : []))
    }

    /// A tree object with these entries (mode, name, id), whatever they are.
    private func object(_ entries: [(String, String, String)]) throws -> String {
        var bytes: [UInt8] = []
        for (mode, name, id) in entries {
            bytes += Array("\(mode) \(name)\0".utf8)
            let digits = Array(id)
            for index in stride(from: 0, to: 40, by: 2) {
                bytes.append(UInt8(String(digits[index...index + 1]), radix: 16) ?? 0)
            }
        }
        try git.folder.write("tree", bytes)
        return try git.git("hash-object", "-t", "tree", "-w", "--literally", "../tree")
    }

    /// The target whose commit has a tree with these entries.
    private func tree(
        _ entries: [(String, String, String)], limiting: (inout TargetLimits) -> Void = { _ in }
    ) throws -> any FileTree {
        let commit = try git.git("commit-tree", "-m", "hostile", object(entries))
        try git.git("update-ref", "refs/heads/hostile", commit)
        var spec = TargetSpec(path: git.path, ref: "hostile")
        limiting(&spec.limits)
        return try Targets.open(spec)
    }
}
