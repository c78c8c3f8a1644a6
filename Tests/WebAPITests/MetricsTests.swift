import Model
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct MetricsTests {
    private static func samples(_ text: String) -> [String: Double] {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return lines.reduce(into: [:]) { samples, line in
            guard let space = line.lastIndex(of: " ") else { return }
            samples[String(line[..<space])] = Double(line[line.index(after: space)...])
        }
    }

    @Test(arguments: ["/metrics", "/api/v1/metrics"])
    func requestsAreCountedByRouteAndNotByPath(path: String) async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1, severity: .high)])
            for _ in 0..<3 { _ = try await server.client.get("/api/v1/scans/\(scan.id)") }
            _ = try await server.client.get("/api/v1/scans/nope")
            _ = try await server.client.send("DELETE", "/coffee")
            let reply = try await server.client.get(path)
            #expect(reply["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            let samples = Self.samples(reply.text)
            let requests = "securescan_http_requests_total"
            #expect(samples[requests + #"{method="GET",route="/scans/{id}",status="200"}"#] == 3)
            #expect(samples[requests + #"{method="GET",route="/scans/{id}",status="404"}"#] == 1)
            #expect(samples.keys.contains { $0.hasPrefix(requests + #"{method="any",route="unmatched""#) })
            #expect(!reply.text.contains("coffee") && !reply.text.contains(scan.id))
            let duration = "securescan_http_request_duration_seconds"
            let operation = #"method="GET",route="/scans/{id}""#
            #expect(samples["\(duration)_count{\(operation)}"] == 4)
            #expect(samples["\(duration)_bucket{\(operation),le=\"+Inf\"}"] == 4)
            #expect(samples[#"securescan_scans{status="completed"}"#] == 1)
            #expect(samples[#"securescan_scans{status="running"}"#] == 0)
            #expect(samples[#"securescan_findings{severity="high"}"#] == 1)
            #expect(samples[#"securescan_plugins{state="loaded"}"#] == 2)
            #expect(samples["process_resident_memory_bytes"] ?? 0 > 1_000_000)
            #expect(samples["process_open_fds"] ?? 0 > 3)
        }
    }

    @Test func everyFamilyIsDescribedOnce() async throws {
        try await TestServer.with { server in
            let text = try await server.client.get("/metrics").text
            let types = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
            #expect(types.count == Set(types).count && types.count > 8)
            let names = Set(types.map { String($0.split(separator: " ")[2]) })
            for name in Self.samples(text).keys {
                let base = name.prefix { $0 != "{" }
                let family = ["_bucket", "_sum", "_count"].first { base.hasSuffix($0) }.map { base.dropLast($0.count) }
                #expect(names.contains(String(base)) || names.contains(String(family ?? "")), "\(name)")
            }
        }
    }

    @Test func theScopeReadIsNeededUnlessTheOperatorSaysOtherwise() async throws {
        try await TestServer.with {
            $0.apiKey = "key"
        } _: { server in
            let (without, with) = (server.client, server.sending(key: "key").client)
            let statuses = [try await without.get("/metrics").status, try await with.get("/metrics").status]
            #expect(statuses == [401, 200])
        }
        try await TestServer.with {
            $0.apiKey = "key"
            $0.metricsArePublic = true
        } _: { server in
            let reply = try await server.client.get("/metrics")
            #expect(reply.status == 200)
        }
    }
}
