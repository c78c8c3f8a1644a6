import Foundation
import HTTPTypes
import Model
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct DocumentationTests {
    @Test func documentDescribesEveryRoute() async throws {
        try await TestServer.with { server in
            let document = try await server.client.get("/openapi.json").object
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            var identifiers: Set<String> = []
            for route in server.server.routes.api where route.tag != "Documentation" {
                let operation = try #require(paths["/api/v1\(route.path)"]?[route.method.rawValue.lowercased()])
                #expect(operation["summary"] as? String == route.summary)
                #expect(operation["x-scope"] as? String == route.scope.rawValue)
                let parameters = operation["parameters"] as? [[String: Any]] ?? []
                #expect(
                    parameters.compactMap { $0["name"] as? String } == route.path.parameters + route.query.map(\.name))
                #expect((operation["responses"] as? [String: Any])?[String(route.answer.status)] != nil)
                #expect((operation["requestBody"] != nil) == (route.body != nil))
                #expect(identifiers.insert(try #require(operation["operationId"] as? String)).inserted)
            }
            for path in ["/", "/health", "/ready", "/openapi.json"] { #expect(paths[path] != nil) }
        }
    }

    @Test func everyReferenceInTheDocumentHasATarget() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/openapi.json")
            let components = try #require(reply.object["components"] as? [String: [String: Any]])
            let names = Set(try #require(components["schemas"]).keys)
            let references = reply.text.components(separatedBy: "#/components/schemas/").dropFirst()
                .map { String($0.prefix { $0 != "\"" }) }
            #expect(references.count > 10)
            #expect(Set(references) == names)
            #expect(!reply.text.contains(#""enum":[]"#))
        }
    }

    @Test func documentTellsHowToAuthenticate() async throws {
        try await TestServer.with { server in
            let document = try await server.client.get("/openapi.json").object
            let components = try #require(document["components"] as? [String: [String: Any]])
            #expect(Set(try #require(components["securitySchemes"]).keys) == ["ApiKey", "Bearer", "EventToken"])
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            func security(_ method: String, _ path: String) -> [[String: [String]]]? {
                paths[path]?[method]?["security"] as? [[String: [String]]]
            }
            func statuses(_ method: String, _ path: String) -> Set<String> {
                Set((paths[path]?[method]?["responses"] as? [String: Any] ?? [:]).keys)
            }
            #expect(security("get", "/health") == [])
            #expect(security("post", "/api/v1/scans") == [["ApiKey": ["write"]], ["Bearer": ["write"]]])
            #expect(security("get", "/api/v1/keys/me") == [["ApiKey": []], ["Bearer": []]])
            #expect(security("get", "/api/v1/scans/{id}/events")?.last == ["EventToken": []])
            #expect(statuses("post", "/api/v1/scans").isSuperset(of: ["401", "403", "422", "429"]))
            #expect(
                statuses("get", "/api/v1/keys/me") == [
                    "200", "400", "401", "404", "408", "414", "417", "421", "431", "500", "501", "503",
                ])
            #expect(statuses("post", "/api/v1/keys").isSuperset(of: ["201", "401", "403", "422"]))
            #expect(statuses("get", "/health") == ["200"])
        }
    }

    @Test func answersAboutKeysHaveTheMembersThatAreDescribed() async throws {
        try await TestServer.with { server in
            let key = try await server.key(.admin)
            let issued = try await server.client.post("/api/v1/keys", json: #"{"name":"n"}"#, headers: key.header)
            let mine = try await server.client.get("/api/v1/keys/me", headers: key.header)
            for (schema, reply) in [(KeySchemas.issued, issued), (KeySchemas.key, mine)] {
                var found: [Violation] = []
                let body = try JSONDecoder().decode(JSONValue.self, from: Data(reply.body))
                DocumentationTests.compare(body, schema, "keys", &found)
                #expect(found.isEmpty)
            }
        }
    }

    @Test func typesInTheDocumentAreThoseThatAreLoaded() async throws {
        try await TestServer.with { server in
            let text = try await server.client.get("/openapi.json").text
            #expect(
                text.contains(
                    #""scan_types":{"type":"array","minItems":1,"items":{"type":"string","enum":["code","secrets"]}"#))
        }
    }

    /// What is described must be what is sent, member by member.
    @Test func answersHaveTheMembersThatAreDescribed() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1)])
            let cases: [(Schema, String)] = [
                (ScanSchemas.scan, "/scans/\(scan.id)"), (ScanSchemas.summary, "/scans/\(scan.id)/summary"),
                (FindingSchemas.findingWithState, "/scans/\(scan.id)/findings"), (PluginSchemas.plugin, "/plugins"),
                (PluginSchemas.pluginDetails, "/plugins/code"), (PluginSchemas.rule, "/plugins/code/rules"),
                (PluginSchemas.scannerStatus, "/dashboard/status"),
            ]
            for (schema, path) in cases {
                let reply = try await server.client.get("/api/v1\(path)")
                var found: [Violation] = []
                let body = try JSONDecoder().decode(JSONValue.self, from: Data(reply.body))
                let elements = if case .array(let elements) = body { elements } else { [body] }
                for element in elements { DocumentationTests.compare(element, schema, path, &found) }
                #expect(found.isEmpty, "\(path)")
            }
        }
    }

    private static func compare(_ value: JSONValue, _ schema: Schema, _ path: String, _ found: inout [Violation]) {
        schema.check(value, at: .body, &found)
        guard case .named(_, .object(let properties)) = schema, case .object(let members) = value else { return }
        #expect(Set(properties.map(\.name)) == Set(members.keys), "\(path)")
    }

    @Test(arguments: [
        ("/docs", "text/html; charset=utf-8"), ("/redoc", "text/html; charset=utf-8"),
        ("/docs/app.js", "text/javascript; charset=utf-8"), ("/docs/style.css", "text/css; charset=utf-8"),
    ])
    func pagesNeedNothingFromElsewhere(path: String, type: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get(path)
            #expect(reply.status == 200)
            #expect(reply["Content-Type"] == type)
            #expect(!reply.text.contains("//cdn") && !reply.text.contains("https://"))
            #expect(reply["X-Request-ID"] != nil)
            guard type.hasPrefix("text/html") else { return }
            let policy = try #require(reply["Content-Security-Policy"])
            #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
            #expect(!reply.text.contains("<style") && !reply.text.contains("style=") && !reply.text.contains("onclick"))
        }
    }

    @Test func referenceShowsEveryOperation() async throws {
        try await TestServer.with { server in
            let text = try await server.client.get("/redoc").text
            for route in server.server.routes.api where route.tag != "Documentation" {
                #expect(text.contains("<code>/api/v1\(route.path)</code>"))
            }
        }
    }

    @Test func pagesOnlyReadTheDocumentAsText() throws {
        let script = String(decoding: PackageResources.app_js, as: UTF8.self)
        #expect(!script.contains("innerHTML") && !script.contains("eval("))
    }
}
