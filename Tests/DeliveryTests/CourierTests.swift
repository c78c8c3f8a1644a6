import Digest
import Foundation
import Model
import Store
import Synchronization
import TestSupport
import Testing

@testable import Delivery

/// The way of an event to a receiver that means well.
@Suite(.timeLimit(.minutes(10)))
struct CourierTests {
    @Test func anEventIsSentAsThePayloadContractSays() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver { _, peer in peer.answer(202, "thank you") }
        let webhook = try await fixture.webhook(receiver.url)
        try await fixture.delivering {
            let scan = try await fixture.endScan()
            let request = try #require(await receiver.next())
            let delivery = try await fixture.ended(of: webhook)
            #expect(request.line == "POST /hook HTTP/1.1")
            #expect(request["Content-Type"] == "application/json")
            #expect(request["User-Agent"] == "SecureScan-Webhook/0.9")
            #expect(request["X-SecureScan-Event"] == "scan.complete")
            #expect(request["X-SecureScan-Webhook-Id"] == webhook.id)
            #expect(request["X-SecureScan-Delivery"] == delivery.id)
            #expect(request["Accept-Encoding"] == nil && request["Expect"] == nil)
            #expect(Set(request.object.keys) == ["event", "data", "delivered_at"])
            #expect(request.data["scan_id"] as? String == scan)
            #expect(
                Set(request.data.keys) == [
                    "scan_id", "target_path", "scan_types", "scanners_run", "scanners_skipped", "findings_count",
                    "severity_counts", "risk_score", "duration_s", "started_at", "completed_at",
                ])
            #expect(delivery.status == .succeeded && delivery.attempt == 1 && delivery.nextAttemptAt == nil)
            #expect(delivery.responseCode == 202 && delivery.responseBody == "thank you")
        }
    }

    @Test func theSignatureIsOverTheBytesSent() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver()
        _ = try await fixture.webhook(receiver.url)
        try await fixture.delivering {
            try await fixture.endScan("/srv/päth \"with\" <odd> characters")
            let request = try #require(await receiver.next())
            let signature = try #require(request["X-SecureScan-Signature"])
            let match = try #require(signature.wholeMatch(of: /t=(\d+),v1=([0-9a-f]{64})/))
            let seconds = try #require(Int64(match.1))
            #expect(abs(seconds - fixture.clock.surroundings.now().microseconds / 1_000_000) < 60)
            let signed = Array("\(match.1).".utf8) + request.body
            let code = signed.withUnsafeBytes { HMAC.sha256(key: Array(DeliveryFixture.secret.utf8), $0) }
            #expect(Hex.encode(code) == match.2)
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
    func anotherProgramComesToTheSameSignature() throws {
        let folder = try TemporaryFolder()
        let body = Array(#"{"event":"webhook.test","data":{},"delivered_at":"2026-01-31T09:05:00.000123Z"}"#.utf8)
        let time = Timestamp(microseconds: 1_769_850_300_000_123)
        let file = try folder.write("signed", Array("1769850300.".utf8) + body)
        let printed = try Command.run(
            ["openssl", "dgst", "-sha256", "-hmac", DeliveryFixture.secret, file], environment: ["PATH=/usr/bin:/bin"])
        let code = try #require(printed.split(separator: " ").last)
        #expect(
            SignedRequest.signature(of: body, secret: DeliveryFixture.secret, at: time) == "t=1769850300,v1=\(code)")
        withExtendedLifetime(folder) {}
    }

    @Test func eachWebhookGetsWhatItAskedFor() async throws {
        let fixture = try DeliveryFixture()
        let receivers = (try WebhookReceiver(), try WebhookReceiver())
        let failures = try await fixture.webhook(receivers.0.url, [.scanFailed])
        let completions = try await fixture.webhook(receivers.1.url, [.scanComplete])
        try await fixture.delivering {
            try await fixture.endScan(status: .completed)
            try await fixture.endScan(status: .failed)
            try await fixture.endScan(status: .cancelled)
            #expect(try await fixture.ended(of: failures).event == .scanFailed)
            #expect(try await fixture.ended(of: completions).event == .scanComplete)
            #expect(receivers.0.all.map { $0["X-SecureScan-Event"] } == ["scan.failed"])
            #expect(receivers.1.all.map { $0["X-SecureScan-Event"] } == ["scan.complete"])
            #expect(receivers.0.all[0].data["error"] as? String == "The scan failed.")
        }
    }

    @Test func aWebhookGetsItsEventsInOrderWhileAnotherHangs() async throws {
        var fixture = try DeliveryFixture()
        fixture.configuration.attemptSeconds = 30
        let gate = Gate()
        let hanging = try WebhookReceiver { _, peer in
            gate.wait()
            peer.answer(200)
        }
        let quick = try WebhookReceiver()
        let (slowHook, quickHook) = (try await fixture.webhook(hanging.url), try await fixture.webhook(quick.url))
        try await fixture.delivering {
            _ = try await fixture.endScan("/0")
            _ = try #require(await hanging.next())
            for number in 1..<6 { try await fixture.endScan("/\(number)") }
            _ = try await fixture.newest(of: quickHook) { $0.status == .succeeded }
            let targets = quick.all.compactMap { $0.data["target_path"] as? String }
            #expect(targets == (0..<6).map { "/\($0)" })
            #expect(hanging.all.count == 1)
            gate.open()
            _ = try await fixture.newest(of: slowHook) { $0.status == .succeeded }
            #expect(hanging.all.compactMap { $0.data["target_path"] as? String } == targets)
        }
    }

    @Test func onlySoManyWebhooksAreServedAtOnce() async throws {
        var fixture = try DeliveryFixture()
        fixture.configuration.attemptSeconds = 30
        fixture.configuration.concurrentWebhooks = 2
        let gate = Gate()
        let receiver = try WebhookReceiver { request, peer in
            if request.number <= 2 { gate.wait() }
            peer.answer(200)
        }
        var hooks: [Webhook] = []
        for _ in 0..<5 { hooks.append(try await fixture.webhook(receiver.url)) }
        try await fixture.delivering {
            try await fixture.endScan()
            _ = await receiver.next()
            _ = await receiver.next()
            var waiting = 0
            for hook in hooks {
                waiting += try await fixture.store.deliveries(of: hook.id).filter { $0.attempt == 0 }.count
            }
            #expect(waiting == 3 && receiver.all.count == 2)
            gate.open()
            for hook in hooks { #expect(try await fixture.ended(of: hook).status == .succeeded) }
        }
    }

    @Test func whatWasBeingSentWhenAProcessDiedIsSentAgain() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver()
        let webhook = try await fixture.webhook(receiver.url)
        try await fixture.endScan()
        let waiting = try #require(try await fixture.store.nextDeliveries().first)
        #expect(try await fixture.store.beginAttempt(waiting.delivery, at: .now()))
        #expect(try await fixture.store.nextDeliveries().isEmpty)
        try await fixture.delivering {
            let delivery = try await fixture.ended(of: webhook)
            #expect(delivery.status == .succeeded && delivery.attempt == 2)
            #expect(receiver.all.map { $0["X-SecureScan-Delivery"] } == [delivery.id])
        }
    }

    @Test func stoppingBreaksOffWhatIsUnderWayAndKeepsIt() async throws {
        var fixture = try DeliveryFixture()
        fixture.configuration.attemptSeconds = 60
        let receiver = try WebhookReceiver { request, peer in
            if request.number == 1 { peer.waitForEnd() } else { peer.answer(200) }
        }
        let webhook = try await fixture.webhook(receiver.url)
        try await fixture.endScan()
        let started = Moment()
        try await fixture.delivering {
            _ = try #require(await receiver.next())
            started.set()
        }
        #expect(started.age < .seconds(2))
        let delivery = try #require(try await fixture.store.deliveries(of: webhook.id).first)
        #expect(delivery.status == .pending && delivery.attempt == 1)
        try await fixture.deliver(to: webhook)
    }

    @Test func stoppingWakesACourierThatWaitsForItsDatabase() async throws {
        let fixture = try DeliveryFixture()
        fixture.store.close()
        let (pauses, begun) = AsyncStream.makeStream(of: Void.self)
        let (silence, noise) = AsyncStream.makeStream(of: Void.self)
        var surroundings = fixture.clock.surroundings
        surroundings.wait = { _ in
            begun.yield()
            // Ends when the task is cancelled, and only then.
            for await _ in silence {}
        }
        let courier = fixture.courier(in: surroundings)
        let running = Task { await courier.deliver() }
        for await _ in pauses { break }
        await courier.stop()
        await running.value
        withExtendedLifetime(noise) {}
    }

    @Test func aDisabledWebhookGetsNothingButTests() async throws {
        let fixture = try DeliveryFixture()
        let receiver = try WebhookReceiver()
        let webhook = try await fixture.webhook(receiver.url)
        try await fixture.endScan()
        _ = try await fixture.store.change(webhook.id, WebhookChange(isEnabled: false))
        try await fixture.endScan()
        let deliveries = try await fixture.store.deliveries(of: webhook.id)
        #expect(deliveries.map(\.status) == [.failed] && deliveries[0].responseBody?.contains("disabled") == true)
        try await fixture.delivering {
            _ = try await fixture.store.queue(.test, data: "{}", for: webhook.id)
            #expect(try await fixture.ended(of: webhook).event == .test)
            #expect(receiver.all.map { $0["X-SecureScan-Event"] } == ["webhook.test"])
        }
    }
}

/// When something happened, told across closures.
final class Moment: Sendable {
    private let moment = Mutex(ContinuousClock.now)

    func set() { moment.withLock { $0 = .now } }
    var age: Duration { moment.withLock { ContinuousClock.now - $0 } }
}
