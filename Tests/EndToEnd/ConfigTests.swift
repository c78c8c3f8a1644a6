import Foundation
import TestSupport
import Testing

/// Settings as an operator meets them: `config check`, `--config`, and a server that refuses nonsense.
@Suite(.timeLimit(.minutes(10))) struct ConfigTests {
    private func line(_ setting: String, in output: String) -> [Substring]? {
        output.split(separator: "\n").first { $0.hasPrefix(setting + " ") }?.split(separator: " ")
    }

    @Test func checkShowsEverySettingAndWhereItComesFrom() async throws {
        let installation = try Installation()
        let file = try installation.folder.write("securescan.yaml", "max_scans: 4\nport: 1234\n")
        let result = try await installation.run(
            ["config", "check", "--config", file, "--port", "4321"],
            environment: ["SECURESCAN_MAX_SSE": "7", "SECURESCAN_API_KEY": "the-s3cret"])
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        #expect(line("SECURESCAN_MAX_SCANS", in: result.output) == ["SECURESCAN_MAX_SCANS", "4", "file", "\(file):1"])
        #expect(line("SECURESCAN_PORT", in: result.output) == ["SECURESCAN_PORT", "4321", "flag", "--port"])
        #expect(line("SECURESCAN_MAX_SSE", in: result.output) == ["SECURESCAN_MAX_SSE", "7", "environment"])
        #expect(line("SECURESCAN_MAX_DEPTH", in: result.output) == ["SECURESCAN_MAX_DEPTH", "512", "default"])
        #expect(line("SECURESCAN_API_KEY", in: result.output) == ["SECURESCAN_API_KEY", "********", "environment"])
        #expect(!result.output.contains("the-s3cret"))
        #expect(line("SECURESCAN_DB_PATH", in: result.output)?.contains(Substring(installation.database)) == true)
    }

    @Test func checkExplainsEveryMistake() async throws {
        let installation = try Installation()
        let file = try installation.folder.write("securescan.yaml", "max_scan: 4\napi_key: the-s3cret\n")
        let result = try await installation.run(
            ["config", "check"],
            environment: [
                "SECURESCAN_CONFIG": file, "SECURESCAN_MAX_SSE": "none", "SECURESCAN_LOG_LEVEL": "loud",
                "SECURESCAN_MAX_SCANZ": "1",
            ])
        #expect(result.status == 2)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 5, "\(result.errors)")
        for part in [
            "warning: 'SECURESCAN_MAX_SCANZ' is no setting", "did you mean max_scans?", "chmod 600",
            "SECURESCAN_MAX_SSE is 'none'", "SECURESCAN_LOG_LEVEL is 'loud'",
        ] {
            #expect(lines.contains { $0.contains(part) }, "\(part)")
        }
        #expect(!(result.output + result.errors).contains("the-s3cret"))
        #expect(result.output.contains("SECURESCAN_MAX_DEPTH"))
    }

    @Test func checkTellsWhatOnlyTheServerRefuses() async throws {
        let result = try await Installation().run(["config", "check"], environment: ["SECURESCAN_AUTH_REQUIRED": "1"])
        #expect(result.status == 2 && result.errors.contains("SECURESCAN_EVENT_TOKEN_SECRET must be, too"))
    }

    @Test(arguments: [
        ["SECURESCAN_MAX_SCANS": "many"], ["SECURESCAN_PORT": "65536"], ["SECURESCAN_LOG_FORMAT": "xml"],
        ["SECURESCAN_CORS_ORIGINS": "example.org"], ["SECURESCAN_HASH_KEY": "short"],
        ["SECURESCAN_CONTENT_MEMORY": "1 MiB"], ["SECURESCAN_CONFIG": "/nowhere/at/all.yaml"],
    ])
    func theServerRefusesNonsenseWithOneSentence(variables: [String: String]) async throws {
        let installation = try Installation()
        let result = try await installation.run(["serve"], environment: variables)
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("securescan: "), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1 && !result.errors.contains(". "))
        #expect(!FileManager.default.fileExists(atPath: installation.database))
    }

    @Test func ofSeveralMistakesTheServerTellsOne() async throws {
        let variables = ["SECURESCAN_MAX_SCANS": "many", "SECURESCAN_MAX_SSE": "none", "SECURESCAN_MAX_FILES": "0"]
        let result = try await Installation().run(["serve"], environment: variables)
        #expect(result.status == 2)
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(result.errors.contains("(securescan config check explains this and 2 more)"))
    }

    @Test func everyCommandTakesTheFile() async throws {
        let installation = try Installation()
        let file = try installation.folder.write("bad.yaml", "max_findings: many\n")
        let commands = [
            ["scan", "/tmp"], ["plugin", "list"], ["plugin", "inspect", "/tmp"], ["keys", "list"],
            ["keys", "create", "--name", "n"], ["keys", "revoke", "x"], ["serve"], ["config", "check"],
        ]
        for command in commands {
            let result = try await installation.run(command + ["--config", file])
            #expect(result.status == 2 && result.errors.contains("bad.yaml:1: max_findings is 'many'"), "\(command)")
        }
    }

    @Test func theServerFollowsTheFileAndWarnsOfStrangeVariables() async throws {
        let installation = try Installation()
        let file = try installation.folder.write("securescan.yaml", "max_body_bytes: 1 KiB\n")
        let server = try await ServerProcess.start(
            installation, environment: ["SECURESCAN_CONFIG": file, "SECURESCAN_MAX_SCAN": "3"])
        let body = #"{"target_path":"\#(String(repeating: "x", count: 2000))"}"#
        #expect(try await server.client.post("/api/v1/scans", json: body).status == 413)
        #expect(server.logged.contains("did you mean SECURESCAN_MAX_SCANS?"))
    }

    @Test func theDatabaseCanBeNamed() async throws {
        let installation = try Installation()
        let file = installation.folder.path + "/other.db"
        let check = try await installation.run(["config", "check", "--database", file])
        #expect(
            line("SECURESCAN_DB_PATH", in: check.output) == ["SECURESCAN_DB_PATH", "\(file)", "flag", "--database"])
        let refused = try await installation.run(["serve", "--database", file, "--host", "0.0.0.0"])
        #expect(refused.status == 2)
        #expect(FileManager.default.fileExists(atPath: file))
        #expect(!FileManager.default.fileExists(atPath: installation.database))
    }
}
