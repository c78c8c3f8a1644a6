import Advisories
import Packages
import Synchronization
import TestSupport
import Testing

@testable import AdvisoryFeeds

@Suite(.timeLimit(.minutes(10)))
struct UpdateTests {
    let folder: TemporaryFolder
    let database: String
    let server: ArchiveServer

    init() throws {
        folder = try TemporaryFolder()
        database = folder.path + "/advisories.db"
        server = try ArchiveServer()
    }

    private func put(_ records: [String], tag: String = "\"1\"", breaksAfter: Int? = nil) throws {
        server.put(
            "npm/all.zip", ArchiveServer.File(bytes: try ZipFixture.bytes(records), tag: tag, breaksAfter: breaksAfter))
    }

    /// Many records, so that the archive has a length to break off in.
    private static let many = (0..<400).map { ZipFixture.record("M-\($0)", "npm", "package-\($0 * 7919)") }

    @discardableResult
    private func update(
        _ ecosystems: [Ecosystem] = [.npm], at time: Int64 = 1000, _ change: (inout AdvisoryUpdate) -> Void = { _ in }
    ) throws -> [AdvisoryUpdate.Outcome] {
        var update = AdvisoryUpdate(database, from: try FeedAddress(server.base), at: time)
        update.limits.silentSeconds = 5
        change(&update)
        return try update.run(ecosystems).map(\.outcome)
    }

    private func ids() throws -> [String] {
        guard let database = try DatabaseFile(database).open(verifying: true)?.database else { return [] }
        return (0..<database.count).compactMap { database.id($0) }
    }

    private func reason(_ outcomes: [AdvisoryUpdate.Outcome]) -> String {
        if case .failed(let reason)? = outcomes.first { reason } else { "" }
    }

    private func leftovers() throws -> [String] {
        try FileAccess.names(folder.path).filter { $0 != "advisories.db" && $0 != "advisories.db.lock" }
    }

    @Test func freshDownloadIsImportedAndItsStateRemembered() throws {
        try put([ZipFixture.record("A")])
        server.put(
            "GitHub%20Actions/all.zip",
            ArchiveServer.File(bytes: try ZipFixture.bytes([ZipFixture.record("G", "GitHub Actions", "a/b")])))
        let outcomes = try update([.npm, .githubActions])
        guard case .updated(let report)? = outcomes.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(report.feed.records == 1)
        #expect(report.feed.entityTag == "\"1\"")
        #expect(report.feed.source == server.base + "/npm/all.zip")
        #expect(try ids() == ["A", "G"])
        #expect(try leftovers() == [])
    }

    @Test func whatIsAtHandIsNotFetchedAgain() throws {
        try put([ZipFixture.record("A")])
        try update()
        #expect(try update(at: 2000) == [.unchanged])
        #expect(server.requests.last?["If-None-Match"] == "\"1\"")
        #expect(try DatabaseFile(database).status()?.feeds.map(\.importedAt) == [2000])
        #expect(try ids() == ["A"])
        try put([ZipFixture.record("B")], tag: "\"2\"")
        try update()
        #expect(try ids() == ["B"])
        guard case .updated? = try update([.npm], { $0.isForced = true }).first else {
            Issue.record("not fetched")
            return
        }
        #expect(server.requests.last?["If-None-Match"] == nil)
    }

    @Test func stateOfAnotherAddressIsNotTrusted() throws {
        try put([ZipFixture.record("A")])
        try folder.write("npm/all.zip", ZipFixture.bytes([ZipFixture.record("B")]))
        _ = try AdvisoryImport(into: database, at: 1).run([folder.path + "/npm"])
        try update()
        #expect(server.requests.last?["If-None-Match"] == nil)
        #expect(try ids() == ["A"])
    }

    @Test func brokenConnectionIsContinuedWhereItBroke() throws {
        try put(UpdateTests.many, breaksAfter: 5000)
        guard case .updated(let report)? = try update().first else {
            Issue.record("not updated")
            return
        }
        #expect(report.feed.records == 400)
        #expect(server.requests.count == 2)
        #expect(server.requests[1]["Range"] == "bytes=5000-")
        #expect(server.requests[1]["If-Range"] == "\"1\"")
    }

    @Test func laterRunContinuesWhatAnEarlierOneLeft() throws {
        try put(UpdateTests.many, breaksAfter: 5000)
        #expect(try reason(update { $0.limits.attempts = 1 }) != "")
        #expect(try leftovers().count == 2)
        #expect(try ids() == [])
        let seen = Mutex<[Int64]>([])
        var later = AdvisoryUpdate(database, from: try FeedAddress(server.base), at: 2)
        later.limits.attempts = 1
        _ = try later.run([.npm]) { progress in seen.withLock { $0.append(progress.received) } }
        #expect(server.requests.last?["Range"] == "bytes=5000-")
        #expect(try ids().count == 400)
        #expect(try leftovers() == [])
        let size = try ZipFixture.bytes(UpdateTests.many).count
        #expect(seen.withLock { $0.last } == Int64(size))
        #expect(seen.withLock { $0.first ?? 0 } > 5000)
    }

