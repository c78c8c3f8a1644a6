import Model
import TestSupport
import Testing

@testable import Targets

#if canImport(Glibc)
    import Glibc
#endif

/// Repositories on this machine that are named by a URL: read where they are, and believed no more than others.
@Suite(.timeLimit(.minutes(10)))
struct FileURLTests {
    let git: GitFixture

    init() throws { git = try GitFixture("a repository") }

    private var url: String { "file://" + git.folder.path + "/a%20repository" }

    @Test func theCommitIsReadAndNotTheWorkTree() throws {
        try git.write("file", "1")
        let commit = try git.commit()
        try git.write("file", "2")
        let tree = try Targets.open(url)
        #expect(try tree.text("file") == "1")
        #expect(tree.summary == TargetSummary(kind: .git, commit: commit, branch: "main", remote: url))
        #expect(Targets.path(ofFileURL: url) == git.path)
    }

    @Test func aBareRepositoryAndOneBehindALinkAreRead() throws {
        let bare = try GitFixture("bare.git", bare: true)
        #expect(try Targets.open("file://" + bare.path).paths() == [])
        try git.write("file", "1")
        try git.commit()
        try git.folder.link("link", to: git.path)
        #expect(try Targets.open("file://" + git.folder.path + "/link", ref: "main").paths() == ["file"])
    }

    @Test(arguments: [
        "HEAD", "packed-refs", "refs/heads/main", "objects/pack/x.idx", "objects/pack/x.pack", "objects/ab/cdef",
    ])
    func aFifoIsNotWaitedFor(part: String) throws {
        try git.write("file", "1")
        try git.commit()
        try git.folder.makeFolder("a repository/.git/objects/ab")
        unlink(git.path + "/.git/" + part)
        #expect(mkfifo(git.path + "/.git/" + part, 0o600) == 0)
        try expectRefusal()
    }

    @Test(arguments: ["alternates", "link"])
    func anotherRepositoryIsNotReadThroughIt(way: String) throws {
        let other = try GitFixture("other")
        try other.write("secret.txt", "of somebody else")
        try other.commit()
        let objects = other.path + "/.git/objects"
        if way == "link" {
            rename(git.path + "/.git/objects", git.path + "/.git/old")
            symlink(objects, git.path + "/.git/objects")
        } else {
            try git.write(".git/objects/info/alternates", objects + "\n")
        }
        try expectRefusal()
    }

    @Test(arguments: ["repository", "config"])
    func hostileConfigurationIsNotRead(place: String) throws {
        try git.write("file", "1")
        try git.commit()
        let fifo = git.path + "/.git/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        if place == "config" {
            rename(fifo, git.path + "/.git/config")
        } else {
            try git.write(
                ".git/config",
                """
                [include]
                \tpath = \(fifo)
                [core]
                \trepositoryformatversion = 0
                \tworktree = /
                \tattributesFile = \(fifo)
                [url "file:///"]
                \tinsteadOf = file://
                """)
        }
        #expect(try Targets.open(url).paths() == ["file"])
    }

    @Test func whatIsNoRepositoryIsNamed() throws {
        try git.folder.makeFolder("folder")
        let error = #expect(throws: TargetError.self) { try Targets.open("file://" + git.folder.path + "/folder") }
        #expect(error?.code == .unsupported)
        let missing = #expect(throws: TargetError.self) { try Targets.open("file:///no/such/place") }
        #expect(missing?.code == .missing)
        #expect(missing?.message.contains("file:///no/such/place") == true)
    }

    private func expectRefusal() throws {
        let error = #expect(throws: TargetError.self) { try Targets.open(url) }
        #expect(error?.code == .unsupported)
        #expect(error?.message.hasPrefix("\(url) is no git repository that can be read: ") == true)
    }
}
