import Model
import Synchronization
import TestSupport
import Testing

@testable import Targets

#if canImport(Glibc)
    import Glibc
#endif

/// Repositories behind a URL.
@Suite(.timeLimit(.minutes(3)))
struct RemoteTests {
    let git: GitFixture

    init() throws { git = try GitFixture() }

    private func spec(_ ref: String? = nil, history: Bool = false) -> TargetSpec {
        TargetSpec(
            path: "file://" + git.path, ref: ref, history: history, cacheDirectory: git.folder.path + "/a/cache")
    }

    /// What opening a URL comes to once it is known to be elsewhere; git's own transport stands in for the network.
    @discardableResult
    private func clone(_ spec: TargetSpec, cancelled: @Sendable () -> Bool = { false }) throws -> any FileTree {
        let url = try RemoteURL(spec.path)
        let location = try CloneCache(spec).update(url, cancelled: cancelled)
        return try GitTarget(location, spec, remote: url.display).commits(folder: [])
    }

    @Test func aURLIsClonedAndFetchedTheNextTime() throws {
        try git.write("file", "1")
        let first = try git.commit()
        try git.git("branch", "gone")
        let tree = try clone(spec())
        #expect(tree.summary == TargetSummary(kind: .git, commit: first, branch: "main", remote: "file://" + git.path))
        #expect(try tree.text("file") == "1")
        try git.git("branch", "-q", "-D", "gone")
        try git.write("file", "2")
        let second = try git.commit()
        try git.git("tag", "-a", "-m", "tag", "v1")
        #expect(try clone(spec()).summary.commit == second)
        #expect(try clone(spec("v1")).text("file") == "2")
        #expect(try clone(spec(history: true)).paths() == ["file", "file"])
        #expect(throws: TargetError.self) { try clone(spec("gone")) }
        #expect(try tree.text("file") == "1")
    }

    @Test func aRewrittenBranchIsFollowed() throws {
        try git.write("file", "1")
        try git.commit()
        _ = try clone(spec())
        try git.write("file", "2")
        try git.git("add", "file")
        try git.git("commit", "-q", "--amend", "-m", "again")
        #expect(try clone(spec()).text("file") == "2")
    }

    @Test func anEmptyRepositoryIsAnEmptyTarget() throws {
        #expect(try clone(spec()).paths() == [])
    }

    @Test func manyMayCloneAtOnce() async throws {
        for number in 0..<20 {
            try git.write("file", "\(number)")
            try git.commit()
        }
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<6 { group.addTask { try clone(spec()).text("file") } }
            for try await text in group { #expect(text == "19") }
        }
    }

    @Test func aCloneThatIsTooLargeIsRefused() throws {
        var random = Generator(state: 1)
        try git.write("file", (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &random) })
        try git.commit()
        var spec = spec()
        spec.limits.cloneBytes = 100_000
        let error = #expect(throws: TargetError.self) { try clone(spec) }
        #expect(
            error
                == TargetError(.limit, "file://\(git.path) sends more than 100000 bytes, which is the limit of a clone")
        )
        #expect(try clone(self.spec()).paths() == ["file"])
    }

    @Test func aCloneCanBeCancelledInTheMiddle() throws {
        for number in 0..<50 { try git.write("file\(number)", "\(number)") }
        try git.commit()
        let asked = Mutex(0)
        let error = #expect(throws: TargetError.self) {
            try clone(
                spec(),
                cancelled: {
                    asked.withLock {
                        $0 += 1
                        return $0 > 3
                    }
                })
        }
        #expect(error?.code == .cancelled)
        #expect(asked.withLock { $0 } > 3)
    }

    @Test func waitingForTheLockCanBeCancelled() throws {
        try git.commit()
        let path = git.folder.path + "/lock"
        let lock = try FileLock(path) { false }
        let error = #expect(throws: TargetError.self) { try FileLock(path) { true } }
        #expect(error?.code == .cancelled)
        lock.release()
        _ = try FileLock(path) { true }
    }

    @Test func aFolderThatCannotHoldClonesIsNamed() throws {
        try git.folder.write("file", "")
        var spec = spec()
        spec.cacheDirectory = git.folder.path + "/file/cache"
        let error = #expect(throws: TargetError.self) { try clone(spec) }
        #expect(error?.message == "the folder for clones \(spec.cacheDirectory) cannot be made: Not a directory")
        spec.cacheDirectory = ""
        #expect(throws: TargetError.self) { try clone(spec) }
    }

    @Test func whatIsNotThereCannotBeCloned() throws {
        var spec = spec()
        spec.path += "-not"
        let error = #expect(throws: TargetError.self) { try clone(spec) }
        #expect(error?.code == .transfer)
        #expect(error?.message.hasPrefix("\(spec.path) cannot be cloned: ") == true)
    }

    @Test func credentialsAreInNoErrorAndNotOnDisk() throws {
        var spec = spec()
        spec.path = "https://user:hunter2@127.0.0.1:1/repository.git?private_token=hunter2"
        let error = #expect(throws: TargetError.self) { try Targets.open(spec) }
        #expect(error?.message.hasPrefix("https://127.0.0.1:1/repository.git cannot be cloned: ") == true)
        #expect(error?.message.contains("hunter2") == false)
        #expect(throws: CommandError.self) {
            try Command.run(["grep", "-r", "hunter2", spec.cacheDirectory], environment: ["PATH=/bin:/usr/bin"])
        }
    }

    @Test(arguments: [
        ("https://user:p%40ss@host/a.git", "https://host/a.git", "user", "p@ss"),
        ("https://token@host:8443/a?x=1#y", "https://host:8443/a", "token", nil),
        ("ssh://git:pw@host:22/a", "ssh://git@host:22/a", "git", "pw"),
        ("git@host:team/a.git", "git@host:team/a.git", "git", nil),
        ("file:///srv/a.git", "file:///srv/a.git", nil, nil),
    ])
    func aURLIsShownWithoutItsCredentials(
        _ text: String, _ display: String, _ user: String?, _ password: String?
    ) throws {
        let url = try RemoteURL(text)
        #expect(url.display == display)
        #expect(url.user == user)
        #expect(url.password == password)
        #expect(!url.address.contains("pw"))
        #expect(RemoteURL.withoutCredentials(text) == display)
        #expect(RemoteURL.isMeant(by: text))
    }

    @Test(arguments: [
        "http://host/a", "HTTP://user:pw@host/a", "git://host/a", "ftp://user:pw@host/a", "ext::sh -c x", "https://",
        "file://host/a", "https://-oProxy/a",
        "-x@host:a", "git@-oProxyCommand:a", "javascript://x", "https://a b/",
    ])
    func otherURLsAreRefused(_ text: String) throws {
        var spec = spec()
        spec.path = text
        let error = #expect(throws: TargetError.self) { try Targets.open(spec) }
        #expect(error?.code == .badURL)
        #expect(error?.message.contains("pw") == false)
    }

    @Test func whatCanBeClonedIsNamed() throws {
        let error = #expect(throws: TargetError.self) { try Targets.open("http://user:pw@host/a?b") }
        #expect(
            error?.message
                == "the target http://host/a is not a URL that can be cloned: it takes https://, ssh://, file:// or "
                + "user@host:path")
    }

    @Test(arguments: ["/a/b", "./a@b:c", "a/b@c:d", "C:\\x", "name", "user@host", "user@host:"])
    func pathsAreNotURLs(_ text: String) { #expect(!RemoteURL.isMeant(by: text)) }
}
