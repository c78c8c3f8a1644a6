internal import Model
internal import Store
internal import Synchronization

/// The keys that are not revoked, kept in memory: a request costs no read of the database, and what another process
/// changes is seen within `lifetime`.
final class KeyRing: Sendable {
    /// Well below the second within which a revocation must hold.
    static let lifetime = Duration.milliseconds(500)

    typealias Keys = [String: StoredKey]

    private struct State {
        /// By prefix, as they were at `readAt`.
        var keys: Keys?
        var readAt = ContinuousClock.now
        /// The reading under way, shared by all that wait for it.
        var reading: Task<Keys, any Error>?
        /// Counts what was changed here, so that a reading that began before is not taken for news.
        var generation = 0
    }

    private let state = Mutex(State())
    private let store: Store
    private let lifetime: Duration

    init(store: Store, lifetime: Duration = KeyRing.lifetime) {
        self.store = store
        self.lifetime = lifetime
    }

    /// By prefix, at most `lifetime` old. Throws ``StoreError``: without the database nobody is let in.
    func keys() async throws -> Keys {
        switch source() {
        case .memory(let keys): return keys
        case .database(let reading): return try await reading.value
        }
    }

    private enum Source {
        case memory(Keys)
        case database(Task<Keys, any Error>)
    }

    private func source() -> Source {
        state.withLock { state in
            if let keys = state.keys, .now - state.readAt < lifetime { return .memory(keys) }
            if let reading = state.reading { return .database(reading) }
            let reading = Task { [generation = state.generation] in try await read(generation) }
            state.reading = reading
            return .database(reading)
        }
    }

    /// To be called after a change: who asks from now on sees it.
    func forget() {
        state.withLock { state in
            state.keys = nil
            state.reading = nil
            state.generation += 1
        }
    }

    private func read(_ generation: Int) async throws -> Keys {
        let start = ContinuousClock.now
        let result = await Result(catching: { try await store.unrevokedKeys() })
        let keys = result.map { keys in Keys(keys.map { ($0.key.prefix, $0) }) { first, _ in first } }
        state.withLock { state in
            guard state.generation == generation else { return }
            state.reading = nil
            state.readAt = start
            state.keys = try? keys.get()
        }
        return try keys.get()
    }
}

extension Result where Failure == any Error {
    /// The outcome of an asynchronous call.
    fileprivate init(catching body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
