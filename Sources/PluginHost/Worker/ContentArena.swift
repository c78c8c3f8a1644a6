internal import CSupervision
internal import Glibc

/// The contents of the files in flight, in one memory file that is mapped for writing here and for reading in each
/// worker: a file is read once for all plugins, and no plugin can change what another one sees.
///
/// The memory file is sealed: nobody can resize it, and nobody but this process can map it for writing.
public final class ContentArena: Sendable {
    private struct State {
        var free: ExtentList
        var closed = false
        /// Tickets keep the order of waiters, so that small requests cannot starve a large one.
        var nextTicket: UInt64 = 0
        var served: UInt64 = 0
    }

    public let capacity: Int
    let descriptor: OwnedDescriptor
    /// Lives until deinit; which bytes belong to whom is decided by the free list.
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    private let state: Monitor<State>

    /// Reserves address space only; memory is used as files fill it. `capacity` is in bytes, at least one page.
    public init(capacity: Int = 64 << 20) throws(WorkerError) {
        let rounded = max(4096, (capacity + 4095) & ~4095)
        var number: Int32 = -1
        var mapped: UnsafeMutableRawPointer?
        guard supervision_shared_memory("scan-contents", rounded, 1, &number, &mapped) == 0, let mapped else {
            throw WorkerError("no shared memory of \(rounded) bytes for file contents: \(SystemError.last)")
        }
        self.capacity = rounded
        descriptor = OwnedDescriptor(number)
        memory = mapped
        state = Monitor(State(free: ExtentList(capacity: rounded)))
    }

    deinit { munmap(memory, capacity) }

    /// Room for `count` bytes. Blocks until there is room, first come first served; nil when `count` is above the
    /// capacity or the arena was closed.
    public func allocate(_ count: Int) -> ArenaExtent? {
        guard count >= 0, ExtentList.rounded(count) <= capacity else { return nil }
        let ticket = state.withLock { state in
            defer { state.nextTicket += 1 }
            return state.nextTicket
        }
        let extent: ArenaExtent?? = state.wait { state in
            if state.closed { return .some(nil) }
            guard ticket == state.served, let extent = state.free.take(count) else { return nil }
            state.served += 1
            return extent
        }
        state.announce()
        return extent ?? nil
    }

    /// Gives the room back. The bytes may be overwritten from now on.
    public func free(_ extent: ArenaExtent) {
        state.withLock { $0.free.give(extent) }
        state.announce()
    }

    /// Whether anybody is waiting for room.
    var hasWaiters: Bool { state.withLock { $0.nextTicket > $0.served } }

    /// The memory of an extent that was allocated here and not yet freed.
    public func bytes(_ extent: ArenaExtent) -> UnsafeMutableRawBufferPointer {
        precondition(extent.offset >= 0 && extent.offset + extent.count <= capacity, "extent of another arena")
        return UnsafeMutableRawBufferPointer(start: memory + extent.offset, count: extent.count)
    }

    /// Wakes everyone who waits, and lets nobody in any more.
    public func close() {
        state.withLock { $0.closed = true }
        state.announce()
    }
}
