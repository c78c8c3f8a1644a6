import Foundation
import Glibc
import TestSupport
import Testing

/// Webhooks of the real server, sent to a real receiver on loopback.
@Suite(.timeLimit(.minutes(10))) struct WebhookTests {
    private func server(_ installation: Installation, _ extra: [String: String] = [:]) async throws -> ServerProcess {
        try await ServerProcess.start(
            installation,
            environment: ["SECURESCAN_WEBHOOK_ALLOW_PRIVATE": "1"].merging(extra) { _, new in new })
    }

    private func hook(_ server: ServerProcess, _ receiver: WebhookReceiver, _ events: [String]) async throws -> String {
        let body: [String: Any] = ["name": "ops", "url": receiver.url, "event_filter": events]
        let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        let reply = try await server.client.post("/api/v1/webhooks", json: json)
        return try #require(reply.object["id"] as? String, "\(reply.text)")
    }

    /// The newest delivery once it has ended.
    private func ended(_ server: ServerProcess, _ hook: String) async throws -> [String: Any] {
        let started = ContinuousClock.now
        while true {
            let all = try await server.client.get("/api/v1/webhooks/\(hook)/deliveries").array
            if let newest = all.first, ["succeeded", "failed"].contains(newest["status"] as? String) { return newest }
            try #require(ContinuousClock.now - started < .seconds(300), "\(all)")
            await Task.yield()
        }
    }

    @Test func anEndedScanIsToldAndNoSecretIsIn() async throws {
        let receiver = try WebhookReceiver()
        // A proxy that nobody runs: what libcurl finds in the environment must not count.
        let proxy = "http://127.0.0.1:1"
        let server = try await self.server(
            try Installation(), ["http_proxy": proxy, "ALL_PROXY": proxy, "all_proxy": proxy])
        let hook = try await self.hook(server, receiver, ["scan.complete"])
        let target = try TemporaryFolder()
        server.keep(target)
        try target.write("key", FakeKey.pem)
        let scan = try await server.post(["target_path": target.path])
        let request = try #require(await receiver.next())
        #expect(request.data["scan_id"] as? String == scan && request.data["findings_count"] as? Int == 1)
        #expect(!String(decoding: request.body, as: UTF8.self).contains(FakeKey.firstLine))
        #expect(try await ended(server, hook)["response_code"] as? Int == 200)
        let notifications = try await server.client.get("/api/v1/notifications").array
        let name = try #require(target.path.split(separator: "/").last)
        #expect(notifications.map { $0["title"] as? String } == ["1 finding in \(name)"])
    }

    @Test func aKilledServerLosesNoDeliveryAndRepeatsOneAtMost() async throws {
        let installation = try Installation()
        let receiver = try WebhookReceiver { request, peer in
            if request.number == 1 { peer.waitForEnd() } else { peer.answer(200) }
        }
        let first = try await server(installation)
        let hook = try await self.hook(first, receiver, ["scan.complete"])
        let target = try TemporaryFolder()
        var scans: [String] = []
        for _ in 0..<3 {
            let scan = try await first.post(["target_path": target.path])
            #expect(try await first.events(of: scan).last?.event == "scan.complete")
            scans.append(scan)
        }
        // The first is being sent, and the others wait behind it.
        let held = try #require(await receiver.next())
        #expect(await first.stop(with: SIGKILL) == -SIGKILL)

        let second = try await server(installation)
        #expect(try await ended(second, hook)["status"] as? String == "succeeded")
        let deliveries = try await second.client.get("/api/v1/webhooks/\(hook)/deliveries").array
        #expect(deliveries.map { $0["attempt"] as? Int } == [1, 1, 2])
        #expect(receiver.all.count == 4)
        #expect(receiver.all[1]["X-SecureScan-Delivery"] == held["X-SecureScan-Delivery"])
        #expect(receiver.all.dropFirst().compactMap { $0.data["scan_id"] as? String } == scans)
        withExtendedLifetime(target) {}
    }

    @Test func aScannerThatDiedIsToldBeforeTheEndOfItsScan() async throws {
        let receiver = try WebhookReceiver()
        let server = try await server(try Installation(plugins: [.secrets, .stall]))
        _ = try await hook(server, receiver, ["scanner.failed", "scan.complete", "scan.failed"])
        let target = try TemporaryFolder()
        server.keep(target)
        try target.write("a.txt", "stall")
        let scan = try await server.post(["target_path": target.path, "scan_types": ["stall"]])
        try await server.wait(for: "scanner.start", of: scan)
        for worker in server.descendants(named: "scanner-worker") { kill(worker, SIGKILL) }
        let failure = try #require(await receiver.next())
        #expect(failure["X-SecureScan-Event"] == "scanner.failed")
        #expect(failure.data["scanner"] as? String == "org.example.stall")
        #expect(failure.data["scan_type"] as? String == "stall")
        #expect((failure.data["error"] as? String)?.contains("SIGKILL") == true)
        #expect(failure.data["duration_s"] is Double)
        let end = try #require(await receiver.next())
        #expect(end["X-SecureScan-Event"]?.hasPrefix("scan.") == true && end.data["scan_id"] as? String == scan)
    }

    @Test func aScanThatDiedWithTheServerIsToldByTheNext() async throws {
        let installation = try Installation(plugins: [.secrets, .stall])
        let receiver = try WebhookReceiver()
        let first = try await server(installation)
        _ = try await hook(first, receiver, ["scan.failed"])
        let target = try TemporaryFolder()
        try target.write("a.txt", "stall")
        let scan = try await first.post(["target_path": target.path, "scan_types": ["stall"]])
        try await first.wait(for: "scanner.start", of: scan)
        #expect(await first.stop(with: SIGKILL) == -SIGKILL)
        let second = try await server(installation)
        let request = try #require(await receiver.next())
        #expect(request["X-SecureScan-Event"] == "scan.failed" && request.data["scan_id"] as? String == scan)
        #expect((request.data["error"] as? String)?.contains("server stopped") == true)
        let notification = try #require(try await second.client.get("/api/v1/notifications").array.first)
        #expect(notification["severity"] as? String == "high")
        withExtendedLifetime(target) {}
    }

    @Test func aServerIsStoppedInGoodTimeWhileAReceiverHangs() async throws {
        let installation = try Installation()
        let receiver = try WebhookReceiver { _, peer in peer.waitForEnd() }
        let first = try await server(installation, ["SECURESCAN_WEBHOOK_TIMEOUT": "60"])
        let hook = try await self.hook(first, receiver, ["scan.complete"])
        #expect(try await first.client.send("POST", "/api/v1/webhooks/\(hook)/test").status == 202)
        _ = try #require(await receiver.next())
        let asked = ContinuousClock.now
        #expect(await first.stop(with: SIGTERM) == 0)
        #expect(ContinuousClock.now - asked < .seconds(4))
        let second = try await server(installation, ["SECURESCAN_WEBHOOK_TIMEOUT": "0.2"])
        let again = try #require(await receiver.next())
        #expect(again["X-SecureScan-Event"] == "webhook.test")
        let delivery = try await second.client.get("/api/v1/webhooks/\(hook)/deliveries").array
        #expect(delivery.count == 1 && (delivery[0]["attempt"] as? Int ?? 0) >= 2)
    }
}
