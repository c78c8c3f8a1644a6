import Model
import TestSupport
import Testing

@testable import Targets

#if canImport(Glibc)
    import Glibc
#endif

/// Folders as hostile hands leave them.
@Suite(.timeLimit(.minutes(3)))
struct FolderTreeTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aPlainFolderHasNoCommitAndHonoursNoIgnoreFile() throws {
        try folder.write(".gitignore", "*")
        let tree = try Targets.open(folder.path)
        #expect(tree.summary == TargetSummary(kind: .directory))
        #expect(try tree.paths() == [".gitignore"])
    }

    @Test func aLinkIsHandedOutAsItsTargetAndNeverFollowed() throws {
        let outside = try TemporaryFolder()
        try outside.write("secret", "outside")
        try folder.link("file", to: outside.path + "/secret")
        try folder.link("folder", to: outside.path)
        try folder.link("nowhere", to: "does/not/exist")
        let tree = try Targets.open(folder.path)
        #expect(try tree.paths() == ["file", "folder", "nowhere"])
        #expect(try tree.files().allSatisfy { $0.mode == 0o120000 })
        #expect(try tree.text("file") == outside.path + "/secret")
        #expect(try tree.text("nowhere") == "does/not/exist")
        #expect(try tree.entry(at: Array("folder/secret".utf8)) == nil)
        #expect(try tree.paths("folder/secret") == [])
    }

    @Test func cyclicLinksEnd() throws {
        try folder.makeFolder("a/b")
        try folder.link("a/b/up", to: "../..")
        try folder.link("self", to: "self")
        #expect(try Targets.open(folder.path).paths() == ["a/b/up", "self"])
    }

    @Test func aFileThatBecomesALinkIsNotRead() throws {
        try folder.write("inside/file", "inside")
        let outside = try TemporaryFolder()
        try outside.write("file", "outside")
        let tree = try Targets.open(folder.path)
        let entry = try #require(try tree.files().first)
        unlink(folder.path + "/inside/file")
        try folder.link("inside/file", to: outside.path + "/file")
        #expect(throws: TargetError.self) { try tree.text(entry) }
    }

    @Test(arguments: [true, false])
    func aFolderThatBecomesALinkLeadsNowhere(byParts: Bool) throws {
        try folder.write("inside/file", "inside")
        let outside = try TemporaryFolder()
        try outside.write("file", "outside")
        let root = try RootFolder(path: folder.path)
        rename(folder.path + "/inside", folder.path + "/moved")
        try folder.link("inside", to: outside.path)
        let path = Array("inside/file".utf8)
        let opened = byParts ? root.openByParts(path, flags: O_RDONLY) : root.open(path, flags: O_RDONLY)
        #expect(opened == nil)
        let moved = Array("moved/file".utf8)
        #expect((byParts ? root.openByParts(moved, flags: O_RDONLY) : root.open(moved, flags: O_RDONLY)) != nil)
    }

    @Test(arguments: ["proc", "sys", "dev"])
    func whereTheKernelShowsItselfIsLeftOut(name: String) throws {
        let root = try RootFolder(path: "/")
        let summary = TargetSummary(kind: .directory)
        let tree = FolderTree(root: root, summary: summary, limits: TargetLimits(), workTree: nil)
        #expect(try tree.entries(name) == [.skipped(path: Array(name.utf8), reason: .system)])
        #expect(try tree.entries(name + "/self").isEmpty)
        #expect(try tree.entry(at: Array("proc/version".utf8)) == nil)
    }

    @Test func fifosAndSocketsAreLeftOut() throws {
        try folder.write("file", "file")
        #expect(mkfifo(folder.path + "/fifo", 0o600) == 0)
        try makeSocket(folder.path + "/socket")
        let tree = try Targets.open(folder.path)
        #expect(try tree.skipped() == ["fifo: special", "socket: special"])
        #expect(try tree.paths() == ["file"])
        #expect(try tree.entry(at: Array("fifo".utf8)) == nil)
    }

    @Test func aFileThatBecomesAFifoIsNotWaitedFor() throws {
        try folder.write("file", "file")
        let tree = try Targets.open(folder.path)
        let entry = try #require(try tree.files().first)
        unlink(folder.path + "/file")
        #expect(mkfifo(folder.path + "/file", 0o600) == 0)
        #expect(throws: TargetError(.unreadable, "file went away or changed its kind while the scan ran")) {
            try tree.text(entry)
        }
    }

    @Test func hugeFilesAreLeftOut() throws {
        try folder.write("huge", "")
        #expect(truncate(folder.path + "/huge", 1 << 40) == 0)
        try folder.write("limit", "12345678")
        try folder.write("over", "123456789")
        var spec = TargetSpec(path: folder.path)
        spec.limits.fileBytes = 8
        let tree = try Targets.open(spec)
        #expect(try tree.paths() == ["limit"])
        #expect(try tree.skipped() == ["huge: too_large", "over: too_large"])
        #expect(try tree.entry(at: Array("huge".utf8)) == nil)
    }

    @Test func aFileThatGrowsIsCutAtItsListedSize() throws {
        try folder.write("log", "first")
        let tree = try Targets.open(folder.path)
        let entry = try #require(try tree.files().first)
        try folder.write("log", "first and more")
        #expect(try tree.text(entry) == "first")
        try folder.write("log", "f")
        #expect(try tree.text(entry) == "f")
    }

    @Test func namesNeedNotBeUTF8() throws {
        let name: [UInt8] = [0x66, 0xFF, 0xFE, 0x0A, 0x2E, 0x63]
        try folder.write(rawPath: Array(folder.path.utf8) + [0x2F, 0xC3, 0x2F] + name, Array("bytes".utf8))
        let tree = try Targets.open(folder.path)
        let entry = try #require(try tree.files().first)
        #expect(entry.path == [0xC3, 0x2F] + name)
        #expect(try tree.text(entry) == "bytes")
        #expect(try tree.entry(at: entry.path) == entry)
    }

    @Test(.enabled(if: geteuid() != 0, "root can read everything"))
    func unreadableFilesAndFoldersAreLeftOut() throws {
        try folder.write("file", "file")
        try folder.write("folder/file", "file")
        chmod(folder.path + "/file", 0)
        chmod(folder.path + "/folder", 0)
        #expect(try Targets.open(folder.path).skipped() == ["file: unreadable", "folder: unreadable"])
    }

    @Test func whatGoesAwayDuringAWalkIsUnreadable() throws {
        for name in ["a", "b/file", "c", "d"] { try folder.write(name, name) }
        let tree = try Targets.open(folder.path)
        var entries: [TreeEntry] = []
        try tree.walk(prefix: []) { entry in
            if entries.isEmpty {
                unlink(folder.path + "/b/file")
                rmdir(folder.path + "/b")
                unlink(folder.path + "/c")
            }
            entries.append(entry)
            return true
        }
        #expect(
            entries.dropFirst().prefix(2) == [
                .skipped(path: Array("b".utf8), reason: .unreadable),
                .skipped(path: Array("c".utf8), reason: .unreadable),
            ])
        #expect(entries.count == 4)
    }

    @Test func aFileThatWentAwayCannotBeRead() throws {
        try folder.write("file", "file")
        let tree = try Targets.open(folder.path)
        let entry = try #require(try tree.files().first)
        unlink(folder.path + "/file")
        let error = #expect(throws: TargetError.self) { try tree.text(entry) }
        #expect(error?.code == .missing)
        #expect(error?.message == "file cannot be read: No such file or directory")
    }

    @Test func foldersBeyondTheDepthAreLeftOut() throws {
        try folder.write("1/2/3/file", "deep")
        try folder.write("1/2/file", "shallow")
        var spec = TargetSpec(path: folder.path)
        spec.limits.depth = 2
        let tree = try Targets.open(spec)
        #expect(try tree.paths() == ["1/2/file"])
        #expect(try tree.skipped() == ["1/2/3: limit"])
    }

    @Test func aWalkComesBackFromDeepBelow() throws {
        let depth = 200
        let way = Array(repeating: "d", count: depth).joined(separator: "/")
        try folder.write(way + "/file", "deep")
        for count in 0..<depth { try folder.write(String(repeating: "d/", count: count) + "z", "\(count)") }
        let tree = try Targets.open(folder.path)
        let files = try tree.files()
        #expect(files.count == depth + 1)
        #expect(files.first.map(\.path) == Array((way + "/file").utf8))
        #expect(files.last?.path == Array("z".utf8))
        #expect(try files.map { try tree.text($0) } == ["deep"] + (0..<depth).reversed().map(String.init))
    }

    @Test func aWalkEndsAtTheLimitOfFilesAndSaysSo() throws {
        for name in ["a", "b", "c", "d"] { try folder.write(name, name) }
        var spec = TargetSpec(path: folder.path)
        spec.limits.files = 2
        let tree = try Targets.open(spec)
        #expect(try tree.paths().count == 2)
        #expect(try tree.skipped().map { $0.hasSuffix(": limit") } == [true])
    }

    @Test func whatIsCalledGitIsNeverHandedOut() throws {
        try folder.write(".git/config", "[core]")
        try folder.write("sub/.git", "gitdir: elsewhere")
        try folder.write("sub/file", "file")
        try folder.write(".github/file", "file")
        let tree = try Targets.open(folder.path)
        #expect(try tree.paths() == [".github/file", "sub/file"])
        #expect(try tree.entry(at: Array(".git/config".utf8)) == nil)
    }

    @Test func executableFilesHaveTheirMode() throws {
        try folder.write("run", "#!/bin/sh\n")
        chmod(folder.path + "/run", 0o755)
        #expect(try Targets.open(folder.path).files().map(\.mode) == [0o100755])
    }

    @Test func aSingleFileIsATarget() throws {
        try folder.write("other", "other")
        let path = try folder.write("file", "content")
        let tree = try Targets.open(path)
        #expect(tree.summary == TargetSummary(kind: .file))
        #expect(try tree.paths() == ["file"])
        #expect(try tree.text("file") == "content")
        #expect(try tree.entry(at: Array("other".utf8)) == nil)
        #expect(try tree.paths("other") == [])
    }

    @Test func whatIsNoTargetIsRefusedWithTheReason() throws {
        #expect(mkfifo(folder.path + "/fifo", 0o600) == 0)
        let missing = #expect(throws: TargetError.self) { try Targets.open(folder.path + "/none") }
        #expect(missing?.code == .missing)
        #expect(missing?.message == "the target \(folder.path)/none cannot be opened: No such file or directory")
        let fifo = #expect(throws: TargetError.self) { try Targets.open(folder.path + "/fifo") }
        #expect(fifo?.message == "the target \(folder.path)/fifo is neither a file nor a folder")
        for ref in ["main"] {
            let error = #expect(throws: TargetError.self) { try Targets.open(folder.path, ref: ref) }
            #expect(error?.message == "\(folder.path) is in no git repository, so there is no 'main' to read")
        }
        #expect(throws: TargetError.self) { try Targets.open(folder.path, history: true) }
    }

    @Test func runningOutOfDescriptorsIsAnErrorAndNotASkip() {
        let error = TargetError.system(EMFILE, "src cannot be opened")
        #expect(error.code == .system)
        #expect(
            error.message == "src cannot be opened: Too many open files; raise the limit on open files (`ulimit -n`)")
        #expect(TargetError.isExhaustion(ENFILE))
        #expect(!TargetError.isExhaustion(EACCES))
    }

    private func makeSocket(_ path: String) throws {
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw SystemError(errno, path) }
    }
}
