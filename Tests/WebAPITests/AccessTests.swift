import HTTPTypes
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

/// Every route with every kind of credential.
@Suite(.timeLimit(.minutes(10)))
struct AccessTests {
    enum Holder: CaseIterable { case nobody, bogus, read, write, admin, environment, revoked, expired }

    /// What a caller who may use the route gets for a request without a body about something that does not exist.
    static let reached = [
        "POST /scans": 422, "GET /scans": 200, "GET /scans/{id}": 404, "DELETE /scans/{id}": 404,
        "POST /scans/{id}/cancel": 404, "GET /scans/{id}/summary": 404, "GET /scans/{id}/findings": 404,
        "GET /scans/{id}/events": 404, "POST /scans/{id}/event-token": 404, "GET /dashboard/status": 200,
        "GET /plugins": 200, "GET /plugins/{id}": 404, "GET /plugins/{id}/rules": 404, "POST /keys": 422,
        "GET /keys": 200, "DELETE /keys/{id}": 404, "GET /keys/me": 200, "GET /scans/compare": 422,
        "GET /scans/{id}/sbom": 404,
        "PATCH /findings/{fp}/state": 422, "GET /findings/{fp}/state": 404, "GET /findings/{fp}/comments": 200,
        "POST /findings/{fp}/comments": 422, "DELETE /findings/{fp}/comments/{cid}": 404, "GET /dashboard/stats": 200,
        "GET /dashboard/trends": 200, "GET /dashboard/browse": 200, "GET /browse": 200,
        "POST /webhooks": 422, "GET /webhooks": 200, "GET /webhooks/{id}": 404, "PATCH /webhooks/{id}": 422,
        "DELETE /webhooks/{id}": 404, "GET /webhooks/{id}/deliveries": 404, "POST /webhooks/{id}/test": 404,
        "GET /notifications": 200, "GET /notifications/unread-count": 200, "PATCH /notifications/{id}/read": 404,
        "PATCH /notifications/read-all": 200, "GET /metrics": 200,
        "GET /compliance/frameworks": 200, "GET /compliance/frameworks/{id}": 404, "GET /compliance/coverage": 422,
    ]

    private static let environmentKey = "key-of-the-environment"

    /// By the contract's table; nil where the route itself decides.
    private static func refusal(of holder: Holder, _ scope: Scope) -> Int? {
        switch (holder, scope) {
        case (_, .public): nil
        case (.nobody, _), (.bogus, _), (.revoked, _), (.expired, _): 401
        case (.admin, _), (.environment, _), (_, .key), (.read, .read), (.write, .write): nil
        default: 403
        }
    }

    private static func expected(_ holder: Holder, _ route: Route) -> Int? {
        if let refusal = refusal(of: holder, route.scope) { return refusal }
        if route.scope == .key && holder == .environment { return 404 }
        return reached["\(route.method.rawValue) \(route.path)"]
    }

    private func headers(_ server: TestServer) async throws -> [Holder: [(String, String)]] {
        let revoked = try await server.key(.admin)
        _ = try await server.store.revokeKey(id: revoked.key.id, keepingAdmin: false, at: .now())
        return [
            .nobody: [], .bogus: [("X-API-Key", "ssk_abcdefghij_" + String(repeating: "x", count: 32))],
            .read: try await server.key(.read).header, .write: try await server.key(.write).header,
            .admin: try await server.key(.admin).header,
            .environment: [("Authorization", "Bearer \(AccessTests.environmentKey)")], .revoked: revoked.header,
            .expired: try await server.key(.admin, expiresAt: Timestamp(microseconds: 1)).header,
        ]
    }

    @Test func everyRouteAnswersEveryCallerAsTheContractSays() async throws {
        try await TestServer.with {
            $0.apiKey = AccessTests.environmentKey
        } _: { server in
            let headers = try await headers(server)
            let routes = server.server.routes.api.filter { $0.tag != "Documentation" }
            #expect(Set(AccessTests.reached.keys) == Set(routes.map { "\($0.method.rawValue) \($0.path)" }))
            for route in routes {
                let path = route.path.description.replacing(/\{\w+\}/, with: "00000000-0000-4000-8000-000000000000")
                for holder in Holder.allCases {
                    for mount in ["/api/v1", "/api"] {
                        let reply = try await server.client.send(
                            route.method.rawValue, mount + path, headers: headers[holder] ?? [])
                        let what: Comment = "\(holder): \(route.method.rawValue) \(mount)\(route.path)"
                        if let status = AccessTests.expected(holder, route) {
                            #expect(reply.status == status, what)
                        } else {
                            #expect(![401, 403, 404, 405].contains(reply.status), what)
                        }
                        try AccessTests.checkRefusal(reply, holder, route.scope, what)
                    }
                }
            }
        }
    }

