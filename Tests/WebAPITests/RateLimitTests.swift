import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct RateLimitTests {
    private static let body = #"{"target_path":"/srv/app"}"#

    private static func post(
        _ server: TestServer, _ headers: [(String, String)] = [], json: String = body, path: String = "/api/v1/scans"
    ) async throws -> HTTPReply {
        try await server.client.post(path, json: json, headers: headers)
    }

    @Test func freshCallerSeesWhatIsLeft() async throws {
        let clock = TestClock()
        try await TestServer.with {
            $0.now = clock.now
        } _: { server in
            let reply = try await RateLimitTests.post(server)
            #expect(reply.status == 200)
            #expect(reply["X-RateLimit-Limit"] == "60")
            #expect(reply["X-RateLimit-Remaining"] == "59")
            #expect(reply["X-RateLimit-Reset"] == String(clock.now().microseconds / 1_000_000 + 1))
            let legacy = try await RateLimitTests.post(server, path: "/api/scans")
            #expect(legacy["X-RateLimit-Remaining"] == "58")
        }
    }

    @Test func otherRoutesAreNotCounted() async throws {
        try await TestServer.with { server in
            for path in ["/api/v1/scans", "/api/v1/plugins", "/health", "/api/v1/nowhere"] {
                #expect(try await server.client.get(path)["X-RateLimit-Limit"] == nil)
            }
            let reply = try await server.client.send("PUT", "/api/v1/scans")
            #expect(reply["X-RateLimit-Limit"] == nil)
        }
    }

    @Test func tooManyCallsAreRefusedAndComeBackContinuously() async throws {
        let clock = TestClock()
        try await TestServer.with {
            $0.now = clock.now
            $0.rateLimit = RateLimit(perMinute: 6, burst: 2)
        } _: { server in
            for left in (0..<6).reversed() {
                #expect(try await RateLimitTests.post(server)["X-RateLimit-Remaining"] == String(left))
            }
            clock.advance(seconds: 3.5)
            let reply = try await RateLimitTests.post(server)
            #expect(reply.status == 429)
            #expect(reply["Retry-After"] == "7")
            #expect(reply["X-RateLimit-Remaining"] == "0")
            #expect(reply["X-RateLimit-Limit"] == "6")
            #expect(reply.text == #"{"detail":"Rate limit exceeded","retry_after":7,"limit_per_min":6}"#)
            #expect(try await server.store.pendingScans().count == 6)
            clock.advance(seconds: 6.5)
            #expect(try await RateLimitTests.post(server).status == 200)
            #expect(try await RateLimitTests.post(server).status == 429)
        }
    }

    @Test func everyAnswerTellsAndOnlyLetInCallsCost() async throws {
        let clock = TestClock()
        try await TestServer.with {
            $0.now = clock.now
            $0.maximumBodyBytes = 1024
        } _: { server in
            let reader = try await server.key(.read)
            let writer = try await server.key(.write)
            #expect(try await RateLimitTests.post(server, writer.header)["X-RateLimit-Remaining"] == "59")
            for json in ["{", #"{"target_path":"/missing"}"#, String(repeating: " ", count: 2000)] {
                let reply = try await RateLimitTests.post(server, writer.header, json: json)
                #expect([422, 400, 413].contains(reply.status) && reply["X-RateLimit-Remaining"] != nil)
            }
            #expect(try await RateLimitTests.post(server, writer.header)["X-RateLimit-Remaining"] == "55")
            for (headers, status) in [(reader.header, 403), ([], 401), ([("X-API-Key", "x")], 401)] {
                for _ in 0..<3 {
                    let reply = try await RateLimitTests.post(server, headers)
                    #expect(reply.status == status)
                    #expect(reply["X-RateLimit-Remaining"] == "60" && reply["X-RateLimit-Limit"] == "60")
                }
            }
        }
    }

    @Test func eachPrincipalHasItsOwnBucketWhateverHeaderItSends() async throws {
        try await TestServer.with {
            $0.apiKey = "s3cret"
            $0.rateLimit = RateLimit(perMinute: 1, burst: 2)
        } _: { server in
            let key = try await server.key(.write)
            let bearer = [("Authorization", "Bearer \(key.text)")]
            #expect(try await RateLimitTests.post(server, key.header)["X-RateLimit-Remaining"] == "1")
            #expect(try await RateLimitTests.post(server, bearer)["X-RateLimit-Remaining"] == "0")
            #expect(try await RateLimitTests.post(server, key.header).status == 429)
            #expect(try await RateLimitTests.post(server, [("X-API-Key", "s3cret")]).status == 200)
            #expect(try await RateLimitTests.post(server, try await server.key(.write).header).status == 200)
        }
    }

    @Test func addressesAreToldApartWhileThereAreNoCredentials() async throws {
        try await TestServer.with {
            $0.rateLimit = RateLimit(perMinute: 1, burst: 1)
            $0.trustedProxies = [AddressBlock("127.0.0.0/8")].compactMap(\.self)
        } _: { server in
            for (address, status) in [("192.0.2.1", 200), ("192.0.2.1", 429), ("192.0.2.2", 200)] {
                let reply = try await RateLimitTests.post(server, [("X-Forwarded-For", address)])
                #expect(reply.status == status)
                #expect(server.log.lines(of: "securescan.request").last?["client"] as? String == address)
            }
        }
    }

    @Test func limitCanBeSwitchedOff() async throws {
        try await TestServer.with {
            $0.rateLimit = nil
        } _: { server in
            for _ in 0..<70 {
                let reply = try await RateLimitTests.post(server)
                #expect(reply.status == 200 && reply["X-RateLimit-Limit"] == nil)
            }
        }
    }

    @Test func bucketsAreBoundedAndTheLeastRecentlyUsedGoes() throws {
        let clock = TestClock()
        let limiter = RateLimiter(RateLimit(perMinute: 2, burst: 1, callers: 3), now: clock.now)
        for name in ["a", "b", "c", "a", "d"] { _ = try limiter.take(name) }
        #expect(limiter.look(at: "a").remaining == 0)
        #expect(limiter.look(at: "b").remaining == 2, "b was not forgotten")
        #expect(limiter.look(at: "c").remaining == 1)
        #expect(limiter.look(at: "d").remaining == 1)
        #expect(throws: RateLimitExceeded.self) { try limiter.take("a") }
    }

    @Test func clockMayGoBackAndFarAhead() throws {
        let clock = TestClock()
        let limiter = RateLimiter(RateLimit(perMinute: 1_000_000, burst: 1), now: clock.now)
        _ = try limiter.take("a")
        clock.advance(seconds: -3600)
        #expect(try limiter.take("a").remaining == 999_998)
        clock.advance(seconds: 1e9)
        #expect(try limiter.take("a").remaining == 999_999)
    }

    /// Against a list that is kept in the plainest way.
    @Test func leastRecentlyUsedKeepsTheNewest() {
        var numbers = SystemRandomNumberGenerator()
        for limit in [1, 2, 3, 7] {
            var cache = LeastRecentlyUsed<Int, Int>(limit: limit)
            var plain: [Int] = []
            for step in 0..<2000 {
                let key = Int.random(in: 0..<12, using: &numbers)
                cache.set(step, for: key)
                plain = Array((plain.filter { $0 != key } + [key]).suffix(limit))
                #expect(cache[key] == step)
                #expect((0..<12).filter { cache[$0] != nil } == plain.sorted())
            }
        }
    }
}
