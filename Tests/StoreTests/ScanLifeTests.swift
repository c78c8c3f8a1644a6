import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct ScanLifeTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func insertedScanIsReadBackWhole() async throws {
        var scan = Scan.sample("one")
        scan.request = ScanRequest(
            targetPath: "/src/ü", scanTypes: ["secrets", "code"], targetURL: "https://a.example/x", targetHost: "h",
            ref: "main", baseRef: "v1", history: true, noIgnore: true,
            options: ["secrets": ["entropy": 3.5, "rules": ["a", "b"], "deep": [:], "n": nil, "on": true, "k": 7]])
        try await store.insert(scan)
        #expect(try await store.scan(id: "one") == scan)
        #expect(try await store.scan(id: "two") == nil)
    }

    @Test func takenIDIsRefused() async throws {
        try await store.insert(.sample("one"))
        let error = await #expect(throws: StoreError.self) { try await store.insert(.sample("one")) }
        #expect(error?.code == .invalid)
        #expect(error?.message.contains("one") == true)
    }

    @Test func onlyPendingScansAreAccepted() async throws {
        var scan = Scan.sample("one")
        scan.status = .running
        let error = await #expect(throws: StoreError.self) { try await store.insert(scan) }
        #expect(error?.code == .invalid)
    }

    @Test func beginTakesAPendingScanOnce() async throws {
        try await store.insert(.sample("one"))
        let begun = try store.begin(scanID: "one", at: Timestamp(microseconds: 3))
        #expect(begun?.status == .running)
        #expect(begun?.startedAt == Timestamp(microseconds: 3))
        #expect(try store.begin(scanID: "one", at: Timestamp(microseconds: 4)) == nil)
        #expect(try store.begin(scanID: "unknown", at: Timestamp(microseconds: 4)) == nil)
    }

    @Test func batchesAddUpInTheScan() async throws {
        let id = try await store.runningScan()
        let target = TargetSummary(
            kind: .git, commit: "c0ffee", branch: "main", dirty: false, remote: "https://a.example/r", files: 3,
            bytes: 1 << 40, skipped: ["binary": 2])
        var batch = ScanBatch(findings: [.sample(1, severity: .critical), .sample(2, severity: .low)])
        batch.target = target
        batch.progress = ScanProgress(filesDone: 1, filesTotal: 3)
        #expect(try store.append(batch, to: id))
        #expect(try store.append(ScanBatch(findings: [.sample(3, severity: .low)]), to: id))
        let scan = try #require(try await store.scan(id: id))
        #expect(scan.findingsCount == 3)
        #expect(scan.severityCounts.low == 2)
        #expect(scan.riskScore == RiskScore.of(scan.severityCounts))
        #expect(scan.target == target)
        #expect(scan.progress == ScanProgress(filesDone: 1, filesTotal: 3))
    }

    @Test func fingerprintThatIsThereIsNeitherStoredNorCountedAgain() async throws {
        let id = try await store.runningScan()
        var again = Finding.sample(1, severity: .critical)
        again.id = "other"
        _ = try store.append(ScanBatch(findings: [.sample(1, severity: .low), again]), to: id)
        _ = try store.append(ScanBatch(findings: [again, .sample(2, severity: .high)]), to: id)
        let scan = try #require(try await store.scan(id: id))
        #expect((scan.severityCounts.critical, scan.severityCounts.high, scan.severityCounts.low) == (0, 1, 1))
        #expect(try await store.allFindings(of: id).map(\.finding.severity) == [.high, .low])
    }

    @Test func aConfidentialTargetIsKeptUntilTheScanEnds() async throws {
        var scan = Scan.sample("a")
        scan.request.targetPath = "https://ana:s3cret@example.org/app.git?token=s3cret"
        scan.request.hideCredentials()
        #expect(scan.request.targetPath == "https://example.org/app.git")
        try await store.insert(scan)
        let waiting = try #require(try await store.pendingScans().first)
        #expect(waiting.request.confidentialTarget == "https://ana:s3cret@example.org/app.git?token=s3cret")
        var json = JSONWriter()
        waiting.write(to: &json)
        #expect(!json.text.contains("s3cret"))
        _ = try store.begin(scanID: "a", at: .now())
        _ = try store.finish(store.completed("a"))
        #expect(try await store.scan(id: "a")?.request.confidentialTarget == nil)
    }

    @Test func whatScannersDidStaysWithoutAnybodyToSumItUp() async throws {
        let id = try await store.runningScan()
        let skipped = SkippedScanner(name: "z", reason: "broken", installHint: "repair it")
        let events: [ScanEvent] = [
            .scannerSkipped(skipped), .scannerComplete(scanner: "b", seconds: 1, findingsCount: 0),
            .scannerFailed(scanner: "c", error: "crashed", seconds: 1),
        ]
        _ = try store.append(ScanBatch(events: events), to: id)
        let running = try #require(try await store.scan(id: id))
        #expect(running.scannersRun == ["b"] && running.scannersSkipped == [skipped])
        _ = try store.finish(ScanEnd(scanID: id, status: .cancelled, at: .now()))
        let ended = try #require(try await store.scan(id: id))
        #expect(ended.scannersRun == ["b"] && ended.scannersSkipped == [skipped])
        #expect(ended.scannersFailed == [FailedScanner(name: "c", error: "crashed")])
    }

    @Test(arguments: [ScanStatus.pending, .completed, .cancelled])
    func nothingIsAppendedUnlessTheScanRuns(_ status: ScanStatus) async throws {
        let id = "one"
        try await store.insert(.sample(id))
        if status != .pending {
            _ = try store.finish(ScanEnd(scanID: id, status: status, at: Timestamp(microseconds: 9)))
        }
        let before = try await store.events(of: id, after: 0)
        var batch = ScanBatch.samples(0..<3)
        batch.events = [.scannerStart(scanner: "secrets")]
        #expect(try !store.append(batch, to: id))
        #expect(try await store.allFindings(of: id).isEmpty)
        #expect(try await store.events(of: id, after: 0) == before)
        #expect(try !store.append(batch, to: "unknown"))
    }

    @Test func endIsOneStepWithItsLastBatchAndEvent() async throws {
        let id = try await store.runningScan()
        var end = store.completed(id, ScanBatch(findings: [.sample(1, severity: .high)]))
        end.batch.events = [.scannerComplete(scanner: "secrets", seconds: 1, findingsCount: 1)]
        end.scannersRun = ["secrets", "code"]
        end.scannersSkipped = [
            SkippedScanner(name: "z", reason: "r"), SkippedScanner(name: "a", reason: "s", installHint: "apt"),
        ]
        end.scannersFailed = [FailedScanner(name: "q", error: "crashed")]
        let scan = try #require(try store.finish(end))
        #expect(scan == (try await store.scan(id: id)))
        #expect(scan.status == .completed)
        #expect(scan.scannersRun == ["code", "secrets"])
        #expect(scan.scannersSkipped.map(\.name) == ["a", "z"])
        #expect(scan.scannersFailed == [FailedScanner(name: "q", error: "crashed")])
        #expect(
            scan.summary
                == "Found 1 finding (1 high). Incomplete: q did not finish. Incomplete: a, z could not be loaded.")
        let events = try await store.events(of: id, after: 0)
        #expect(events.map(\.name) == ["scanner.complete", "scan.complete"])
        #expect(events.map(\.sequence) == [1, 2])
        #expect(events.map(\.isTerminal) == [false, true])
        let expected = ScanEvent.scanComplete(
            counts: scan.severityCounts, riskScore: scan.riskScore, scannersRun: ["code", "secrets"],
            scannersSkipped: scan.scannersSkipped, seconds: 3.5)
        #expect(events.last?.payload == expected.payload(scanID: id))
    }

    @Test func scanEndsOnce() async throws {
        let id = try await store.runningScan()
        #expect(try store.finish(ScanEnd(scanID: id, status: .cancelled, at: Timestamp(microseconds: 9))) != nil)
        #expect(try store.finish(store.completed(id, .samples(0..<3))) == nil)
        let scan = try #require(try await store.scan(id: id))
        #expect(scan.status == .cancelled)
        #expect(scan.findingsCount == 0)
        #expect(scan.summary == "The scan was cancelled; it had found no findings.")
        #expect(try await store.events(of: id, after: 0).map(\.name) == ["scan.cancelled"])
        #expect(try store.finish(store.completed("unknown")) == nil)
    }

    @Test func failureTellsItsReason() async throws {
        let id = try await store.runningScan()
        _ = try store.append(ScanBatch(findings: [.sample(1), .sample(2)]), to: id)
        var end = ScanEnd(scanID: id, status: .failed, at: Timestamp(microseconds: 9))
        end.error = "The runner was killed."
        let scan = try store.finish(end)
        #expect(scan?.error == "The runner was killed.")
        #expect(scan?.summary == "The scan failed; it had found 2 findings (2 medium).")
        let payload = try await store.events(of: id, after: 0).last?.payload
        #expect(payload == ScanEvent.scanFailed(error: "The runner was killed.").payload(scanID: id))
    }

    @Test func endMustBeTerminalAndItsEventIsNotHandedIn() async throws {
        let id = try await store.runningScan()
        let running = ScanEnd(scanID: id, status: .running, at: Timestamp(microseconds: 9))
        #expect(throws: StoreError.self) { try store.finish(running) }
        #expect(throws: StoreError.self) { try store.append(ScanBatch(events: [.scanCancelled]), to: id) }
        #expect(try await store.scan(id: id)?.status == .running)
    }

    @Test func exactlyOneOfCancelAndFinishWins() async throws {
        for _ in 0..<25 {
            let id = try await store.runningScan()
            let outcomes = try await withThrowingTaskGroup(of: Scan?.self) { group in
                for status in [ScanStatus.cancelled, .completed, .failed, .cancelled] {
                    group.addTask { [store] in
                        try store.finish(ScanEnd(scanID: id, status: status, at: .now(), batch: .samples(0..<5)))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let winners = outcomes.compactMap { $0 }
            #expect(winners.count == 1)
            #expect(winners.first == (try await store.scan(id: id)))
            #expect(try await store.events(of: id, after: 0).count == 1)
            #expect(try await store.allFindings(of: id).count == 5)
        }
    }

    @Test func deletionTakesEverythingOfTheScanAndLeavesStates() async throws {
        let id = try await store.runningScan()
        var batch = ScanBatch(findings: [.sample(1)], components: [Component(ref: "a", name: "a")])
        batch.relations = [ComponentRelation(from: "a", to: "b")]
        _ = try store.append(batch, to: id)
        #expect(try await store.delete(scanID: id) == .active(.running))
        _ = try store.finish(store.completed(id))
        try store.execute(
            "INSERT INTO finding_states VALUES ('\(Finding.sample(1).fingerprint)', 'fixed', NULL, 1, NULL)")
        #expect(try await store.delete(scanID: id) == .deleted)
        #expect(try await store.delete(scanID: id) == .notFound)
        for table in ["scans", "findings", "components", "component_relations", "events"] {
            #expect(try store.count(table) == 0, "\(table)")
        }
        #expect(try store.count("finding_states") == 1)
    }

    @Test func pendingScanCannotBeDeletedAndCanBeCancelled() async throws {
        try await store.insert(.sample("one"))
        #expect(try await store.delete(scanID: "one") == .active(.pending))
        let scan = try store.finish(ScanEnd(scanID: "one", status: .cancelled, at: Timestamp(microseconds: 9)))
        #expect(scan?.startedAt == nil)
        #expect(scan?.status == .cancelled)
    }

    @Test func openScansAreListedOldestFirst() async throws {
        for (id, time) in [("c", 30), ("a", 10), ("b", 20), ("d", 40)] as [(String, Int64)] {
            try await store.insert(.sample(id, createdAt: time))
        }
        for id in ["d", "b"] { _ = try store.begin(scanID: id, at: Timestamp(microseconds: 50)) }
        #expect(try await store.pendingScans().map(\.id) == ["a", "c"])
        #expect(try await store.runningScans().map(\.id) == ["b", "d"])
    }

    @Test func cancelledCallLeavesTheStoreAtWork() async throws {
        for number in 0..<20 {
            let task = Task { [store] in try await store.insert(.sample("cancelled-\(number)")) }
            task.cancel()
            _ = await task.result
        }
        try await store.insert(.sample("after"))
        #expect(try await store.scan(id: "after") != nil)
        #expect(await store.isWritable())
    }
}
