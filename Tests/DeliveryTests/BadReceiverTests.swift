import Glibc
import Model
import Store
import Synchronization
import TestSupport
import Testing

@testable import Delivery

/// Receivers that fail, hang, babble or lead astray.
@Suite(.timeLimit(.minutes(10)))
struct BadReceiverTests {
    @Test func anEventIsTriedAgainUntilItIsTaken() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { request, peer in
            switch request.number {
            case 1: peer.answer(500, "broken")
            case 2: break
            case 3: peer.answer(404)
            default: peer.answer(204)
            }
        }
        let webhook = try await fixture.webhook(receiver.url)
        try await fixture.delivering {
            try await fixture.endScan()
            let delivery = try await fixture.ended(of: webhook)
            #expect(delivery.status == .succeeded && delivery.attempt == 4 && delivery.responseCode == 204)
            #expect(Set(receiver.all.map { $0["X-SecureScan-Delivery"] }) == [delivery.id])
            #expect(fixture.clock.waits.map { $0.rounded() } == [5, 10, 20])
        }
    }

    @Test func anEventIsGivenUpAfterHalfAnHour() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { _, peer in peer.answer(503, "later") }
        let webhook = try await fixture.webhook(receiver.url)
        try await fixture.delivering {
            try await fixture.endScan()
            let delivery = try await fixture.ended(of: webhook)
            #expect(delivery.status == .failed && delivery.nextAttemptAt == nil)
            #expect(delivery.responseCode == 503 && delivery.responseBody == "later")
            #expect(delivery.attempt == 11 && receiver.all.count == 11)
            #expect(
                fixture.clock.waits.map { $0.rounded() } == [5, 10, 20, 40, 80, 160, 300, 300, 300, 300])
        }
    }

    @Test func whatComesNextWaitsForWhatIsTriedAgain() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { request, peer in peer.answer(request.number < 3 ? 500 : 200) }
        let webhook = try await fixture.webhook(receiver.url)
        try await fixture.endScan("/first")
        try await fixture.endScan("/second")
        try await fixture.delivering {
            _ = try await fixture.ended(of: webhook)
            let targets = receiver.all.compactMap { $0.data["target_path"] as? String }
            #expect(targets == ["/first", "/first", "/first", "/second"])
        }
    }

    @Test func aReceiverThatHangsTimesOut() async throws {
        var fixture = try DeliveryFixture()
        fixture.configuration.attemptSeconds = 0.3
        let receiver = try WebhookReceiver { request, peer in
            if request.number == 1 { peer.waitForEnd() } else { peer.answer(200) }
        }
        let webhook = try await fixture.webhook(receiver.url)
        let failed = try await firstEnd(of: webhook, fixture)
        #expect(failed == .failed("No answer within 0.3 seconds"))
        try await fixture.deliver(to: webhook)
    }

    @Test func headersThatDripInTimeOut() async throws {
        var fixture = try DeliveryFixture()
        fixture.configuration.attemptSeconds = 0.3
        let receiver = try WebhookReceiver { _, peer in
            peer.send("HTTP/1.1 200 OK\r\n")
            while peer.send("X-Drip: drop\r\n") { usleep(20_000) }
        }
        let webhook = try await fixture.webhook(receiver.url)
        #expect(try await firstEnd(of: webhook, fixture) == .failed("No answer within 0.3 seconds"))
    }

    @Test func headersWithoutEndAreRefused() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { _, peer in
            let line = "X-Flood: " + String(repeating: "x", count: 4000) + "\r\n"
            peer.send("HTTP/1.1 200 OK\r\n")
            while peer.send(line) {}
        }
        let webhook = try await fixture.webhook(receiver.url)
        #expect(
            try await firstEnd(of: webhook, fixture) == .failed("The answer's headers are longer than 65536 bytes"))
    }

    @Test func ofAHugeAnswerOnlyTheBeginningIsRead() async throws {
        let fixture = try DeliveryFixture()
        let sent = Mutexes()
        let receiver = try WebhookReceiver { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
            let block = String(repeating: "y", count: 100_000)
            while sent.blocks.withLock({ $0 }) < 1000, peer.send(block) { sent.blocks.withLock { $0 += 1 } }
        }
        let webhook = try await fixture.webhook(receiver.url)
        guard case .answered(let status, let body) = try await firstEnd(of: webhook, fixture) else {
            Issue.record("no answer")
            return
        }
        #expect(status == 200 && body.count == 65_536)
        try await fixture.delivering {
            let delivery = try await fixture.ended(of: webhook)
            #expect(delivery.status == .succeeded && delivery.attempt == 1)
            #expect(delivery.responseBody == String(repeating: "y", count: 2000))
        }
        #expect(sent.blocks.withLock { $0 } < 500)
    }

    @Test func anAnswerThatBreaksOffAfterItsHeadCounts() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { _, peer in
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        }
        let webhook = try await fixture.webhook(receiver.url)
        #expect(try await firstEnd(of: webhook, fixture) == .answered(status: 200, body: Array("half".utf8)))
    }

    @Test func anAnnouncementIsNoAnswer() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { _, peer in peer.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") }
        let webhook = try await fixture.webhook(receiver.url)
        guard case .failed = try await firstEnd(of: webhook, fixture) else {
            Issue.record("it counted")
            return
        }
    }

    @Test(arguments: ["", "HTTP/1.1 2", "SSH-2.0-nonsense\r\n", "\u{0}\u{1}\u{2}"])
    func whatIsNoAnswerIsAFailure(text: String) async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { _, peer in peer.send(text) }
        let webhook = try await fixture.webhook(receiver.url)
        guard case .failed(let reason) = try await firstEnd(of: webhook, fixture) else {
            Issue.record("it counted")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func redirectsAreNotFollowed(status: Int) async throws {
        let fixture = try DeliveryFixture()
        let elsewhere = try WebhookReceiver()
        let receiver = try WebhookReceiver { request, peer in
            peer.answer(request.number == 1 ? status : 200, headers: "Location: \(elsewhere.url)\r\n")
        }
        let webhook = try await fixture.webhook(receiver.url)
        #expect(try await firstEnd(of: webhook, fixture) == .answered(status: status, body: []))
        try await fixture.deliver(to: webhook)
        #expect(elsewhere.all.isEmpty)
    }

    @Test func nobodyListeningIsAFailureWithItsReason() async throws {
        let fixture = try DeliveryFixture()
        let webhook = try await fixture.webhook("http://127.0.0.1:\(try WebhookReceiver().port)/")
        try await fixture.delivering {
            try await fixture.endScan()
            let delivery = try await fixture.ended(of: webhook)
            #expect(delivery.status == .failed && delivery.responseCode == nil)
            #expect(delivery.responseBody?.hasPrefix("Not delivered: ") == true)
        }
    }

    /// The names and numbers all lead to this machine, where somebody listens.
    @Test(arguments: ["127.0.0.1", "localhost", "LOCALHOST", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"])
    func privateAddressesAreNotConnectedToWithoutLeave(host: String) async throws {
        let receiver = try WebhookReceiver()
        let transfer = Transfer(
            url: "http://\(host):\(receiver.port)/", headers: [], body: [], seconds: 10, allowsPrivate: false)
        let end = await onThread { transfer.run(StopFlag()) }
        #expect(
            end == .failed("The host leads to a loopback or private address (SECURESCAN_WEBHOOK_ALLOW_PRIVATE)"))
        #expect(receiver.all.isEmpty)
    }

    @Test(arguments: ["169.254.169.254", "0.0.0.0", "[::]", "224.0.0.1", "255.255.255.255", "[fe80::1]"])
    func someAddressesAreNeverConnectedTo(host: String) async throws {
        let transfer = Transfer(url: "http://\(host)/", headers: [], body: [], seconds: 10, allowsPrivate: true)
        let end = await onThread { transfer.run(StopFlag()) }
        #expect(end == .failed("The host leads to an address that webhooks are never sent to"))
    }

    @Test(arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1/"])
    func otherProtocolsAreNotSpoken(url: String) async throws {
        let transfer = Transfer(url: url, headers: [], body: [], seconds: 10, allowsPrivate: true)
        guard case .failed = await onThread({ transfer.run(StopFlag()) }) else {
            Issue.record("it was fetched")
            return
        }
    }

    @Test func aDeletedWebhookTakesItsDeliveriesAlong() async throws {
        var fixture = try DeliveryFixture()
        fixture.configuration.attemptSeconds = 30
        let gate = Gate()
        let receiver = try WebhookReceiver { _, peer in
            gate.wait()
            peer.answer(500)
        }
        let webhook = try await fixture.webhook(receiver.url)
        let other = try await fixture.webhook(receiver.url)
        try await fixture.delivering {
            try await fixture.endScan()
            _ = await receiver.next()
            _ = await receiver.next()
            #expect(try await fixture.store.deleteWebhook(id: webhook.id))
            gate.open()
            #expect(try await fixture.ended(of: other).status == .failed)
            #expect(try await fixture.store.deliveries(of: webhook.id).isEmpty)
            #expect(receiver.all.filter { $0["X-SecureScan-Webhook-Id"] == webhook.id }.count == 1)
        }
    }

    /// One attempt to send the end of a scan, without what follows from it.
    private func firstEnd(of webhook: Webhook, _ fixture: DeliveryFixture) async throws -> Transfer.End {
        try await fixture.endScan()
        let queued = try #require(try await fixture.store.nextDeliveries().first)
        let request = SignedRequest(queued, at: .now())
        let transfer = Transfer(
            url: queued.url, headers: request.headers, body: request.body,
            seconds: fixture.configuration.attemptSeconds, allowsPrivate: true)
        return await onThread { transfer.run(StopFlag()) }
    }

    private func onThread(_ work: @escaping @Sendable () -> Transfer.End) async -> Transfer.End {
        (try? await HTTPConnection.onThread(work)) ?? .stopped
    }
}

private final class Mutexes: Sendable {
    let blocks = Mutex(0)
}
