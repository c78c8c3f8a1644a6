import TestSupport
import Testing

@testable import WebAPI

struct ConfigurationTests {
    @Test func environmentChangesTheDefaults() throws {
        let configuration = try APIConfiguration(environment: [
            "SECURESCAN_MAX_BODY_BYTES": "2048", "SECURESCAN_REQUEST_TIMEOUT": "2.5", "SECURESCAN_MAX_SSE": "7",
            "SECURESCAN_CORS_ORIGINS": "https://a.example, http://b.example:8080 ,",
            "SECURESCAN_LEGACY_SUNSET": "2027-01-31",
            "SECURESCAN_ALLOW_INSECURE_BIND": "1", "SECURESCAN_IDLE_TIMEOUT": "",
        ])
        #expect(configuration.maximumBodyBytes == 2048)
        #expect(configuration.requestTimeout == .seconds(2.5))
        #expect(configuration.maximumEventStreams == 7)
        #expect(configuration.corsOrigins == ["https://a.example", "http://b.example:8080"])
        #expect(configuration.sunset.text == "Sun, 31 Jan 2027 23:59:59 GMT")
        #expect(configuration.allowInsecureBind)
        #expect(configuration.idleTimeout == .seconds(60))
    }

    @Test(arguments: [
        ("SECURESCAN_MAX_BODY_BYTES", "many", "a whole number from 1024 to 1073741824"),
        ("SECURESCAN_MAX_SSE", "0", "a whole number from 1 to 1000000"),
        ("SECURESCAN_REQUEST_TIMEOUT", "-1", "a number of seconds above 0 and at most 86400"),
        (
            "SECURESCAN_CORS_ORIGINS", "example.org",
            "'*' or origins such as https://dash.example.org, separated by commas"
        ),
        (
            "SECURESCAN_CORS_ORIGINS", "https://a/b",
            "'*' or origins such as https://dash.example.org, separated by commas"
        ),
        ("SECURESCAN_LEGACY_SUNSET", "2026-02-29", "a date such as 2026-12-31"),
        ("SECURESCAN_LEGACY_SUNSET", "31.12.2026", "a date such as 2026-12-31"),
        ("SECURESCAN_ALLOW_INSECURE_BIND", "perhaps", "1 or 0"),
    ])
    func unusableSettingsAreExplained(name: String, value: String, allowed: String) {
        #expect(throws: ConfigurationError("\(name) is '\(value)'; it must be \(allowed)")) {
            try APIConfiguration(environment: [name: value])
        }
    }

    @Test(arguments: ["127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "::1", "[::1]"])
    func loopbackMayAlwaysBeListenedOn(host: String) throws {
        try BindPolicy.check(host: host, allowInsecureBind: false)
    }

    @Test(arguments: [
        "0.0.0.0", "::", "", "192.168.1.5", "127.0.0.1.example.org", "128.0.0.1", "127.0.0", "127.0.0.256", "myhost",
    ])
    func otherAddressesNeedALeave(host: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try BindPolicy.check(host: host, allowInsecureBind: false)
        }
        #expect(error?.message.contains("SECURESCAN_ALLOW_INSECURE_BIND=1") == true)
        try BindPolicy.check(host: host, allowInsecureBind: true)
    }

    @Test func serverRefusesToListenElsewhere() async throws {
        await #expect(throws: ConfigurationError.self) {
            try await TestServer.with {
                $0.host = "0.0.0.0"
            } _: { _ in
                Issue.record("the server listens")
            }
        }
    }

    @Test func takenPortIsExplained() async throws {
        try await TestServer.with { server in
            let port = server.client.port
            let error = await #expect(throws: ConfigurationError.self) {
                try await TestServer.with {
                    $0.port = port
                } _: { _ in
                    Issue.record("the server listens")
                }
            }
            #expect(error?.message.hasPrefix("Cannot listen on 127.0.0.1:\(port)") == true)
        }
    }

    @Test(arguments: [
        ("2026-12-31", "Thu, 31 Dec 2026"), ("2024-02-29", "Thu, 29 Feb 2024"), ("2000-01-01", "Sat, 01 Jan 2000"),
        ("2100-03-01", "Mon, 01 Mar 2100"),
    ])
    func weekdayIsTheTrueOne(day: String, expected: String) throws {
        #expect(try #require(HTTPDate(day: day)).text == expected + " 23:59:59 GMT")
    }
}