    @Test func partOfAnOlderStateIsBegunAnew() throws {
        try put(UpdateTests.many, breaksAfter: 5000)
        try update { $0.limits.attempts = 1 }
        try put(Array(UpdateTests.many.prefix(300)), tag: "\"2\"")
        try update()
        #expect(try ids().count == 300)
        #expect(server.requests.last?["If-Range"] == "\"1\"")
    }

    @Test func serverWithoutPartsSendsAllAgain() throws {
        var file = ArchiveServer.File(bytes: try ZipFixture.bytes(UpdateTests.many), breaksAfter: 5000)
        file.ignoresRanges = true
        server.put("npm/all.zip", file)
        try update()
        #expect(try ids().count == 400)
    }

    @Test(arguments: ["", "W/\"1\""])
    func statesThatPromiseNothingAreNotContinued(tag: String) throws {
        try put(UpdateTests.many, tag: tag, breaksAfter: 5000)
        try update()
        #expect(server.requests.allSatisfy { $0["Range"] == nil })
        #expect(try ids().count == 400)
    }

    @Test func endlessBreakingEndsAndKeepsWhatWasThere() throws {
        try put([ZipFixture.record("A")])
        try update()
        server.put(
            "npm/all.zip",
            ArchiveServer.File(
                bytes: try ZipFixture.bytes(UpdateTests.many), tag: "\"2\"", breaksAfter: 2000, breaksAlways: true))
        #expect(try reason(update()) != "")
        #expect(server.requests.count == 4)
        #expect(try ids() == ["A"])
    }

    @Test func anythingButAnArchiveIsRefusedAndNotKept() throws {
        try put([ZipFixture.record("A")])
        try update()
        let good = try ZipFixture.bytes(UpdateTests.many)
        let other = try ZipFixture.bytes([(name: "x.txt", content: [1, 2, 3])])
        let contents: [[UInt8]] = [
            Array("<html>maintenance</html>".utf8), Array(good.prefix(9000)), Array(good.dropLast(10)), other, [],
        ]
        for (index, bytes) in contents.enumerated() {
            server.put("npm/all.zip", ArchiveServer.File(bytes: bytes, tag: "\"bad \(index)\""))
            #expect(try reason(update()).contains("did not send an archive of advisories"))
            #expect(try ids() == ["A"])
            #expect(try leftovers() == [])
        }
        try put([ZipFixture.record("B")], tag: "\"good\"")
        try update()
        #expect(try ids() == ["B"])
    }

    @Test(arguments: [404, 403, 500, 301, 304])
    func otherAnswersAreNamed(status: Int) throws {
        let headers = "Location: https://elsewhere.example/\r\n"
        server.put("npm/all.zip", ArchiveServer.File(bytes: [], status: status, headers: headers))
        let reason = try reason(update())
        #expect(reason.contains("status \(status)"))
        #expect(reason.contains("https://elsewhere.example/"))
        #expect(try ids() == [])
        #expect(server.requests.count == 1)
    }

    @Test func failureOfOneEcosystemLeavesTheOthers() throws {
        try put([ZipFixture.record("A")])
        let outcomes = try update([.pypi, .npm])
        #expect(reason(outcomes).contains("404"))
        #expect(try ids() == ["A"])
    }

    @Test func filesLargerThanTheLimitAreRefused() throws {
        try put(UpdateTests.many)
        #expect(try reason(update { $0.limits.bytes = 1000 }).contains("larger than 1000 bytes"))
        #expect(try leftovers() == [])
        // Also when the server does not say how long the file is.
        var file = ArchiveServer.File(bytes: try ZipFixture.bytes(UpdateTests.many))
        file.length = 500
        server.put("npm/all.zip", file)
        #expect(try reason(update()) != "")
        #expect(try ids() == [])
    }

    @Test func silentServerIsLeft() async throws {
        let silent = try WebhookReceiver { _, peer in peer.waitForEnd() }
        var update = AdvisoryUpdate(database, from: try FeedAddress("http://127.0.0.1:\(silent.port)"), at: 1)
        update.limits.totalSeconds = 1
        let outcomes = try update.run([.npm]).map(\.outcome)
        #expect(reason(outcomes) != "")
    }

    @Test func nobodyListeningIsNamed() throws {
        let outcomes = try AdvisoryUpdate(database, from: try FeedAddress("http://127.0.0.1:1"), at: 1).run([.npm])
        #expect(reason(outcomes.map(\.outcome)).contains("127.0.0.1:1"))
        #expect(try DatabaseFile(database).status() == nil)
    }

    @Test(arguments: [
        "http://example.org", "ftp://example.org", "file:///etc/passwd", "https://", "", "example.org",
        "https://user:secret@example.org", "https://example.org/?a=b", "https://example.org/#x",
        "http://127.0.0.1.example.org", "http://localhost.example.org", "http://10.0.0.1",
    ])
    func addressesThatCannotBeTrustedAreRefused(text: String) {
        #expect(throws: FeedError.self) { try FeedAddress(text) }
    }

    @Test(arguments: [
        FeedAddress.standard, "https://mirror.example.org:8443/osv/", "http://localhost:80", "http://[::1]:8",
        "http://127.1",
    ])
    func otherAddressesAreTaken(text: String) throws {
        let address = try FeedAddress(text)
        #expect(address.archive(of: .githubActions).hasSuffix("/GitHub%20Actions/all.zip"))
        #expect(!address.archive(of: .npm).contains("//npm"))
    }
}
