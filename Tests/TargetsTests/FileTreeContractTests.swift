import Model
import Targets
import TestSupport
import Testing

/// The kinds of targets that hold the same content, and what all of them must do alike.
enum TargetKind: String, CaseIterable, Sendable {
    case folder, workTree, untracked, linkedWorktree, subfolder, ref, bare, history, clone

    static let content: [(path: String, text: String)] = [
        ("-dash", "dash"), (".hidden/file", "hidden"), ("README", "read me\n"), ("a", "a file"), ("b-c", "before b/"),
        ("b.d", "before b/ too"), ("b/a", "in b"), ("b/b/b", "deep"), ("b0", "after b/"), ("empty", ""),
        ("\u{E4}", "umlaut"),
    ]

    func make() throws -> KeptTree {
        if self == .folder {
            let folder = try TemporaryFolder()
            for (path, text) in TargetKind.content { try folder.write(path, text) }
            return KeptTree(try Targets.open(folder.path), folder)
        }
        let git = try GitFixture()
        let prefix = self == .subfolder ? "sub/folder/" : ""
        for (path, text) in TargetKind.content { try git.write(prefix + path, text) }
        if self == .untracked { return KeptTree(try Targets.open(git.path), git) }
        if self == .subfolder { try git.write("other", "not in the target") }
        try git.commit()
        return try make(git)
    }

    private func make(_ git: GitFixture) throws -> KeptTree {
        switch self {
        case .linkedWorktree:
            try git.git("worktree", "add", "-q", "../linked")
            return KeptTree(try Targets.open(git.folder.path + "/linked"), git)
        case .subfolder: return KeptTree(try Targets.open(git.path + "/sub/folder"), git)
        case .ref: return KeptTree(try Targets.open(git.path, ref: "main"), git)
        case .bare:
            try git.git("clone", "-q", "--bare", ".", "../bare.git")
            return KeptTree(try Targets.open(git.folder.path + "/bare.git"), git)
        case .history: return KeptTree(try Targets.open(git.path, history: true), git)
        case .clone:
            let spec = TargetSpec(path: "file://" + git.path, cacheDirectory: git.folder.path + "/cache")
            return KeptTree(try Targets.open(spec), git)
        default: return KeptTree(try Targets.open(git.path), git)
        }
    }
}

@Suite(.timeLimit(.minutes(3)))
struct FileTreeContractTests {
    @Test(arguments: TargetKind.allCases)
    func everyFileComesOnceInByteOrder(_ kind: TargetKind) throws {
        let tree = try kind.make()
        let paths = try tree.files().map(\.path)
        #expect(paths == TargetKind.content.map { Array($0.path.utf8) })
        #expect(paths == paths.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(try tree.skipped() == [])
    }

    @Test(arguments: TargetKind.allCases)
    func contentIsReadAsListed(_ kind: TargetKind) throws {
        let tree = try kind.make()
        for (path, text) in TargetKind.content {
            let entry = try #require(try tree.entry(at: Array(path.utf8)))
            #expect(entry.size == Int64(text.utf8.count))
            #expect(try tree.text(entry) == text)
        }
    }

    @Test(arguments: TargetKind.allCases)
    func anEntryIsTheSameInAWalkAndByItself(_ kind: TargetKind) throws {
        let tree = try kind.make()
        for var file in try tree.files() {
            file.origin = nil
            #expect(try tree.entry(at: file.path) == file)
        }
    }

    @Test(arguments: TargetKind.allCases)
    func readingIsCutAtTheListedSizeAndTheBuffer(_ kind: TargetKind) throws {
        let tree = try kind.make()
        var entry = try #require(try tree.entry(at: Array("b/b/b".utf8)))
        var buffer = [UInt8](repeating: 0, count: 2)
        let count = try buffer.withUnsafeMutableBytes { try tree.read(entry, into: $0) }
        #expect(count == 2)
        #expect(buffer == Array("de".utf8))
        entry.size = 3
        #expect(try tree.text(entry) == "dee")
    }

    @Test(arguments: TargetKind.allCases)
    func aPrefixIsWholeParts(_ kind: TargetKind) throws {
        let tree = try kind.make()
        #expect(try tree.paths("b") == ["b/a", "b/b/b"])
        #expect(try tree.paths("b/") == ["b/a", "b/b/b"])
        #expect(try tree.paths("b/b/b") == ["b/b/b"])
        #expect(try tree.paths("README") == ["README"])
        #expect(try tree.paths("REA") == [])
        #expect(try tree.paths("b/none") == [])
    }

    @Test(arguments: TargetKind.allCases)
    func whatIsNoPathLeadsNowhere(_ kind: TargetKind) throws {
        let tree = try kind.make()
        for path in [
            "..", "../README", "b/../README", "./README", "/README", "b//a", "b/a/", "README/x", "b", "", "\0",
        ] {
            #expect(try tree.entry(at: Array(path.utf8)) == nil, "\(path)")
        }
        #expect(try tree.paths("..") == [])
        #expect(try tree.paths("b/..") == [])
    }

    @Test(arguments: TargetKind.allCases)
    func aWalkEndsWhenTheVisitorSaysSo(_ kind: TargetKind) throws {
        let tree = try kind.make()
        var visits = 0
        try tree.walk(prefix: []) { _ in
            visits += 1
            return visits < 3
        }
        #expect(visits == 3)
        #expect(throws: CancellationError.self) { try tree.walk(prefix: []) { _ in throw CancellationError() } }
    }

    @Test(arguments: TargetKind.allCases)
    func manyThreadsMayReadAtOnce(_ kind: TargetKind) async throws {
        let tree = try kind.make()
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<8 {
                group.addTask { try tree.files().map { try tree.text($0) } }
            }
            for try await texts in group { #expect(texts == TargetKind.content.map(\.text)) }
        }
    }
}

/// A tree, and what its files lie in, which is removed when the tree goes.
struct KeptTree: FileTree {
    private let tree: any FileTree
    private let keeper: any Sendable

    init(_ tree: any FileTree, _ keeper: any Sendable) {
        self.tree = tree
        self.keeper = keeper
    }

    var summary: TargetSummary { tree.summary }

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws { try tree.walk(prefix: prefix, visit) }

    func entry(at path: [UInt8]) throws -> FileEntry? { try tree.entry(at: path) }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try tree.read(entry, into: buffer)
    }
}
