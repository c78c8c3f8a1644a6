import Foundation
import TestSupport
import Testing

/// `securescan keys`, alone and beside a running server.
@Suite(.timeLimit(.minutes(10))) struct KeysTests {
    private static var form: Regex<Substring> { /ssk_[A-Za-z0-9]{10}_[A-Za-z0-9_-]{32}\n/ }
    private static let required = [
        "SECURESCAN_AUTH_REQUIRED": "1", "SECURESCAN_EVENT_TOKEN_SECRET": "0123456789abcdef",
    ]

    /// Makes a key; its text.
    private func create(_ installation: Installation, _ arguments: String...) async throws -> String {
        let result = try await installation.run(["keys", "create", "--name", "ci"] + arguments)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.wholeMatch(of: KeysTests.form) != nil)
        return String(result.output.dropLast())
    }

    @Test func keyIsAloneOnStandardOutputAndListedWithoutItsSecret() async throws {
        let installation = try Installation(plugins: [])
        let first = try await installation.run([
            "keys", "create", "--name", "nightly", "--scope", "read", "--scope", "admin", "--expires-in", "30",
        ])
        #expect(first.status == 0 && first.output.wholeMatch(of: KeysTests.form) != nil)
        #expect(first.errors.contains("read,admin") && first.errors.contains("expires"))
        #expect(!first.errors.contains(first.output.dropLast()))
        let second = try await create(installation)
        let list = try await installation.run(["keys", "list"])
        let lines = list.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].contains(second.prefix(16)) && lines[0].contains("read,write") && lines[0].hasSuffix("ci"))
        #expect(lines[1].contains(first.output.prefix(16)) && lines[1].hasSuffix("nightly"))
        #expect(!list.output.contains(second))
    }

    @Test func keyIsRevokedByIDOrPrefix() async throws {
        let installation = try Installation(plugins: [])
        for _ in 0..<2 { _ = try await create(installation) }
        let lines = try await installation.run(["keys", "list"]).output.split(separator: "\n")
        let fields = lines.map { $0.split(separator: " ") }
        for name in [fields[0][0], fields[1][1], fields[1][1]] {
            #expect(try await installation.run(["keys", "revoke", String(name)]).status == 0)
        }
        let list = try await installation.run(["keys", "list"]).output
        #expect(list.split(separator: "\n").allSatisfy { $0.contains("revoked") })
        let unknown = try await installation.run(["keys", "revoke", "nothing"])
        #expect(unknown.status == 2 && unknown.errors.contains("nothing is no key"))
    }

    @Test(arguments: [
        ["create"], ["create", "--name", ""], ["create", "--name", "n", "--scope", "root"],
        ["create", "--name", "n", "--expires-in", "0"], ["revoke"],
    ])
    func mistakesMakeNoKey(arguments: [String]) async throws {
        let installation = try Installation(plugins: [])
        let result = try await installation.run(["keys"] + arguments)
        #expect(result.status == 2 && result.output.isEmpty && !result.errors.isEmpty)
        #expect(try await installation.run(["keys", "list"]).output.isEmpty)
    }

    @Test func lastAdminKeyStaysWhereOneIsRequired() async throws {
        let installation = try Installation(plugins: [])
        let key = try await create(installation, "--scope", "admin")
        let prefix = String(key.prefix(16))
        let kept = try await installation.run(["keys", "revoke", prefix], environment: KeysTests.required)
        #expect(kept.status == 2 && kept.errors.contains("last admin key"))
        #expect(try await installation.run(["keys", "revoke", prefix]).status == 0)
    }

    @Test func requiredCredentialsAreMissingUntilTheFirstKeyIsMade() async throws {
        let installation = try Installation()
        let missing = try await installation.run(["serve", "--port", "0"], environment: KeysTests.required)
        #expect(missing.status == 2 && missing.errors.contains("securescan keys create --name NAME --scope admin"))
        let secret = try await installation.run(
            ["serve", "--port", "0"], environment: ["SECURESCAN_AUTH_REQUIRED": "1", "SECURESCAN_API_KEY": "s3cret"])
        #expect(secret.status == 2 && secret.errors.contains("SECURESCAN_EVENT_TOKEN_SECRET"))
        let key = try await create(installation, "--scope", "admin")
        let server = try await ServerProcess.start(installation, environment: KeysTests.required)
        #expect(try await server.client.get("/api/v1/plugins").status == 401)
        #expect(try await server.client.get("/api/v1/plugins", headers: [("X-API-Key", key)]).status == 200)
        #expect(!server.logged.contains("No credentials are configured"))
    }

    @Test func runningServerFollowsWithinASecond() async throws {
        let installation = try Installation()
        let server = try await ServerProcess.start(installation)
        #expect(server.logged.contains("No credentials are configured"))
        #expect(try await server.client.get("/api/v1/plugins").status == 200)
        let key = try await create(installation)
        let headers = [("X-API-Key", key)]
        try await KeysTests.withinASecond { try await server.client.get("/api/v1/plugins").status == 401 }
        #expect(try await server.client.get("/api/v1/plugins", headers: headers).status == 200)
        #expect(try await installation.run(["keys", "revoke", String(key.prefix(16))]).status == 0)
        try await KeysTests.withinASecond {
            try await server.client.get("/api/v1/plugins", headers: headers).status == 401
        }
        #expect(await server.stop(with: SIGTERM) == 0)
        let list = try await installation.run(["keys", "list"]).output
        #expect(list.contains("revoked") && !list.contains("never used"))
        #expect(!server.logged.contains(key))
    }

    private static func withinASecond(_ condition: () async throws -> Bool) async throws {
        let start = ContinuousClock.now
        while try await !condition() { try #require(ContinuousClock.now - start < .seconds(1), "it does not hold") }
    }
}
