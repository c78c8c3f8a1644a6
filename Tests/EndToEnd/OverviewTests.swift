import Foundation
import TestSupport
import Testing

/// Every example of the API overview that clients are given, against the real server with credentials.
@Suite(.timeLimit(.minutes(10))) struct OverviewTests {
    private static let json = ("Content-Type", "application/json")

    /// A server with a key in its environment, and who holds it.
    private struct Service {
        static let key = "the-key-of-the-overview"

        let server: ServerProcess
        let client: HTTPClient

        init(_ extra: [String: String] = [:], on installation: Installation? = nil) async throws {
            server = try await ServerProcess.start(
                try installation ?? Installation(),
                environment: ["SECURESCAN_API_KEY": Service.key].merging(extra) { _, new in new })
            client = Service.client(server, key: Service.key)
        }

        static func client(_ server: ServerProcess, key: String) -> HTTPClient {
            var client = HTTPClient(port: server.client.port)
            client.headers = [("X-API-Key", key)]
            return client
        }

        /// Starts a scan of the folder for everything that counts as code; its id.
        func scan(_ folder: TemporaryFolder) async throws -> String {
            server.keep(folder)
            let reply = try await client.post(
                "/api/v1/scans", json: #"{"target_path":"\#(folder.path)","scan_types":["code"]}"#)
            return try #require(reply.object["id"] as? String, "\(reply.status) \(reply.text)")
        }

        func events(of scan: String) async throws -> [ServerSentEvent] {
            try await client.events("/api/v1/scans/\(scan)/events", headers: client.headers).rest()
        }

        func findings(of scan: String, _ query: String = "") async throws -> [[String: Any]] {
            let reply = try await client.get("/api/v1/scans/\(scan)/findings\(query)")
            #expect(reply.status == 200)
            return reply.array
        }

        /// Issues a key with these scopes; a client that holds it.
        func holder(of scopes: String...) async throws -> HTTPClient {
            let names = scopes.map { "\"\($0)\"" }.joined(separator: ",")
            let reply = try await client.post("/api/v1/keys", json: #"{"name":"ci-runner","scopes":[\#(names)]}"#)
            return Service.client(server, key: try #require(reply.object["key"] as? String, "\(reply.text)"))
        }
    }

    private func folderWithAKey() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("deploy/key.pem", FakeKey.pem)
        return folder
    }

    @Test func eitherHeaderCarriesTheKey() async throws {
        let service = try await Service()
        for header in [("X-API-Key", Service.key), ("Authorization", "Bearer \(Service.key)")] {
            #expect(try await service.server.client.get("/api/v1/scans", headers: [header]).status == 200)
        }
        #expect(try await service.server.client.get("/api/v1/scans").status == 401)
    }

    @Test func requestIDIsEchoedAndStandsInTheLog() async throws {
        let service = try await Service()
        let reply = try await service.client.get("/api/v1/scans?limit=1", headers: [("X-Request-ID", "my-trace-12345")])
        #expect(reply.status == 200 && reply["X-Request-ID"] == "my-trace-12345")
        let line = try await service.server.logLine(with: "my-trace-12345")
        #expect(line["logger"] as? String == "securescan.request")
        #expect(line["method"] as? String == "GET" && line["path"] as? String == "/api/v1/scans")
        #expect(line["status"] as? Int == 200 && line["latency_ms"] is Double && line["timestamp"] is String)
        let unpinned = try await service.client.get("/api/v1/scans")
        #expect(unpinned["X-Request-ID"].flatMap { UUID(uuidString: $0) } != nil)
    }

    @Test func rateLimitIsToldAndThenHolds() async throws {
        let service = try await Service([
            "SECURESCAN_RATE_LIMIT_PER_MIN": "2", "SECURESCAN_RATE_LIMIT_BURST": "2",
        ])
        let before = Int(Date().timeIntervalSince1970)
        let first = try await service.client.post("/api/v1/scans", json: #"{"target_path":"/no/such/folder"}"#)
        #expect(first["X-RateLimit-Limit"] == "2" && first["X-RateLimit-Remaining"] == "1")
        #expect(first["X-RateLimit-Reset"].flatMap { Int($0) }.map { $0 > before } == true)
        // The two mounts share the calls.
        _ = try await service.client.post("/api/scans", json: "{}")
        let refused = try await service.client.post("/api/v1/scans", json: "{}")
        #expect(refused.status == 429)
        let seconds = try #require(refused["Retry-After"].flatMap { Int($0) })
        #expect((1...30).contains(seconds))
        #expect(refused.object["detail"] as? String == "Rate limit exceeded")
        #expect(refused.object["retry_after"] as? Int == seconds && refused.object["limit_per_min"] as? Int == 2)
    }

    @Test func errorsHaveADetail() async throws {
        let service = try await Service()
        let missing = try await service.client.get("/api/v1/scans/no-such-scan")
        #expect(missing.status == 404 && missing.text == #"{"detail":"Scan not found"}"#)
        #expect(missing["Content-Type"] == "application/json")
        let url = "ftp://hooks.example.com/x"
        let invalid = try await service.client.post(
            "/api/v1/webhooks", json: #"{"name":"ops","url":"\#(url)","event_filter":["scan.complete"]}"#)
        #expect(invalid.status == 422)
        let detail = try #require(invalid.object["detail"] as? [[String: Any]])
        #expect(detail.count == 1 && detail[0]["type"] as? String == "value_error")
        #expect(detail[0]["loc"] as? [String] == ["body", "url"] && detail[0]["input"] as? String == url)
        #expect(detail[0]["msg"] as? String == "URL must be http(s)")
    }

    @Test func scanIsStartedByWhoMayWrite() async throws {
        let service = try await Service()
        let folder = try folderWithAKey()
        service.server.keep(folder)
        let body = #"{"target_path":"\#(folder.path)","scan_types":["code"]}"#
        let refused = try await service.holder(of: "read").post("/api/v1/scans", json: body)
        #expect(refused.status == 403 && refused.text == #"{"detail":"Requires scope: write"}"#)
        let reply = try await service.holder(of: "write").post("/api/v1/scans", json: body)
        #expect(reply.status == 200 && reply.object["status"] as? String == "pending")
        #expect(reply.object["scan_types"] as? [String] == ["code"])
        let id = try #require(reply.object["id"] as? String)
        #expect(try await service.events(of: id).last?.event == "scan.complete")
        #expect(try await service.client.get("/api/v1/scans/\(id)").object["status"] as? String == "completed")
    }

    /// The example as it is written, on an installation with everything that was built.
    @Test(.enabled("no plugin of this build is for dependencies") { try await OverviewTests.scansDependencies() })
    func scanIsStartedForTheTypesOfTheExample() async throws {
        let service = try await Service(on: try Installation.complete())
        let folder = try folderWithAKey()
        service.server.keep(folder)
        let reply = try await service.client.post(
            "/api/v1/scans",
            json: #"""
                {
                "target_path": "\#(folder.path)",
                "scan_types": ["code", "dependency"]
                }
                """#)
        #expect(reply.status == 200 && reply.object["status"] as? String == "pending")
        #expect(reply.object["scan_types"] as? [String] == ["code", "dependency"])
        let id = try #require(reply.object["id"] as? String, "\(reply.text)")
        #expect(try await service.events(of: id).last?.event == "scan.complete")
        let scan = try await service.client.get("/api/v1/scans/\(id)").object
        #expect(scan["status"] as? String == "completed")
        #expect((scan["scanners_run"] as? [String])?.contains("dependency") == true)
    }

    /// Whether the dashboard shows a scanner of that type.
    private static func scansDependencies() async throws -> Bool {
        let service = try await Service(on: try Installation.complete())
        let reply = try await service.client.get("/api/v1/dashboard/status")
        let scanners = try #require(reply.object["scanners"] as? [[String: Any]], "\(reply.text)")
        return scanners.contains { $0["scan_type"] as? String == "dependency" && $0["available"] as? Bool == true }
    }

    @Test func progressIsStreamedWithAHeaderOrAToken() async throws {
        let service = try await Service()
        let id = try await service.scan(try folderWithAKey())
        let path = "/api/v1/scans/\(id)/events"
        let events = try await service.events(of: id)
        let names = events.map(\.event)
        #expect(names.first == "scan.start" && names.last == "scan.complete")
        #expect(names.contains("scanner.start") && names.contains("scanner.complete"))
        let issued = try await service.client.send("POST", "/api/v1/scans/\(id)/event-token")
        let token = try #require(issued.object["token"] as? String)
        #expect(issued.status == 200 && issued.object["expires_in"] as? Int == 300)
        let anonymous = service.server.client
        #expect(try await anonymous.events("\(path)?event_token=\(token)").rest() == events)
        #expect(try await anonymous.events(path).head.status == 401)
        #expect(try await anonymous.get("/api/v1/scans/\(id)?event_token=\(token)").status == 401)
        #expect(!service.server.logged.contains(token))
    }

    @Test func findingsAreReadAndFiltered() async throws {
        let service = try await Service()
        let id = try await service.scan(try folderWithAKey())
        _ = try await service.events(of: id)
        let all = try await service.findings(of: id)
        let severity = try #require(all.first?["severity"] as? String)
        #expect(all.count == 1 && all[0]["state"] is NSNull)
        let type = try #require(all[0]["scan_type"] as? String)
        for query in ["?severity=\(severity)", "?scan_type=\(type)", "?severity=\(severity)&scan_type=\(type)"] {
            #expect(try await service.findings(of: id, query).count == 1, "\(query)")
        }
        for query in ["?severity=info", "?compliance=NO-SUCH-CONTROL", "?severity=info&scan_type=\(type)"] {
            #expect(try await service.findings(of: id, query).isEmpty, "\(query)")
        }
        #expect(try await service.client.get("/api/v1/scans/\(id)/findings?severity=huge").status == 422)
    }

    @Test func verdictIsSetAndComesWithTheFinding() async throws {
        let service = try await Service()
        let id = try await service.scan(try folderWithAKey())
        _ = try await service.events(of: id)
        let fingerprint = try #require(try await service.findings(of: id).first?["fingerprint"] as? String)
        let reply = try await service.client.send(
            "PATCH", "/api/v1/findings/\(fingerprint)/state", headers: [OverviewTests.json],
            body: Array(#"{"status":"false_positive","note":"made up"}"#.utf8))
        #expect(reply.status == 200 && reply.object["fingerprint"] as? String == fingerprint)
        #expect(reply.object["status"] as? String == "false_positive" && reply.object["note"] as? String == "made up")
        let state = try await service.findings(of: id).first?["state"] as? [String: Any]
        #expect(state?["status"] as? String == "false_positive")
    }

    @Test func twoScansAreCompared() async throws {
        let service = try await Service()
        let folder = try folderWithAKey()
        try folder.write("stays.pem", FakeKey.pem)
        let base = try await service.scan(folder)
        _ = try await service.events(of: base)
        try folder.write("deploy/key.pem", "removed\n")
        try folder.write("new.pem", FakeKey.pem)
        let head = try await service.scan(folder)
        _ = try await service.events(of: head)
        let reply = try await service.client.get("/api/v1/scans/compare?scan_a=\(base)&scan_b=\(head)")
        let files = { (name: String) in
            (reply.object[name] as? [[String: Any]])?.compactMap { $0["file_path"] as? String }
        }
        #expect(files("new") == ["new.pem"])
        #expect(files("fixed") == ["deploy/key.pem"])
        #expect(files("unchanged") == ["stays.pem"])
    }

    @Test func keyIsIssuedAndShownOnce() async throws {
        let service = try await Service()
        let reply = try await service.client.post(
            "/api/v1/keys", json: #"{"name":"ci-runner","scopes":["read","write"]}"#)
        let key = try #require(reply.object["key"] as? String)
        #expect(reply.status == 201 && reply.object["scopes"] as? [String] == ["read", "write"])
        let holder = OverviewTests.Service.client(service.server, key: key)
        #expect(try await holder.get("/api/v1/scans").status == 200)
        #expect(try await holder.post("/api/v1/keys", json: #"{"name":"another"}"#).status == 403)
        #expect(try await !service.client.get("/api/v1/keys").text.contains(key))
        #expect(!service.server.logged.contains(key))
    }

    @Test func webhookIsCreatedAndItsSecretShownOnce() async throws {
        let service = try await Service()
        let reply = try await service.client.post(
            "/api/v1/webhooks",
            json: #"""
                {"name":"ops-pager","url":"https://hooks.example.com/x","event_filter":["scan.complete","scan.failed"]}
                """#)
        let id = try #require(reply.object["id"] as? String, "\(reply.text)")
        let secret = try #require(reply.object["secret"] as? String)
        #expect(reply.status == 201 && reply.object["enabled"] as? Bool == true)
        let text = try await service.client.get("/api/v1/webhooks").text
        #expect(text.contains(id) && !text.contains(secret))
    }

    @Test func documentationIsForEveryone() async throws {
        let service = try await Service()
        let document = try await service.server.client.get("/openapi.json")
        #expect((document.object["openapi"] as? String)?.hasPrefix("3.1") == true)
        for path in ["/docs", "/redoc"] {
            let page = try await service.server.client.get(path)
            #expect(page.status == 200 && page["Content-Type"]?.hasPrefix("text/html") == true, "\(path)")
        }
    }

    @Test func everyRouteIsOnBothMountsAndTheOldOneWarns() async throws {
        let service = try await Service()
        let document = try await service.server.client.get("/openapi.json").object
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        var count = 0
        for (template, operations) in paths where template.hasPrefix("/api/v1/") {
            let path = template.replacing(/\{[a-z]+\}/) { _ in "00000000-0000-4000-8000-000000000000" }
            let legacyPath = path.replacing("/api/v1/", with: "/api/")
            for method in operations.keys.map({ $0.uppercased() }) {
                // What would change something is sent without a key, so that it is refused alike.
                let client = method == "GET" ? service.client : service.server.client
                let current = try await client.send(method, path)
                let legacy = try await client.send(method, legacyPath)
                #expect(legacy.status == current.status && current.status != 405, "\(method) \(path)")
                #expect(legacy["Deprecation"] == "true", "\(method) \(legacyPath)")
                #expect(legacy["Sunset"] == "Thu, 31 Dec 2026 23:59:59 GMT")
                #expect(legacy["Link"]?.contains("<\(path)>; rel=\"successor-version\"") == true)
                #expect(current["Deprecation"] == nil && current["Sunset"] == nil, "\(method) \(path)")
                count += 1
            }
        }
        #expect(count > 30)
    }
}
