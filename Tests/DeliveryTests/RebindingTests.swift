import Model
import Store
import Synchronization
import TestSupport
import Testing

@testable import Delivery

/// Names that lead elsewhere when they are connected to than when the webhook was created (DNS rebinding).
@Suite(.timeLimit(.minutes(10)))
struct RebindingTests {
    private static let host = "hooks.rebind.test"

    /// A fixture whose names lead to these addresses at each attempt in turn, and to the last ones from then on.
    private func fixture(
        _ receiver: WebhookReceiver, allowsPrivate: Bool, _ addresses: String...
    ) throws
        -> DeliveryFixture
    {
        var fixture = try DeliveryFixture()
        fixture.configuration.allowsPrivate = { allowsPrivate }
        let left = Mutex(addresses[...])
        fixture.names = { [port = receiver.port] in
            let next = left.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? "" }
            return ["\(RebindingTests.host):\(port):\(next)"]
        }
        return fixture
    }

    private func url(_ receiver: WebhookReceiver) -> String { "http://\(RebindingTests.host):\(receiver.port)/hook" }

    @Test func aNameThatComesToLeadInwardsIsNotConnectedTo() async throws {
        let receiver = try WebhookReceiver()
        let fixture = try fixture(receiver, allowsPrivate: false, "127.0.0.1")
        #expect(WebhookURL.objection(to: url(receiver), allowsPrivate: false) == nil)
        let webhook = try await fixture.webhook(url(receiver))
        try await fixture.delivering {
            try await fixture.endScan()
            let delivery = try await fixture.ended(of: webhook)
            #expect(delivery.status == .failed && delivery.responseCode == nil)
            #expect(delivery.responseBody?.contains("loopback or private address") == true)
        }
        #expect(receiver.all.isEmpty)
    }

    @Test func aNameIsJudgedAgainAtEveryAttempt() async throws {
        let receiver = try WebhookReceiver { _, peer in peer.answer(500) }
        let fixture = try fixture(receiver, allowsPrivate: true, "127.0.0.1", "169.254.169.254")
        let webhook = try await fixture.webhook(url(receiver))
        try await fixture.delivering {
            try await fixture.endScan()
            let delivery = try await fixture.ended(of: webhook)
            #expect(delivery.attempt > 1)
            #expect(delivery.responseBody?.contains("an address that webhooks are never sent to") == true)
        }
        #expect(receiver.all.count == 1)
    }

    /// Every address of a name is judged by itself: the bad ones are passed over.
    @Test func ofSeveralAddressesOnlyTheAllowedAreConnectedTo() async throws {
        let receiver = try WebhookReceiver()
        let fixture = try fixture(receiver, allowsPrivate: true, "169.254.169.254,127.0.0.1")
        let webhook = try await fixture.webhook(url(receiver))
        try await fixture.endScan()
        try await fixture.deliver(to: webhook)
        #expect(receiver.all.count == 1)
    }
}
