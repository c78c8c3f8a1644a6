import Digest
import Logging
import Model
import Store
import Synchronization
import TestSupport
import Testing

@testable import Delivery

/// A store with webhooks, and a courier whose pauses pass at once.
struct DeliveryFixture: Sendable {
    let folder: TemporaryFolder
    let store: Store
    let clock = TestClock()
    /// See ``Surroundings/names``.
    var names: @Sendable () -> [String] = { [] }
    var configuration = DeliveryConfiguration(allowsPrivate: { true })

    static let secret = "whsec_of_a_test"

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(path: folder.path + "/state/scans.db")
    }

    func webhook(
        _ url: String, _ filter: [WebhookEvent] = WebhookEvent.allCases, createdAt: Timestamp = .now()
    ) async throws -> Webhook {
        let webhook = Webhook(
            id: SecureRandom.uuid(), name: "hook", url: url, eventFilter: filter, createdAt: createdAt)
        try await store.insert(webhook, secret: DeliveryFixture.secret)
        return webhook
    }

    /// Ends a scan, which announces it; its id.
    @discardableResult
    func endScan(_ target: String = "/srv/app", status: ScanStatus = .completed) async throws -> String {
        let id = SecureRandom.uuid()
        let request = ScanRequest(targetPath: target, scanTypes: ["code"])
        try await store.insert(Scan(id: id, request: request, createdAt: .now()))
        _ = try await HTTPConnection.onThread { [store] in
            _ = try store.begin(scanID: id, at: .now())
            return try store.finish(ScanEnd(scanID: id, status: status, at: .now(), scannersRun: ["code"]))
        }
        return id
    }

    func courier(in surroundings: Surroundings) -> Courier {
        Courier(
            store: store, configuration: configuration,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), surroundings: surroundings)
    }

    /// Delivers for as long as `body` runs.
    func delivering(_ body: () async throws -> Void) async throws {
        var surroundings = clock.surroundings
        surroundings.names = names
        let courier = courier(in: surroundings)
        let running = Task { await courier.deliver() }
        do {
            try await body()
        } catch {
            await courier.stop()
            throw error
        }
        await courier.stop()
        await running.value
        withExtendedLifetime(folder) {}
    }

    /// Delivers until the newest event has arrived.
    func deliver(to webhook: Webhook) async throws {
        try await delivering {
            let delivery = try await ended(of: webhook)
            #expect(delivery.status == .succeeded)
        }
    }

    /// The newest delivery once it has come to a state. The store tells nobody, so it is asked again and again, with
    /// pauses that leave the courier a thread; the bound only ends a hang.
    func newest(of webhook: Webhook, _ isAwaited: (WebhookDelivery) -> Bool) async throws -> WebhookDelivery {
        let started = ContinuousClock.now
        while true {
            if let delivery = try await store.deliveries(of: webhook.id).first, isAwaited(delivery) { return delivery }
            try #require(ContinuousClock.now - started < .seconds(300), "it is not as awaited")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    func ended(of webhook: Webhook) async throws -> WebhookDelivery {
        try await newest(of: webhook) { $0.status == .succeeded || $0.status == .failed }
    }
}

/// Time that passes only by waiting, which takes none.
final class TestClock: Sendable {
    private let state = Mutex((now: Timestamp.now(), waits: [Double]()))

    /// What was waited for, in seconds.
    var waits: [Double] { state.withLock { $0.waits } }

    /// The longest pauses that chance may bring.
    var surroundings: Surroundings {
        Surroundings(
            now: { self.state.withLock { $0.now } },
            wait: { seconds in
                self.state.withLock { state in
                    state.waits.append(seconds)
                    state.now.microseconds += Int64(seconds * 1_000_000)
                }
                await Task.yield()
            }, random: { $0 })
    }
}
