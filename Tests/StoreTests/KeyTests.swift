import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct KeyTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    private static func time(_ seconds: Int64) -> Timestamp { Timestamp(microseconds: seconds * 1_000_000) }

    private func make(_ scopes: APIKey.Scope..., at seconds: Int64 = 1, until: Int64? = nil) async throws -> IssuedKey {
        try await store.createKey(
            name: "ci", scopes: scopes, expiresAt: until.map(Self.time), at: Self.time(seconds))
    }

    @Test func textHasTheDocumentedFormAndIsNowhereInTheDatabase() async throws {
        for _ in 0..<50 {
            let issued = try await make(.read)
            #expect(issued.text.wholeMatch(of: /ssk_[A-Za-z0-9]{10}_[A-Za-z0-9_-]{32}/) != nil)
            #expect(issued.key.prefix == String(issued.text.prefix(16)))
            #expect(
                try store.count("api_keys WHERE salt || digest || name || id LIKE '%\(issued.text.suffix(20))%'") == 0)
        }
        #expect(Set(try await store.keys().map(\.prefix)).count == 50)
    }

    @Test func keysAreReadBackNewestFirst() async throws {
        let first = try await make(.write, .read, .read, at: 5).key
        let second = try await make(.admin, at: 6, until: 60).key
        let third = try await make(.admin, at: 6).key
        #expect(first.scopes == [.read, .write])
        #expect(try await store.keys() == [third, second, first])
        #expect(try await store.key(second.id) == second)
        #expect(try await store.key(second.prefix) == second)
        #expect(try await store.key("nothing") == nil)
    }

    @Test func onlyTheRightTextIsRecognised() async throws {
        let issued = try await make(.read)
        let other = try await make(.read)
        let stored = try #require(try await store.unrevokedKeys().first { $0.key.id == issued.key.id })
        #expect(stored.key == issued.key)
        #expect(stored.secret.accepts(issued.text))
        for text in [other.text, "", issued.text + "x", String(issued.text.dropLast()), issued.key.prefix] {
            #expect(!stored.secret.accepts(text))
        }
        #expect(!SecretDigest.decoy.accepts(issued.text) && !SecretDigest.decoy.accepts(""))
    }

    @Test func revokedKeyStaysListedWithItsFirstTime() async throws {
        let key = try await make(.read).key
        for seconds in [7, 8] as [Int64] {
            #expect(try await store.revokeKey(id: key.id, keepingAdmin: true, at: Self.time(seconds)) == .revoked)
        }
        #expect(try await store.keys().first?.revokedAt == Self.time(7))
        #expect(try await store.unrevokedKeys().isEmpty)
        #expect(try await store.revokeKey(id: "unknown", keepingAdmin: false, at: Self.time(9)) == .notFound)
    }

    @Test func lastAdminIsKeptWhereOneIsNeeded() async throws {
        let expired = try await make(.admin, until: 5).key
        let reader = try await make(.read).key
        let admins = [try await make(.admin).key, try await make(.admin, .read).key]
        let now = Self.time(10)
        #expect(try await store.liveAdminKeys(at: now) == 2)
        #expect(try await store.revokeKey(id: admins[0].id, keepingAdmin: true, at: now) == .revoked)
        #expect(try await store.revokeKey(id: admins[1].id, keepingAdmin: true, at: now) == .lastAdmin)
        for id in [admins[0].id, expired.id, reader.id] {
            #expect(try await store.revokeKey(id: id, keepingAdmin: true, at: now) == .revoked)
        }
        #expect(try await store.liveAdminKeys(at: now) == 1)
        #expect(try await store.revokeKey(id: admins[1].id, keepingAdmin: false, at: now) == .revoked)
    }

    @Test func ofTwoRevocationsAtOnceOneFails() async throws {
        let other = try database.open()
        for _ in 0..<20 {
            let keys = [try await make(.admin).key, try await make(.admin).key]
            async let first = store.revokeKey(id: keys[0].id, keepingAdmin: true, at: Self.time(9))
            async let second = other.revokeKey(id: keys[1].id, keepingAdmin: true, at: Self.time(9))
            let outcomes = try await [first, second]
            #expect(outcomes.contains(.revoked) && outcomes.contains(.lastAdmin))
            for key in keys { _ = try await store.revokeKey(id: key.id, keepingAdmin: false, at: Self.time(9)) }
        }
    }

    @Test func useIsNotedAndNeverGoesBack() async throws {
        let keys = [try await make(.read).key, try await make(.read).key]
        try await store.recordUse(of: [keys[0].id: Self.time(30), keys[1].id: Self.time(20), "gone": Self.time(1)])
        try await store.recordUse(of: [keys[0].id: Self.time(10)])
        #expect(try await store.key(keys[0].id)?.lastUsedAt == Self.time(30))
        #expect(try await store.key(keys[1].id)?.lastUsedAt == Self.time(20))
    }

    @Test func expiryIsAMomentNotADay() throws {
        var key = APIKey(id: "i", name: "n", prefix: "p", scopes: [.write], createdAt: Self.time(1))
        #expect(key.isLive(at: Self.time(1 << 40)))
        key.expiresAt = Self.time(10)
        #expect(key.isLive(at: Timestamp(microseconds: 9_999_999)) && !key.isLive(at: Self.time(10)))
        key.revokedAt = Self.time(2)
        #expect(!key.isLive(at: Self.time(3)) && !key.isExpired(at: Self.time(3)))
        #expect(key.allows(.write) && !key.allows(.read) && !key.allows(.admin))
        key.scopes = [.admin]
        #expect(APIKey.Scope.allCases.allSatisfy(key.allows))
    }
}
