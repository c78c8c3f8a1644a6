import Foundation
import TestSupport
import Testing

/// Rules of a team, from the target and from the operator's folder, and the command about rules.
@Suite(.timeLimit(.minutes(2))) struct TeamRulesTests {
    private let rule = """
        rules:
          - id: Acme.no_raw
            title: Raw rendering
            message: $X is not escaped
            severity: CRITICAL
            languages: [python]
            metadata: {cwe: [CWE-79], confidence: high}
            help: Use render.
            pattern: render_raw($X)

        """
    private let broken = """
        rules:
          - {id: acme.broken, message: m, severity: LOW, languages: [python], pattern: f(, }
          - {id: acme.odd, message: m, severity: LOW, languages: [python], pattern: f(), colour: red}

        """

    private func target(_ rules: [String: String] = [:]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("app.py", "def show(name):\n    return render_raw(name)\n")
        for (name, text) in rules { try folder.write(".securescan/rules/" + name, text) }
        return folder
    }

    private func notes(_ scan: [String: Any]) -> [String] {
        (scan["notes"] as? [[String: Any]])?.filter { $0["scanner"] as? String == "code" }
            .compactMap { $0["message"] as? String } ?? []
    }

    @Test func theOperatorsRulesAreInFindingsLikeAnyOther() async throws {
        let installation = try Installation.complete()
        let (folder, rules) = (try target(), try TemporaryFolder())
        try rules.write("sub/acme.yml", rule)
        let result = try await installation.run(
            ["scan", folder.path, "--type", "code", "--format", "json"],
            environment: ["SECURESCAN_RULES_DIR": rules.path])
        #expect(result.status == 0, "\(result.errors)")
        let finding = try #require(result.findings.first)
        #expect(result.findings.count == 1)
        #expect(finding["rule_id"] as? String == "code.team.acme.no-raw")
        #expect(finding["title"] as? String == "Raw rendering" && finding["severity"] as? String == "critical")
        #expect(finding["cwe"] as? String == "CWE-79" && finding["confidence"] as? String == "high")
        #expect((finding["remediation"] as? String)?.hasPrefix("Use render.") == true)
        #expect(finding["description"] as? String == "name is not escaped")
        #expect(notes(result.scan) == [])
        withExtendedLifetime((folder, rules)) {}
    }

    @Test func aTargetsRulesCountOnlyWhereItIsTrusted() async throws {
        let installation = try Installation.complete()
        let folder = try target(["acme.yml": rule])
        let wary = try await installation.scan(folder, "--type", "code")
        #expect(wary.findings.isEmpty)
        #expect(notes(wary.scan).count == 1 && notes(wary.scan)[0].contains(".securescan/rules/acme.yml"))
        let trusting = try await installation.scan(folder, "--type", "code", "--target-rules")
        #expect(trusting.findings.map { $0["rule_id"] as? String } == ["code.team.acme.no-raw"])
        #expect(notes(trusting.scan) == [])
    }

    @Test func aServerTrustsTargetsWhenItIsTold() async throws {
        for (value, expected) in [("0", 0), ("1", 1)] {
            let installation = try Installation.complete()
            let folder = try target(["acme.yml": rule])
            let server = try await ServerProcess.start(
                installation, environment: ["SECURESCAN_TARGET_RULES": value])
            server.keep(folder)
            let id = try await server.post(["target_path": folder.path, "scan_types": ["code"]])
            _ = try await server.events(of: id)
            #expect(try await server.findings(id).count == expected)
            #expect(notes(try await server.scan(id)).isEmpty == (expected == 1))
        }
    }

    @Test func aRuleThatCannotBeUsedIsNamedAndTheOthersAreUsed() async throws {
        let folder = try target(["acme.yml": rule, "broken.yml": broken])
        let result = try await Installation.complete().scan(folder, "--type", "code", "--target-rules")
        #expect(result.status == 0)
        #expect(result.findings.map { $0["rule_id"] as? String } == ["code.team.acme.no-raw"])
        let notes = notes(result.scan)
        #expect(notes.count == 2, "\(notes)")
        #expect(
            notes.contains { $0.contains(".securescan/rules/broken.yml:2: acme.broken: the pattern cannot be parsed") })
        #expect(
            notes.contains { $0.contains(".securescan/rules/broken.yml:3: acme.odd: the key colour is not supported") })
    }

    /// A rule that came with the newer side says nothing new about old code.
    @Test func aComparisonUsesTheSameRulesForBothSides() async throws {
        let folder = try target()
        let git = { (arguments: [String]) in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
            process.arguments =
                ["-C", folder.path, "-c", "user.name=a", "-c", "user.email=a@example.org"] + arguments
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
        }
        try git(["init", "-q", "-b", "main"])
        try git(["add", "-A"])
        try git(["commit", "-qm", "old"])
        try folder.write(".securescan/rules/acme.yml", rule)
        try folder.write(
            "app.py", "def show(name):\n    return render_raw(name)\n\ndef more(x):\n    return render_raw(x)\n")
        try git(["add", "-A"])
        try git(["commit", "-qm", "new"])
        let result = try await Installation.complete().scan(
            folder, "--type", "code", "--target-rules", "--ref", "main", "--base-ref", "main~1")
        #expect(result.findings.map { $0["line_start"] as? Int } == [5])
    }

    @Test func listShowsOwnRulesAndThoseOfTheOperator() async throws {
        let installation = try Installation.complete()
        let rules = try TemporaryFolder()
        try rules.write("acme.yml", rule)
        let result = try await installation.run(
            ["rules", "list", "--language", "python", "--json"], environment: ["SECURESCAN_RULES_DIR": rules.path])
        let list = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
        let ids = list.compactMap { $0["id"] as? String }
        #expect(result.status == 0 && ids.last == "code.team.acme.no-raw" && ids.contains("code.python.sql-injection"))
        let other = try await installation.run(["rules", "list", "--language", "cobol"])
        #expect(other.status == 2 && other.errors.contains("no language is called cobol"))
        withExtendedLifetime(rules) {}
    }

    @Test func validateAndTestTellByTheirStatus() async throws {
        let installation = try Installation.complete()
        let rules = try TemporaryFolder()
        try rules.write("good/acme.yml", rule)
        try rules.write("good/acme.py", "# ruleid: Acme.no_raw\nrender_raw(x)\n")
        try rules.write("bad/broken.yml", broken)
        try rules.write("wrong/acme.yml", rule)
        try rules.write("wrong/acme.py", "render_raw(x)\n")
        func status(_ command: String, _ path: String) async throws -> Int32 {
            try await installation.run(["rules", command, rules.path + "/" + path]).status
        }
        #expect(try await status("validate", "good") == 0)
        #expect(try await status("test", "good") == 0)
        #expect(try await status("validate", "bad") == 1)
        #expect(try await status("test", "bad") == 1)
        #expect(try await status("test", "wrong") == 1)
        #expect(try await status("validate", "nowhere") == 2)
        withExtendedLifetime(rules) {}
    }
}
