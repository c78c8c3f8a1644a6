import Model
import TestSupport
import Testing

@testable import Targets

#if canImport(Glibc)
    import Glibc
#endif

/// Repositories within repositories, and repositories that try to be something else.
@Suite(.timeLimit(.minutes(3)))
struct NestedRepositoryTests {
    let git: GitFixture

    init() throws { git = try GitFixture() }

    /// A repository with a submodule `module`, which ignores `*.log` and tracks one log.
    private func addSubmodule() throws {
        let module = git.folder.path + "/module"
        try git.git("init", "-q", "-b", "main", module)
        try git.folder.write("module/file", "module")
        try git.folder.write("module/tracked.log", "module")
        try git.git("-C", module, "add", "-A")
        try git.git("-C", module, "commit", "-q", "-m", "module")
        try git.write("module.c", "")
        try git.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", module, "module")
        try git.commit()
        try git.write("module/.gitignore", "*.log\n")
        try git.write("module/new.log", "")
    }

    @Test func aSubmoduleIsLeftOutUnlessAskedFor() throws {
        try addSubmodule()
        let tree = try Targets.open(git.path)
        #expect(try tree.paths() == [".gitmodules", "module.c"])
        #expect(try tree.skipped() == ["module: submodule"])
        #expect(try tree.entry(at: Array("module/file".utf8)) == nil)
        #expect(try tree.entries("module/file") == [])
        #expect(tree.summary.dirty == false)
        let visited = try Targets.open(TargetSpec(path: git.path, visitSubmodules: true))
        #expect(
            try visited.paths()
                == [".gitmodules", "module.c", "module/.gitignore", "module/file", "module/tracked.log"])
        #expect(try visited.text("module/file") == "module")
        #expect(try visited.skipped() == [])
    }

    @Test func aSubmoduleOfACommitIsLeftOut() throws {
        try addSubmodule()
        let tree = try Targets.open(git.path, ref: "main")
        #expect(try tree.paths() == [".gitmodules", "module.c"])
        #expect(try tree.skipped() == ["module: submodule"])
        #expect(try Targets.open(git.path, history: true).skipped() == ["module: submodule"])
    }

    @Test func aSubmoduleIsATargetOfItsOwn() throws {
        try addSubmodule()
        let tree = try Targets.open(git.path + "/module")
        #expect(try tree.paths() == [".gitignore", "file", "tracked.log"])
        #expect(tree.summary.kind == .git)
        #expect(tree.summary.dirty == true)
    }

    @Test func aRepositoryThatIsNoSubmoduleIsPlainFiles() throws {
        try git.write("file", "")
        try git.commit()
        try git.git("init", "-q", "nested")
        try git.write("nested/file", "nested")
        #expect(try Targets.open(git.path).paths() == ["file", "nested/file"])
    }

    @Test func aGitFileThatIsNotAnsweredIsNotBelieved() throws {
        try git.write("secret", "1")
        try git.commit()
        try git.folder.write("hostile/.git", "gitdir: \(git.path)/.git\n")
        try git.folder.write("hostile/file", "")
        let hostile = git.folder.path + "/hostile"
        #expect(try Targets.open(hostile).summary == TargetSummary(kind: .directory))
        #expect(throws: TargetError.self) { try Targets.open(hostile, ref: "main") }
        try git.git("worktree", "add", "-q", "../linked")
        try git.folder.write("hostile/.git", "gitdir: \(git.path)/.git/worktrees/linked\n")
        #expect(throws: TargetError.self) { try Targets.open(hostile, ref: "main") }
    }

    @Test(arguments: ["commondir", "objects", "refs", "HEAD", ".git"])
    func aRepositoryPutTogetherFromAnotherOnesPartsIsNotBelieved(part: String) throws {
        try git.write("secret", "1")
        try git.commit()
        let hostile = try git.folder.makeFolder("hostile")
        if part == ".git" {
            symlink(git.path + "/.git", hostile + "/.git")
        } else {
            try git.git("init", "-q", "-b", "main", hostile)
            if part == "commondir" {
                try git.folder.write("hostile/.git/commondir", git.path + "/.git")
            } else {
                rename(hostile + "/.git/" + part, hostile + "/old")
                symlink(git.path + "/.git/" + part, hostile + "/.git/" + part)
            }
        }
        #expect(try Targets.open(hostile).summary == TargetSummary(kind: .directory))
        #expect(throws: TargetError.self) { try Targets.open(hostile, ref: "main") }
    }

    @Test(arguments: ["refs/heads/main", "packed-refs", "objects/ab/cdef", "objects/pack/x.idx", "HEAD"])
    func aFifoInARepositoryIsNotWaitedFor(part: String) throws {
        try git.write("file", "1")
        try git.commit()
        let path = git.path + "/.git/" + part
        try git.folder.makeFolder("repository/.git/objects/ab")
        unlink(path)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(try Targets.open(git.path).summary == TargetSummary(kind: .directory))
    }

    @Test func hostileConfigurationIsNotRead() throws {
        try git.write("file", "file")
        try git.write("clean.c", "text")
        try git.write(".gitattributes", "*.c filter=evil diff=evil\n")
        let commit = try git.commit()
        let fifo = git.path + "/.git/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        let proof = git.folder.path + "/proof"
        try git.write(
            ".git/config",
            """
            [include]
            \tpath = fifo
            [core]
            \trepositoryformatversion = 0
            \tworktree = /
            \tfsmonitor = touch \(proof)
            \texcludesFile = \(fifo)
            \tattributesFile = \(fifo)
            [filter "evil"]
            \tclean = touch \(proof)
            \tsmudge = touch \(proof)
            """)
        let tree = try Targets.open(git.path)
        #expect(try tree.paths() == [".gitattributes", "clean.c", "file"])
        #expect(tree.summary.commit == commit)
        #expect(try Targets.open(git.path, ref: "main").text("clean.c") == "text")
        #expect(access(proof, F_OK) != 0)
    }

    @Test func anIndexThatCannotBeReadIsDoneWithout() throws {
        try git.write("file", "file")
        try git.write(".gitignore", "*.log\n")
        try git.commit()
        try git.write("a.log", "")
        try git.write(".git/index", Array("DIRC rubbish".utf8))
        let tree = try Targets.open(git.path)
        #expect(try tree.paths() == [".gitignore", "file"])
        #expect(tree.summary.dirty == nil)
    }
}
