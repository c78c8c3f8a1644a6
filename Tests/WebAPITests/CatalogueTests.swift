import Model
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct CatalogueTests {
    @Test func pluginsAreListedWithTheirState() async throws {
        try await TestServer.with { server in
            let plugins = try await server.client.get("/api/v1/plugins").array
            #expect(plugins.compactMap { $0["id"] as? String } == ["code", "broken", "secrets"])
            #expect(plugins[1]["state"] as? String == "quarantined")
            #expect(plugins[1]["reason"] as? String == "The library does not match its sha256")
            #expect(
                Set(plugins[0].keys) == [
                    "id", "name", "version", "abi_version", "scan_types", "capabilities", "sha256", "isolation",
                    "state",
                    "reason",
                ])
        }
    }

    @Test func onePluginHasItsDetails() async throws {
        try await TestServer.with { server in
            let plugin = try await server.client.get("/api/v1/plugins/code").object
            #expect(plugin["name"] as? String == "Code patterns")
            #expect(plugin["rules_count"] as? Int == 1)
            #expect((plugin["rules_by_severity"] as? [String: Int])?["high"] == 1)
            #expect(plugin["rule_tags"] as? [String] == ["owasp-a03"])
            #expect(plugin["available"] as? Bool == true)
        }
    }

    @Test func rulesAreListed() async throws {
        try await TestServer.with { server in
            let rules = try await server.client.get("/api/v1/plugins/code/rules")
            #expect(
                rules.text == """
                    [{"id":"code.sql.injection","title":"SQL built from input","severity":"high","cwe":"CWE-89",\
                    "confidence":"medium","help":"Use parameters.","tags":["owasp-a03"]}]
                    """)
            #expect(try await server.client.get("/api/v1/plugins/broken/rules").text == "[]")
        }
    }

    @Test(arguments: ["/api/v1/plugins/nope", "/api/v1/plugins/nope/rules", "/api/plugins/..%2f..%2fetc"])
    func unknownPluginIsNotFound(path: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get(path)
            #expect(reply.status == 404)
            #expect(reply.text == #"{"detail":"Plugin not found"}"#)
        }
    }

    @Test func dashboardShowsEachScanner() async throws {
        try await TestServer.with { server in
            let status = try await server.client.get("/api/v1/dashboard/status").object
            #expect((status["checked_at"] as? String)?.hasSuffix("Z") == true)
            let scanners = try #require(status["scanners"] as? [[String: Any]])
            #expect(scanners.count == 3)
            #expect(scanners[0]["name"] as? String == "code")
            #expect(scanners[0]["scan_type"] as? String == "code")
            #expect(scanners[0]["available"] as? Bool == true)
            #expect(scanners[0]["message"] as? String == "ready")
            #expect(scanners[0]["installable"] as? Bool == false)
            #expect((scanners[0]["checks"] as? [Any])?.isEmpty == true)
            #expect(scanners[1]["available"] as? Bool == false)
            #expect(scanners[1]["message"] as? String == "The library does not match its sha256")
            #expect((scanners[1]["install_hint"] as? String)?.isEmpty == false)
        }
    }
}
