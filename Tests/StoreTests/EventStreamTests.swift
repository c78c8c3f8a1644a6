import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct EventStreamTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func lateReaderGetsTheWholeStory() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(3, to: id)
        _ = try store.finish(store.completed(id))
        let events = try await store.followed(id)
        #expect(events.map(\.sequence) == [1, 2, 3, 4])
        #expect(events == (try await store.events(of: id, after: 0)))
    }

    @Test(arguments: [(0, [1, 2, 3, 4]), (2, [3, 4]), (3, [4]), (-5, [1, 2, 3, 4])] as [(Int64, [Int64])])
    func readingResumesAfterANumber(_ after: Int64, _ expected: [Int64]) async throws {
        let id = try await store.runningScan()
        try store.appendEvents(3, to: id)
        _ = try store.finish(store.completed(id))
        #expect(try await store.followed(id, after: after).map(\.sequence) == expected)
        #expect(try await store.events(of: id, after: after).map(\.sequence) == expected)
    }

    /// A stream that ended without a terminal event would be asked for again and again.
    @Test(arguments: [4, 5, Int64.max] as [Int64])
    func readerThatHasTheEndGetsItAgain(_ after: Int64) async throws {
        let id = try await store.runningScan()
        try store.appendEvents(3, to: id)
        _ = try store.finish(store.completed(id))
        let events = try await store.followed(id, after: after)
        #expect(events == (try await store.events(of: id, after: 3)))
    }

    @Test func numberFromElsewhereHidesNothing() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(2, to: id)
        let part = try #require(try await store.story(of: id, after: 1_000_000))
        #expect(part.start == 2)
        #expect(part.events.isEmpty && part.isLast)
    }

    @Test func storyGoesOverIntoWhatHappens() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(1, to: id)
        var reading = store.follow(scanID: id, after: 0).makeAsyncIterator()
        #expect(try await reading.next()?.sequence == 1)
        try store.appendEvents(2, to: id)
        #expect(try await reading.next()?.sequence == 2)
        #expect(try await reading.next()?.sequence == 3)
        _ = try store.finish(ScanEnd(scanID: id, status: .failed, at: .now(), error: "x"))
        let last = try await reading.next()
        #expect(last?.name == "scan.failed")
        #expect(try await reading.next() == nil)
        #expect(store.feed.followers == 0)
    }

    @Test func longStoryIsReadInParts() async throws {
        let id = try await store.runningScan()
        let count = EventRecord.pageSize * 2 + 7
        try store.appendEvents(count, to: id)
        var reading = store.follow(scanID: id, after: 0, buffer: 2).makeAsyncIterator()
        #expect(try await reading.next()?.sequence == 1)
        // More than the buffer holds happens while the rows are being read: nothing of it may be missing.
        for _ in 0..<20 { try store.appendEvents(1, to: id) }
        _ = try store.finish(store.completed(id))
        var numbers: [Int64] = [1]
        while let event = try await reading.next() { numbers.append(event.sequence) }
        #expect(numbers == Array(1...Int64(count + 21)))
    }

    @Test func slowReaderLosesTheOldestAndGetsTheEnd() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(1, to: id)
        var reading = store.follow(scanID: id, after: 0, buffer: 3).makeAsyncIterator()
        #expect(try await reading.next()?.sequence == 1)
        try store.appendEvents(1, to: id)
        #expect(try await reading.next()?.sequence == 2)
        try store.appendEvents(10, to: id)
        _ = try store.finish(store.completed(id))
        var rest: [RecordedEvent] = []
        while let event = try await reading.next() { rest.append(event) }
        #expect(rest.map(\.sequence) == [11, 12, 13])
        #expect(rest.last?.isTerminal == true)
    }

    @Test func slowReaderLosesProgressBeforeAnythingElse() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(1, to: id)
        var reading = store.follow(scanID: id, after: 0, buffer: 3).makeAsyncIterator()
        _ = try await reading.next()
        try store.appendEvents(1, to: id)
        _ = try await reading.next()
        let story = [ScanEvent.scannerStart(scanner: "a"), .scannerStart(scanner: "b")]
        #expect(try store.append(ScanBatch(events: story), to: id))
        try store.appendEvents(10, to: id)
        _ = try store.finish(store.completed(id))
        var rest: [RecordedEvent] = []
        while let event = try await reading.next() { rest.append(event) }
        #expect(rest.map(\.name) == ["scanner.start", "scanner.start", "scan.complete"])
    }

    @Test(arguments: [ScanStatus.completed, .failed, .cancelled])
    func endIsRebuiltWhenItsRowIsGone(_ status: ScanStatus) async throws {
        let id = try await store.runningScan()
        try store.appendEvents(3, to: id)
        _ = try store.finish(ScanEnd(scanID: id, status: status, at: .now(), batch: .samples(0..<7), error: "why"))
        let recorded = try await store.events(of: id, after: 3)
        try store.execute("DELETE FROM events")
        for after in [0, 3, 4, 9] as [Int64] { #expect(try await store.followed(id, after: after) == recorded) }
    }

    @Test func unknownScanHasNoStory() async throws {
        #expect(try await store.followed("unknown").isEmpty)
        #expect(try await store.events(of: "unknown", after: 0).isEmpty)
        #expect(store.feed.followers == 0)
    }

    @Test func endReachesAReaderWhoseScanIsDeleted() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(1, to: id)
        var reading = store.follow(scanID: id, after: 0, buffer: 1).makeAsyncIterator()
        #expect(try await reading.next()?.sequence == 1)
        try store.appendEvents(5, to: id)
        _ = try store.finish(store.completed(id))
        #expect(try await store.delete(scanID: id) == .deleted)
        #expect(try await reading.next()?.name == "scan.complete")
        #expect(try await reading.next() == nil)
    }

    @Test func cancelledReaderIsForgotten() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(1, to: id)
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        let task = Task { [store] in
            var seen = 0
            for try await _ in store.follow(scanID: id, after: 0) {
                seen += 1
                signal.yield()
            }
            return seen
        }
        for await _ in started { break }
        #expect(store.feed.followers == 1)
        task.cancel()
        #expect(try await task.value == 1)
        #expect(store.feed.followers == 0)
    }

    @Test func readerThatIsLetGoIsForgotten() async throws {
        let id = try await store.runningScan()
        try store.appendEvents(2, to: id)
        for try await event in store.follow(scanID: id, after: 0) {
            #expect(event.sequence == 1)
            #expect(store.feed.followers == 1)
            break
        }
        #expect(store.feed.followers == 0)
    }

    @Test func closingEndsReaders() async throws {
        let id = try await store.runningScan()
        let reader = Task { [store] in try await store.followed(id) }
        while store.feed.followers == 0 { await Task.yield() }
        // Wherever the reader is, closing ends it: while it waits without an error, while it reads the rows with one.
        store.close()
        switch await reader.result {
        case .success(let events): #expect(events.isEmpty)
        case .failure(let error): #expect((error as? StoreError)?.code == .closed)
        }
        #expect(store.feed.followers == 0)
    }

    @Test func failedBatchIsNotTold() async throws {
        let id = try await store.runningScan()
        var broken = ScanBatch(events: [.scannerStart(scanner: "a")])
        broken.findings = [.sample(1)]
        try store.execute("CREATE TRIGGER t BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'no'); END")
        #expect(throws: StoreError.self) { try store.append(broken, to: id) }
        try store.execute("DROP TRIGGER t")
        try store.appendEvents(1, to: id)
        _ = try store.finish(store.completed(id))
        #expect(try await store.followed(id).map(\.name) == ["scanner.progress", "scan.complete"])
        #expect(try await store.scan(id: id)?.findingsCount == 0)
    }
}

extension Store {
    func appendEvents(_ count: Int, to scanID: String) throws {
        let events = (0..<count).map {
            ScanEvent.scannerProgress(scanner: "secrets", filesDone: $0, filesTotal: count, findingsCount: 0)
        }
        #expect(try append(ScanBatch(events: events), to: scanID))
    }

    func followed(_ scanID: String, after: Int64 = 0) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        for try await event in follow(scanID: scanID, after: after) { events.append(event) }
        return events
    }
}
