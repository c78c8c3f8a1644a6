import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct ConcurrencyTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func readersPageWhileAWriterAppends() async throws {
        let id = try await store.runningScan()
        let (batches, size) = (100, 500)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [store] in
                for batch in 0..<batches {
                    let wasRunning = try store.append(.samples(batch * size..<(batch + 1) * size), to: id)
                    #expect(wasRunning)
                }
                _ = try store.finish(store.completed(id))
            }
            for _ in 0..<8 { group.addTask { [store] in try await Self.pageUntilEnd(store, id, size) } }
            try await group.waitForAll()
        }
        let scan = try #require(try await store.scan(id: id))
        #expect(scan.findingsCount == batches * size)
        #expect(try store.count("findings") == batches * size)
        #expect(try store.integrity() == "ok")
    }

    /// What a reader sees is ordered, has no double, and its total is one that whole batches give.
    private static func pageUntilEnd(_ store: Store, _ id: String, _ batch: Int) async throws {
        while try await store.scan(id: id)?.status == .running {
            var cursor: String?
            var last: Finding?
            for _ in 0..<5 {
                let page = try await store.findings(of: id, FindingFilter(), limit: 50, cursor: cursor)
                #expect(page.total % batch == 0)
                for item in page.items {
                    if let last { #expect(Finding.canonicalOrder(last, item.finding)) }
                    last = item.finding
                }
                cursor = page.next
                if cursor == nil { break }
            }
        }
    }

    @Test func everyFollowerSeesEveryEventInOrder() async throws {
        let id = try await store.runningScan()
        let (writers, perWriter) = (4, 100)
        let expected = Array(1...Int64(writers * perWriter + 1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for reader in 0..<8 {
                group.addTask { [store] in
                    // Some begin at once and some in the middle of the story.
                    while try await store.events(of: id, after: 0).count < reader * 40 { await Task.yield() }
                    var numbers: [Int64] = []
                    for try await event in store.follow(scanID: id, after: 0, buffer: 1000) {
                        numbers.append(event.sequence)
                    }
                    #expect(numbers == expected)
                }
            }
            group.addTask { [store] in
                await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<writers {
                        group.addTask { for _ in 0..<perWriter { try store.appendEvents(1, to: id) } }
                    }
                }
                _ = try store.finish(store.completed(id))
            }
            try await group.waitForAll()
        }
        #expect(store.feed.followers == 0)
    }

    @Test func scansDoNotMixTheirEvents() async throws {
        let ids = [try await store.runningScan(), try await store.runningScan(), try await store.runningScan()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in ids {
                group.addTask { [store] in
                    let events = try await store.followed(id)
                    #expect(events.count == 51)
                    #expect(events.allSatisfy { $0.payload.contains(id) })
                }
                group.addTask { [store] in
                    for _ in 0..<50 { try store.appendEvents(1, to: id) }
                    _ = try store.finish(store.completed(id))
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func twoStoresShareAFile() async throws {
        let second = try database.open()
        let id = try await store.runningScan()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, store) in [store, second].enumerated() {
                group.addTask {
                    for number in 0..<50 {
                        let first = index * 1000 + number * 2
                        let wasRunning = try store.append(.samples(first..<first + 2), to: id)
                        #expect(wasRunning)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.scan(id: id)?.findingsCount == 200)
        #expect(try await second.allFindings(of: id, limit: 150).count == 200)
    }
}
