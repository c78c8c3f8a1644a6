import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct ValidationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var body: String
        var type: String
        var location: String
        var message: String?
        var testDescription: String { "\(type) at \(location)" }
    }

    static let long = String(repeating: "x", count: 4097)

    static let bodies = [
        Case(body: "", type: "missing", location: #"["body"]"#, message: "Field required"),
        Case(
            body: "{", type: "json_invalid", location: #"["body"]"#,
            message: "JSON decode error: expected a key in double quotes at byte 1"),
        Case(body: #"{"target_path":"\ud800"}"#, type: "json_invalid", location: #"["body"]"#),
        Case(body: "{\"a\":1e400}", type: "json_invalid", location: #"["body"]"#),
        Case(body: "[]", type: "model_attributes_type", location: #"["body"]"#),
        Case(body: "null", type: "model_attributes_type", location: #"["body"]"#),
        Case(body: #""text""#, type: "model_attributes_type", location: #"["body"]"#),
        Case(body: "{}", type: "missing", location: #"["body","target_path"]"#, message: "Field required"),
        Case(body: #"{"target_path":5}"#, type: "string_type", location: #"["body","target_path"]"#),
        Case(body: #"{"target_path":null}"#, type: "string_type", location: #"["body","target_path"]"#),
        Case(
            body: #"{"target_path":""}"#, type: "string_too_short", location: #"["body","target_path"]"#,
            message: "String should have at least 1 character"),
        Case(
            body: #"{"target_path":"\#(long)"}"#, type: "string_too_long", location: #"["body","target_path"]"#,
            message: "String should have at most 4096 characters"),
        Case(
            body: #"{"target_path":"a\u0000b"}"#, type: "value_error", location: #"["body","target_path"]"#,
            message: "String must not contain NUL"),
        Case(body: #"{"target_path":"/","scan_types":"code"}"#, type: "list_type", location: #"["body","scan_types"]"#),
        Case(body: #"{"target_path":"/","scan_types":null}"#, type: "list_type", location: #"["body","scan_types"]"#),
        Case(
            body: #"{"target_path":"/","scan_types":[]}"#, type: "too_short", location: #"["body","scan_types"]"#,
            message: "List should have at least 1 item after validation, not 0"),
        Case(
            body: #"{"target_path":"/","scan_types":["code","dast"]}"#, type: "enum",
            location: #"["body","scan_types",1]"#, message: "Input should be 'code' or 'secrets'"),
        Case(
            body: #"{"target_path":"/","scan_types":[7]}"#, type: "string_type",
            location: #"["body","scan_types",0]"#),
        Case(body: #"{"target_path":"/","history":"maybe"}"#, type: "bool_parsing", location: #"["body","history"]"#),
        Case(body: #"{"target_path":"/","ref":7}"#, type: "string_type", location: #"["body","ref"]"#),
        Case(
            body: #"{"target_path":"/","target_url":"file:///etc"}"#, type: "value_error",
            location: #"["body","target_url"]"#, message: "URL must be http(s)"),
        Case(
            body: #"{"target_path":"/","target_host":"a/b"}"#, type: "value_error",
            location: #"["body","target_host"]"#),
        Case(
            body: #"{"target_path":"/","options":[]}"#, type: "model_attributes_type",
            location: #"["body","options"]"#),
        Case(
            body: #"{"target_path":"/","options":{"code":7}}"#, type: "model_attributes_type",
            location: #"["body","options","code"]"#),
        Case(
            body: #"{"target_path":"/","options":{"cod":{}}}"#, type: "enum", location: #"["body","options","cod"]"#,
            message: "Key should be 'code', 'broken' or 'secrets'"),
    ]

    @Test(arguments: bodies)
    func badBodyIsRefused(_ example: Case) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post("/api/v1/scans", json: example.body)
            #expect(reply.status == 422)
            #expect(reply.text.hasPrefix(#"{"detail":[{"type":"\#(example.type)","loc":\#(example.location),"msg":"#))
            if let message = example.message { #expect(reply.text.contains(#""msg":"\#(message)","input":"#)) }
            #expect((reply.object["detail"] as? [Any])?.count == 1)
            #expect(try await server.store.pendingScans().isEmpty)
        }
    }

    @Test func allViolationsAreToldAtOnce() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post(
                "/api/v1/scans", json: #"{"scan_types":["x","code",1],"history":0,"ref":""}"#)
            let found = (reply.object["detail"] as? [[String: Any]] ?? []).compactMap { $0["type"] as? String }
            #expect(found == ["missing", "enum", "string_type", "string_too_short", "bool_parsing"])
        }
    }

    @Test func offendingInputIsEchoed() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post(
                "/api/v1/scans", json: #"{"target_path":{"b":[1,2.5,null,true],"a":"é\n"}}"#)
            #expect(reply.text.contains(#""input":{"a":"é\n","b":[1,2.5,null,true]}"#))
        }
    }

    @Test(arguments: [nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application"])
    func bodyMustBeDeclaredAsJSON(type: String?) async throws {
        try await TestServer.with { server in
            let body = #"{"target_path":"/srv/app"}"#
            let reply = try await server.client.send(
                "POST", "/api/v1/scans", headers: type.map { [("Content-Type", $0)] } ?? [], body: Array(body.utf8))
            #expect(reply.status == 422)
            #expect(reply.text.hasPrefix(#"{"detail":[{"type":"model_attributes_type","loc":["body"]"#))
        }
    }

    @Test(arguments: [
        "application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json", "application/json;",
    ])
    func jsonMayBeDeclaredInSeveralWays(type: String) async throws {
        try await TestServer.with { server in
            let body = #"{"target_path":"/srv/app"}"#
            let reply = try await server.client.send(
                "POST", "/api/v1/scans", headers: [("Content-Type", type)], body: Array(body.utf8))
            #expect(reply.status == 200)
        }
    }

    @Test func deepNestingIsRefusedNotFatal() async throws {
        try await TestServer.with { server in
            for depth in [100, 200, 100_000] {
                let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
                let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":\#(nested)}"#)
                #expect(reply.status == 422)
            }
        }
    }

    @Test func theLastOfEqualKeysCounts() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/a","target_path":"/b"}"#)
            #expect(reply.object["target_path"] as? String == "/b")
        }
    }

    struct Query: Sendable, CustomTestStringConvertible {
        var query: String
        var type: String
        var testDescription: String { query }
    }

    @Test(arguments: [
        Query(query: "limit=abc", type: "int_parsing"), Query(query: "limit=", type: "int_parsing"),
        Query(query: "limit", type: "int_parsing"), Query(query: "limit=1.5", type: "int_parsing"),
        Query(query: "limit=0", type: "greater_than_equal"), Query(query: "limit=-3", type: "greater_than_equal"),
        Query(query: "limit=501", type: "less_than_equal"),
        Query(query: "limit=99999999999999999999", type: "less_than_equal"),
        Query(query: "status=done", type: "enum"), Query(query: "status=", type: "enum"),
        Query(query: "target=", type: "string_too_short"), Query(query: "cursor=", type: "string_too_short"),
        Query(query: "target=%00", type: "value_error"), Query(query: "limit=5&limit=x", type: "int_parsing"),
    ])
    func badQueryIsRefused(_ example: Query) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/scans?\(example.query)")
            #expect(reply.status == 422)
            let name = example.query.prefix { $0 != "=" }
            #expect(reply.text.hasPrefix(#"{"detail":[{"type":"\#(example.type)","loc":["query","\#(name)"]"#))
        }
    }

    @Test(arguments: [
        "limit=1", "limit=500", "limit=%35", "nothing=of&interest", "limit=x&limit=5", "&&", "status=failed",
    ])
    func goodQueryIsTaken(query: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/scans?\(query)")
            #expect(reply.status == 200)
        }
    }

    @Test(arguments: [
        Query(query: "severity=fatal", type: "enum"), Query(query: "severity=", type: "enum"),
        Query(query: "scan_type=dast", type: "enum"), Query(query: "status=open", type: "enum"),
        Query(query: "limit=10001", type: "less_than_equal"), Query(query: "q=", type: "string_too_short"),
        Query(query: "compliance=", type: "string_too_short"), Query(query: "cursor=!", type: "value_error"),
    ])
    func badFindingFilterIsRefused(_ example: Query) async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            let reply = try await server.client.get("/api/v1/scans/\(scan.id)/findings?\(example.query)")
            #expect(reply.status == 422)
            #expect(reply.text.hasPrefix(#"{"detail":[{"type":"\#(example.type)","loc":["query","#))
        }
    }
}
