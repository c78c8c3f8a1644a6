import Foundation
import Model
import Store
import TestSupport
import Testing

/// A plugin that marks a secret in one file and then shows it on every way that it has to say something.
@Suite(.timeLimit(.minutes(10))) struct GossipTests {
    private static let secret = "hunter2-\(UUID().uuidString)"

    private func target() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("a.txt", "do:mark \(Self.secret)")
        try folder.write("b.txt", "do:tell")
        return folder
    }

    private static let scanTypes = ["misbehaviour"]
    private static let options = #"{"fixture.misbehaving":{"target":"gossip"}}"#

    @Test func aMarkedSecretIsShownOnNoWay() async throws {
        let receiver = try WebhookReceiver()
        let installation = try Installation(plugins: [.misbehaving])
        let server = try await ServerProcess.start(installation, environment: ["SECURESCAN_WEBHOOK_ALLOW_PRIVATE": "1"])
        let body = #"{"name":"ops","url":"\#(receiver.url)","event_filter":["scanner.failed","scan.failed"]}"#
        #expect(try await server.client.post("/api/v1/webhooks", json: body).status == 201)
        let folder = try target()
        server.keep(folder)
        let id = try await server.post([
            "target_path": folder.path, "scan_types": Self.scanTypes,
            "options": try JSONSerialization.jsonObject(with: Data(Self.options.utf8)),
        ])
        let events = try await server.events(of: id)
        #expect(events.contains { $0.event == "scanner.failed" && $0.data?.contains("xxx[redacted]") == true })
        #expect(events.last?.data?.contains("xxx[redacted]") == true)
        let scan = try await server.scan(id)
        #expect((scan["error"] as? String)?.contains("xxx[redacted]") == true)
        #expect((scan["scanners_failed"] as? [[String: Any]])?.count == 1)
        let findings = try await server.findings(id).compactMap { $0["description"] as? String }
        #expect(findings.sorted() == ["file finding: [redacted]", "marked", "target finding: [redacted]"])
        for _ in 0..<2 {
            let request = try #require(await receiver.next())
            #expect((request.data["error"] as? String)?.contains("xxx[redac") == true)
            #expect(!String(decoding: request.body, as: UTF8.self).contains(Self.secret.prefix(12)))
        }
        let notifications = try await server.client.get("/api/v1/notifications").text
        #expect(notifications.contains("xxx[redac") && !notifications.contains(Self.secret.prefix(12)))
        for line in ["log line: [redacted]", "standard error: [redacted]", "file failure: [redacted]"] {
            #expect(server.logged.contains(line), "\(line)")
        }
        #expect(!server.logged.contains(Self.secret.prefix(12)))
        #expect(await server.stop(with: SIGTERM) == 0)
        try await expectNothing(in: installation.database, of: id)
        withExtendedLifetime(installation) {}
    }

    private func expectNothing(in database: String, of id: String) async throws {
        let store = try Store(path: database)
        let component = try #require(try await store.components(of: id).first)
        #expect(component.ref == "component: [redacted]" && component.evidence?.note == "component: [redacted]")
        #expect(try await store.relations(of: id).map(\.from) == ["component: [redacted]"])
        store.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: database))
        #expect(bytes.firstRange(of: Data("component: [redacted]".utf8)) != nil)
        #expect(bytes.firstRange(of: Data(Self.secret.prefix(12).utf8)) == nil)
    }
}

extension BuiltPlugin {
    static let misbehaving = BuiltPlugin(id: "fixture.misbehaving", library: "libfixture-misbehaving.so")
}
