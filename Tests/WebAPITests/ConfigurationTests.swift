import TestSupport
import Testing

@testable import WebAPI

struct ConfigurationTests {
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
        let date = try #require(HTTPDate(day: day))
        #expect(date.text == expected + " 23:59:59 GMT" && date.isoDay == day)
    }
}
