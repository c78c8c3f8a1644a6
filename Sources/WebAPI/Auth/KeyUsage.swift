internal import Logging
internal import Model
internal import ServiceLifecycle
internal import Store
internal import Synchronization

/// When keys were last used. Written at most once a minute, and at the end, since a write for every request would cost
/// more than the request.
final class KeyUsage: Service {
    static let interval = Duration.seconds(60)

    private let store: Store
    private let logger: Logger
    /// By id of the key; not in the database yet.
    private let unsaved = Mutex<[String: Timestamp]>([:])

    init(store: Store, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    func note(_ id: String, at time: Timestamp) { unsaved.withLock { $0[id] = time } }

    /// The key with the time of its last use, saved or not.
    func complete(_ key: APIKey) -> APIKey {
        var key = key
        guard let time = unsaved.withLock({ $0[key.id] }) else { return key }
        key.lastUsedAt = key.lastUsedAt.map { max($0, time) } ?? time
        return key
    }

    /// Saves every minute, and once more when it is cancelled or told to shut down.
    func run() async throws {
        try? await cancelWhenGracefulShutdown { [self] in
            while true {
                try await Task.sleep(for: KeyUsage.interval)
                await save()
            }
        }
        // In a task of its own, since the store refuses to work for one that is cancelled.
        await Task { await save() }.value
    }

    /// What cannot be saved now is kept for the next time.
    func save() async {
        let times = unsaved.withLock { $0 }
        guard !times.isEmpty else { return }
        do {
            try await store.recordUse(of: times)
            unsaved.withLock { unsaved in unsaved = unsaved.filter { times[$0.key] != $0.value } }
        } catch {
            logger.warning("The times of the last use of keys could not be saved", metadata: ["error": "\(error)"])
        }
    }
}
