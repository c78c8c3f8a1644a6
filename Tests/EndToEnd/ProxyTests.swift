import Foundation
import TestSupport
import Testing

/// Who the client is when a proxy stands before the server: what `SECURESCAN_TRUSTED_PROXIES` says reaches the log.
@Suite(.timeLimit(.minutes(10))) struct ProxyTests {
    /// The header is what a proxy sends that appended to a forged one.
    @Test(arguments: [
        ("127.0.0.1", "198.51.100.7"), ("10.0.0.0/8, 127.0.0.0/8", "198.51.100.7"), ("10.0.0.0/8", "127.0.0.1"),
        ("", "127.0.0.1"),
    ])
    func clientIsNamedByTrustedProxiesOnly(proxies: String, client: String) async throws {
        let server = try await ServerProcess.start(
            try Installation(plugins: []), environment: ["SECURESCAN_TRUSTED_PROXIES": proxies])
        let headers = [("X-Forwarded-For", "203.0.113.9, 198.51.100.7"), ("X-Request-ID", "through-the-proxy")]
        #expect(try await server.client.get("/api/v1/scans", headers: headers).status == 200)
        let line = try await server.logLine(with: "through-the-proxy")
        #expect(line["client"] as? String == client)
    }

    @Test func whatIsNoAddressStopsTheStart() async throws {
        let result = try await Installation(plugins: []).run(
            ["serve", "--port", "0"], environment: ["SECURESCAN_TRUSTED_PROXIES": "proxy.example.org"])
        #expect(result.status == 2 && result.errors.contains("SECURESCAN_TRUSTED_PROXIES"))
        #expect(result.errors.contains("proxy.example.org"))
    }
}