    private static func checkRefusal(_ reply: HTTPReply, _ holder: Holder, _ scope: Scope, _ what: Comment) throws {
        let detail = reply.object["detail"] as? String
        switch reply.status {
        case 401:
            #expect(detail == (holder == .nobody ? "X-API-Key header required" : "Invalid API key"), what)
            #expect(reply["WWW-Authenticate"] == "Bearer", what)
        case 403: #expect(detail == "Requires scope: \(scope.rawValue)", what)
        default: #expect(reply["WWW-Authenticate"] == nil, what)
        }
    }

    @Test(arguments: ["/", "/health", "/ready", "/openapi.json", "/docs", "/redoc", "/api/v1/openapi.json"])
    func publicRoutesNeverLookAtCredentials(path: String) async throws {
        try await TestServer.with {
            $0.apiKey = "secret"
        } _: { server in
            let reply = try await server.client.get(path)
            #expect(reply.status == 200)
            #expect(try await server.client.get(path, headers: [("X-API-Key", "wrong")]).status == 200)
            #expect(server.log.lines(of: "securescan.request").allSatisfy { $0["principal"] as? String == "anonymous" })
        }
    }

    @Test func unknownPathsAndMethodsAreToldToAnyone() async throws {
        try await TestServer.with {
            $0.apiKey = "secret"
        } _: { server in
            let reply = try await server.client.get("/api/v1/nowhere")
            #expect(reply.status == 404)
            #expect(try await server.client.send("PUT", "/api/v1/scans").status == 405)
            #expect(try await server.client.send("HEAD", "/api/v1/scans").status == 401)
            #expect(try await server.client.send("DELETE", "/api/v1/keys/me").status == 405)
        }
    }

    @Test func authorisationComesBeforeValidation() async throws {
        try await TestServer.with { server in
            let reader = try await server.key(.read)
            let writer = try await server.key(.write)
            for json in ["{", "{}", #"{"target_path":7}"#] {
                let reply = try await server.client.post("/api/v1/scans", json: json, headers: reader.header)
                #expect(reply.status == 403 && !reply.text.contains("target_path"))
                #expect(try await server.client.post("/api/v1/scans", json: json).status == 401)
                #expect(try await server.client.post("/api/v1/scans", json: json, headers: writer.header).status == 422)
            }
            #expect(try await server.client.get("/api/v1/scans?limit=x", headers: writer.header).status == 403)
            #expect(try await server.client.get("/api/v1/scans?limit=%zz", headers: writer.header).status == 403)
        }
    }

    @Test func webPagesOfOtherNamesAreTurnedAwayWhileThereAreNoCredentials() async throws {
        @Sendable func status(_ server: TestServer, host: String, header: String = "") async throws -> Int? {
            let text = try await server.client.exchange(
                raw: "GET /api/v1/plugins HTTP/1.1\r\nHost: \(host)\r\n\(header)Connection: close\r\n\r\n")
            return Int(text.dropFirst("HTTP/1.1 ".count).prefix(3))
        }
        try await TestServer.with { server in
            for host in ["localhost", "LocalHost:8000", "127.0.0.1:80", "127.1.2.3", "[::1]:9"] {
                #expect(try await status(server, host: host) == 200, "\(host)")
            }
            for host in ["evil.example", "localhost.evil.example:8000", "192.168.0.1", "[::2]:80", "127.0.0.1.nip.io"] {
                #expect(try await status(server, host: host) == 421, "\(host)")
            }
            let key = try await server.key(.read)
            let header = "X-API-Key: \(key.text)\r\n"
            #expect(try await status(server, host: "scans.example", header: header) == 200)
            #expect(try await status(server, host: "scans.example") == 401)
        }
        try await TestServer.with {
            $0.allowInsecureBind = true
        } _: { server in
            let answer = try await status(server, host: "scans.example")
            #expect(answer == 200)
        }
    }
}
