import TestSupport
import Testing

@testable import WebAPI

struct ClientAddressTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.4", false), ("192.168.4.0/22", "192.168.7.255", true),
        ("192.168.4.0/22", "192.168.8.0", false), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("::ffff:10.0.0.1", "10.0.0.1", true),
    ])
    func blockHoldsAddresses(block: String, address: String, expected: Bool) throws {
        #expect(try #require(AddressBlock(block)).contains(try #require(IPAddress(address))) == expected)
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "host", "::/129", "[::1]", "1.2.3.4:80"])
    func otherTextIsNoBlock(text: String) { #expect(AddressBlock(text) == nil) }

    @Test(arguments: [
        (nil, "10.0.0.1"), ("198.51.100.7", "198.51.100.7"), ("203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7, 10.0.0.9", "198.51.100.7"), ("203.0.113.9,unknown,10.0.0.9", "10.0.0.9"),
        ("10.0.0.8, 10.0.0.9", "10.0.0.8"), ("198.51.100.7:4711", "198.51.100.7"), ("[2001:db8::1]:443", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"), ("", "10.0.0.1"), ("rubbish", "10.0.0.1"),
    ])
    func firstFromTheRightThatIsNoProxyIsTheClient(forwarded: String?, expected: String) {
        let proxies = TrustedProxies(blocks: [AddressBlock("10.0.0.0/8")].compactMap(\.self))
        #expect(proxies.client(peer: "10.0.0.1", forwarded: forwarded) == expected)
    }

    @Test func headerOfOthersMeansNothing() async throws {
        let proxies = TrustedProxies(blocks: [AddressBlock("10.0.0.0/8")].compactMap(\.self))
        #expect(proxies.client(peer: "192.0.2.1", forwarded: "1.2.3.4") == "192.0.2.1")
        try await TestServer.with { server in
            _ = try await server.client.get("/api/v1/plugins", headers: [("X-Forwarded-For", "1.2.3.4")])
            #expect(server.log.lines(of: "securescan.request").first?["client"] as? String == "127.0.0.1")
        }
    }

    @Test func severalHeadersAreOneList() async throws {
        try await TestServer.with {
            $0.trustedProxies = [AddressBlock("127.0.0.1")].compactMap(\.self)
        } _: { server in
            let headers = [("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-For", "198.51.100.7")]
            _ = try await server.client.get("/api/v1/plugins", headers: headers)
            #expect(server.log.lines(of: "securescan.request").first?["client"] as? String == "198.51.100.7")
        }
    }
}
