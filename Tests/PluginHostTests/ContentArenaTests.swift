internal import Glibc
import Testing

@testable import PluginHost

@Suite(.timeLimit(.minutes(10)))
struct ContentArenaTests {
    @Test func extentsDoNotOverlapAndComeBackWhole() throws {
        let arena = try ContentArena(capacity: 1 << 20)
        var generator = SeededGenerator(seed: 7)
        var held: [ArenaExtent] = []
        for round in 0..<1_000 {
            if held.count > 40 || (round % 3 == 0 && !held.isEmpty) {
                arena.free(held.remove(at: Int.random(in: 0..<held.count, using: &generator)))
            } else if let extent = arena.allocate(Int.random(in: 0...9_000, using: &generator)) {
                held.append(extent)
            }
            let used = held.filter { $0.count > 0 }.sorted { $0.offset < $1.offset }
            for (a, b) in zip(used, used.dropFirst()) { #expect(a.offset + a.count <= b.offset) }
        }
        for extent in held { arena.free(extent) }
        #expect(arena.allocate(arena.capacity)?.count == arena.capacity)
    }

    @Test func whatCannotFitIsRefusedAtOnce() throws {
        let arena = try ContentArena(capacity: 8192)
        #expect(arena.allocate(8193) == nil)
        #expect(arena.allocate(-1) == nil)
        #expect(arena.allocate(0)?.count == 0)
    }

    @Test func waitersAreServedInOrder() async throws {
        let arena = try ContentArena(capacity: 8192)
        let first = try #require(arena.allocate(8192))
        let order = Monitor<[Int]>([])
        let large = Task {
            try await onThread {
                arena.allocate(8192).map {
                    order.withLock { $0.append(1) }; arena.free($0)
                }
            }
        }
        while !arena.hasWaiters { await Task.yield() }
        let small = Task {
            try await onThread {
                arena.allocate(64).map {
                    order.withLock { $0.append(2) }; arena.free($0)
                }
            }
        }
        arena.free(first)
        _ = try await (large.value, small.value)
        #expect(order.withLock { $0 } == [1, 2])
    }

    @Test func closeWakesWhoWaits() async throws {
        let arena = try ContentArena(capacity: 4096)
        _ = arena.allocate(4096)
        let waiter = Task { try await onThread { arena.allocate(1) } }
        while !arena.hasWaiters { await Task.yield() }
        arena.close()
        #expect(try await waiter.value == nil)
        #expect(arena.allocate(1) == nil)
    }

    @Test func nobodyElseCanWriteOrResize() throws {
        let arena = try ContentArena(capacity: 4096)
        let descriptor = arena.descriptor.number
        #expect(mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0) == MAP_FAILED)
        #expect(write(descriptor, "x", 1) == -1)
        #expect(ftruncate(descriptor, 0) == -1)
        #expect(ftruncate(descriptor, 1 << 20) == -1)
    }
}
