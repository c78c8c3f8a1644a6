import Foundation
import HTTPTypes
import Model
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct RouteTableTests {
    /// As the contract lists them.
    static let scopes: [String: Scope] = [
        "GET /": .public, "GET /health": .public, "GET /ready": .public,
        "POST /scans": .write, "GET /scans": .read, "GET /scans/{id}": .read, "DELETE /scans/{id}": .write,
        "POST /scans/{id}/cancel": .write, "GET /scans/{id}/summary": .read, "GET /scans/{id}/findings": .read,
        "GET /scans/{id}/events": .read, "GET /dashboard/status": .read, "GET /plugins": .read,
        "POST /scans/{id}/event-token": .read, "POST /keys": .admin, "GET /keys": .admin, "DELETE /keys/{id}": .admin,
        "GET /keys/me": .key,
        "GET /plugins/{id}": .read, "GET /plugins/{id}/rules": .read,
        "GET /metrics": .read, "GET /scans/compare": .read, "GET /scans/{id}/sbom": .read,
        "PATCH /findings/{fp}/state": .write,
        "GET /findings/{fp}/state": .read,
        "GET /findings/{fp}/comments": .read, "POST /findings/{fp}/comments": .write,
        "DELETE /findings/{fp}/comments/{cid}": .write, "GET /dashboard/stats": .read,
        "GET /dashboard/trends": .read, "GET /dashboard/browse": .read, "GET /browse": .read,
        "POST /webhooks": .admin, "GET /webhooks": .admin, "GET /webhooks/{id}": .admin, "PATCH /webhooks/{id}": .admin,
        "DELETE /webhooks/{id}": .admin, "GET /webhooks/{id}/deliveries": .admin, "POST /webhooks/{id}/test": .admin,
        "GET /notifications": .read, "GET /notifications/unread-count": .read,
        "PATCH /notifications/{id}/read": .write, "PATCH /notifications/read-all": .write,
        "GET /compliance/frameworks": .read, "GET /compliance/frameworks/{id}": .read,
        "GET /compliance/coverage": .read,
    ]

    @Test func everyRouteDeclaresWhatItIsAndWhoMayUseIt() async throws {
        try await TestServer.with { server in
            let routes = server.server.routes.root + server.server.routes.api
            for route in routes {
                #expect(!route.summary.isEmpty, "\(route.path)")
                #expect(!route.tag.isEmpty, "\(route.path)")
                #expect(route.query.allSatisfy { !$0.summary.isEmpty }, "\(route.path)")
                let name = "\(route.method.rawValue) \(route.path)"
                guard route.tag != "Documentation" else { continue }
                #expect(RouteTableTests.scopes[name] == route.scope, "\(name)")
            }
            #expect(server.server.routes.api.allSatisfy { $0.scope != .public || $0.tag == "Documentation" })
            let names = routes.map { "\($0.method.rawValue) \($0.path)" }
            #expect(Set(RouteTableTests.scopes.keys).isSubset(of: names))
        }
    }

    @Test func bothMountsAnswerAlike() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1)])
            for path in ["/scans", "/scans/\(scan.id)", "/scans/\(scan.id)/findings", "/plugins"] {
                let current = try await server.client.get("/api/v1\(path)")
                let legacy = try await server.client.get("/api\(path)")
                #expect(current.status == 200)
                #expect(legacy.status == 200)
                #expect(current.body == legacy.body)
            }
        }
    }

    /// Whatever stands in its place, an id that is none has the same answer on every route below it.
    @Test(arguments: ["%00", "%ff", "%", "%zz", "a%00b", "..%2f..", "nope"])
    func anyMalformedScanIDIsAnUnknownScan(id: String) async throws {
        try await TestServer.with { server in
            for path in ["/\(id)", "/\(id)/findings", "/\(id)/summary", "/\(id)/events"] {
                let reply = try await server.client.get("/api/v1/scans" + path)
                #expect(reply.status == 404, "\(path)")
                #expect(reply.text == #"{"detail":"Scan not found"}"#, "\(path)")
            }
        }
    }

    @Test(arguments: ["/api/scans", "/api/scans/nope", "/api/nowhere", "/api/scans?limit=0", "/api"])
    func legacyAnswersTellOfTheirEnd(path: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get(path)
            #expect(reply["Deprecation"] == "true")
            #expect(reply["Sunset"] == "Thu, 31 Dec 2026 23:59:59 GMT")
            let successor = "/api/v1" + path.dropFirst("/api".count)
            #expect(reply["Link"] == "<\(successor)>; rel=\"successor-version\"")
        }
    }

    @Test(arguments: ["/api/v1/scans", "/api/v1/scans/nope", "/api/v1", "/health", "/apiary", "/"])
    func otherAnswersDoNot(path: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get(path)
            #expect(reply["Deprecation"] == nil)
            #expect(reply["Sunset"] == nil)
            #expect(reply["Link"] == nil)
        }
    }

    @Test func successorLinkCannotBeBrokenOutOf() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/scans?q=a>;\"b<c'd")
            #expect(reply["Link"] == "</api/v1/scans?q=a%3E;%22b%3Cc'd>; rel=\"successor-version\"")
        }
    }

    @Test func sunsetIsConfigurable() async throws {
        try await TestServer.with {
            $0.sunset = HTTPDate(year: 2027, month: 3, day: 1)
        } _: { server in
            let reply = try await server.client.get("/api/scans")
            #expect(reply["Sunset"] == "Mon, 01 Mar 2027 23:59:59 GMT")
        }
    }

    @Test(arguments: ["/", "/health", "/api/v1/scans", "/api/v1/plugins", "/api/scans", "/api/v1/nowhere"])
    func headAnswersAsGetWithoutBody(path: String) async throws {
        try await TestServer.with { server in
            let get = try await server.client.get(path)
            let head = try await server.client.send("HEAD", path)
            #expect(head.status == get.status)
            #expect(head.body.isEmpty)
            #expect(head["Content-Length"] == String(get.body.count))
            #expect(head["Content-Type"] == get["Content-Type"])
        }
    }

    @Test func headLeavesTheConnectionUsable() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<1500).map { .numbered($0) })
            let streamed = "HEAD /api/v1/scans/\(scan.id)/findings HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let last = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let text = try await server.client.exchange(raw: streamed + last)
            let answers = text.components(separatedBy: "\r\n\r\n")
            #expect(answers.count == 3)
            #expect(
                answers[0].contains("Transfer-Encoding: chunked") || answers[0].contains("transfer-encoding: chunked"))
            #expect(answers[1].hasPrefix("HTTP/1.1 200"))
            #expect(answers[2] == #"{"status":"ok"}"#)
        }
    }

    @Test func otherMethodsAreRefusedWithWhatIsAllowed() async throws {
        try await TestServer.with { server in
            let cases = [
                ("PUT", "/api/v1/scans", "GET, HEAD, POST"), ("POST", "/api/v1/plugins", "GET, HEAD"),
                ("PATCH", "/api/scans/abc", "GET, HEAD, DELETE"), ("GET", "/api/v1/scans/abc/cancel", "POST"),
                ("OPTIONS", "/api/v1/scans", "GET, HEAD, POST"), ("POST", "/health", "GET, HEAD"),
                ("PROPFIND", "/ready", "GET, HEAD"),
            ]
            for (method, path, allowed) in cases {
                let reply = try await server.client.send(method, path)
                #expect(reply.status == 405, "\(method) \(path)")
                #expect(reply["Allow"] == allowed)
                #expect(reply.text == #"{"detail":"Method Not Allowed"}"#)
            }
        }
    }

    @Test func trailingSlashMakesNoDifference() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            for path in ["/api/v1/scans", "/api/v1/scans/\(scan.id)", "/api/plugins/code/rules", "/health"] {
                let reply = try await server.client.get(path + "/")
                #expect(reply.status == 200, "\(path)/")
                #expect(reply.body == (try await server.client.get(path)).body)
            }
            #expect(try await server.client.get("/api/v1/scans//").status == 404)
        }
    }

    @Test(arguments: [
        "/nowhere", "/api/v1/nowhere", "/api/v1//scans", "/api/v2/scans", "/api/v1/scans/a/b/c", "/api/v1/%zz",
        "/api/v1/sc%", "/api/v1/%ff%fe", "/api/v1/plugins/..%2f", "/api/v1/../v1/scans",
    ])
    func unknownPathsAreNotFound(path: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get(path)
            #expect(reply.status == 404)
            if !path.contains("plugins") { #expect(reply.text == #"{"detail":"Not Found"}"#) }
        }
    }

    @Test func encodedPathsAreDecoded() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/plug%69ns/%63ode")
            #expect(reply.object["id"] as? String == "code")
        }
    }

    @Test func brokenQueryIsABadRequest() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/scans?target=%zz")
            #expect(reply.status == 400)
            #expect(reply.text == #"{"detail":"Invalid percent-encoding in the query string"}"#)
        }
    }

    @Test func absoluteFormIsUnderstood() async throws {
        try await TestServer.with { server in
            let health = try await server.client.get("http://127.0.0.1:1/health")
            #expect(health.text == #"{"status":"ok"}"#)
            let index = try await server.client.get("http://127.0.0.1")
            #expect(index.object["name"] as? String == "SecureScan API")
        }
    }
}
