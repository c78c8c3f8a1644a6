import Foundation
import TestSupport
import Testing

/// `.securescan.yml` and the baseline of a target, as the command line and the server go by them.
@Suite(.timeLimit(.minutes(5))) struct PolicyTests {
    private let installation: Installation
    private let git: GitFixture

    init() throws {
        installation = try Installation()
        git = try GitFixture()
        try git.write("app/key.txt", FakeKey.pem)
        try git.write("app/tests/key.txt", FakeKey.pem)
        try git.commit()
    }

    private func scan(_ arguments: String..., folder: String = "") async throws -> CommandResult {
        try await installation.run(["scan", git.path + folder, "--format", "json"] + arguments)
    }

    private func reasons(_ result: CommandResult) -> [String] {
        (result.json["suppressed"] as? [[String: Any]] ?? []).compactMap { finding in
            let metadata = finding["metadata"] as? [String: Any]
            let reason = metadata?["suppressed_by"] as? [String: Any]
            return reason.map { "\($0["kind"] ?? ""): \($0["reason"] ?? "") (\($0["path"] ?? ""):\($0["line"] ?? ""))" }
        }
    }

    private func notes(_ scan: [String: Any]) -> [String] {
        (scan["notes"] as? [[String: Any]])?.compactMap { $0["message"] as? String } ?? []
    }

    @Test func theConfigurationIsFoundUpToTheTopAndWhatItHidesStaysVisible() async throws {
        try git.write(
            ".securescan.yml",
            """
            ignored_rules:
              - rule: secrets.key.*
                reason: a key for tests
                paths: [app/tests/]
            severity_overrides: {secrets.key.private-key: low}
            fail_on: low

            """)
        let result = try await scan(folder: "/app")
        #expect(result.status == 1, "\(result.errors)")
        #expect(result.findings.compactMap { $0["file_path"] as? String } == ["key.txt"])
        #expect(result.findings.first?["severity"] as? String == "low")
        let original = (result.findings.first?["metadata"] as? [String: Any])?["original_severity"] as? String
        #expect(original == "critical")
        #expect(notes(result.scan).contains { $0.contains("1 passed over by ignored_rules of .securescan.yml") })
        let all = try await scan("--show-suppressed", folder: "/app")
        #expect(all.findings.count == 1)
        #expect(reasons(all) == ["config: a key for tests (.securescan.yml:2)"])
        let own = try await scan("--fail-on", "high")
        #expect(own.status == 0)
        let deaf = try await scan("--no-target-config")
        #expect(deaf.status == 0 && deaf.findings.count == 2)
        #expect(deaf.findings.allSatisfy { $0["severity"] as? String == "critical" })
        #expect(notes(deaf.scan).contains { $0.contains(".securescan.yml was not used") })
    }

    @Test func nothingAboveTheRepositoryAndNoLinkIsFollowed() async throws {
        try git.folder.write(".securescan.yml", "ignored_rules: [{rule: '*', reason: from above}]\n")
        #expect(try await scan().findings.count == 2)
        try git.folder.link(
            String(git.path.dropFirst(git.folder.path.count + 1)) + "/.securescan.yml",
            to: git.folder.path + "/.securescan.yml")
        let linked = try await scan()
        #expect(linked.findings.count == 2)
        #expect(notes(linked.scan).contains { $0.contains("it is a link") })
    }

    @Test func aRefHasTheConfigurationOfItsTreeUnlessAnotherIsNamed() async throws {
        try git.write(".securescan.yml", "ignored_rules: [{rule: '*', reason: of the proposal}]\n")
        try git.commit()
        try git.write(".securescan.yml", "fail_on: nonsense\n")
        #expect(try await scan("--ref", "HEAD").findings.isEmpty)
        #expect(try await scan("--ref", "HEAD~1").findings.count == 2)
        #expect(try await scan("--ref", "HEAD", "--policy-ref", "HEAD~1").findings.count == 2)
        let broken = try await scan()
        #expect(broken.status == 2 && broken.errors.contains(".securescan.yml:1: fail_on is 'nonsense'"))
        #expect(try await scan("--no-target-config").status == 0)
    }

    @Test func excludedPathsAreCountedAndScanTypesRestrict() async throws {
        try git.write(".securescan.yml", "paths: {exclude: [tests/]}\nscan_types: [nonsense]\n")
        let refused = try await scan()
        #expect(refused.status == 2 && refused.errors.contains("unknown type 'nonsense'"))
        let result = try await scan("--type", "secrets")
        #expect(result.findings.count == 1)
        let skipped = (result.scan["target"] as? [String: Any])?["skipped"] as? [String: Int]
        #expect(skipped?["excluded"] == 1)
    }

    @Test(arguments: ["0", "1"]) func aServerGoesByItWhenItIsTold(value: String) async throws {
        try git.write(".securescan.yml", "ignored_rules: [{rule: 'secrets.*', reason: known}]\n")
        let server = try await ServerProcess.start(installation, environment: ["SECURESCAN_TARGET_CONFIG": value])
        let id = try await server.post(["target_path": git.path])
        _ = try await server.events(of: id)
        #expect(try await server.findings(id).count == (value == "1" ? 0 : 2))
        let note = value == "1" ? "2 passed over by ignored_rules" : ".securescan.yml was not used"
        #expect(notes(try await server.scan(id)).contains { $0.contains(note) })
    }

    @Test func aBaselineHidesWhatIsKnownAndItsStaleEntriesAreTold() async throws {
        let written = try await installation.run(["baseline", "write", git.path, "--reason", "older than our rules"])
        #expect(written.status == 0, "\(written.errors)")
        let file = git.path + "/.securescan-baseline.json"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(!text.contains(FakeKey.firstLine) && text.contains("older than our rules"))
        try git.write("new.txt", FakeKey.pem)
        let result = try await scan("--fail-on", "low:new")
        #expect(result.status == 1)
        #expect(result.findings.compactMap { $0["file_path"] as? String } == ["new.txt"])
        #expect(try await installation.run(["baseline", "check", git.path]).status == 0)
        // What is there keeps its reason; what is gone goes.
        try git.write("app/key.txt", "removed\n")
        let check = try await installation.run(["baseline", "check", git.path])
        #expect(check.status == 1 && check.output.contains("app/key.txt"))
        _ = try await installation.run(["baseline", "write", git.path, "--reason", "newer"])
        let again = try String(contentsOfFile: file, encoding: .utf8)
        #expect(again.components(separatedBy: "older than our rules").count == 2)
        #expect(again.components(separatedBy: "\"newer\"").count == 2 && !again.contains("app/key.txt"))
        #expect(try await scan("--fail-on", "low").status == 0)
        #expect(try await scan("--fail-on", "low", "--no-baseline").status == 1)
        #expect(try await scan("--fail-on", "low", "--no-target-config").status == 1)
        #expect(try await scan("--fail-on", "low", "--no-target-config", "--baseline", file).status == 0)
    }

    @Test func aBaselineOfAnotherKeySaysSo() async throws {
        _ = try await installation.run(["baseline", "write", git.path])
        let other = try await installation.run(
            ["scan", git.path, "--format", "json"], environment: ["SECURESCAN_HASH_KEY": "a key of sixteen bytes"])
        #expect(other.findings.count == 2)
        #expect(notes(other.scan).contains { $0.contains("under another key") && $0.contains("SECURESCAN_HASH_KEY") })
    }

    @Test func validateNamesEveryMistake() async throws {
        let run = { (path: String) in try await installation.run(["config", "validate", path]) }
        #expect(try await run(git.path).output.contains("There is no .securescan.yml"))
        try git.write(".securescan.yml", "fail_on: high\npaths: {exclude: [tests/]}\n")
        let good = try await run(git.path + "/app")
        #expect(good.status == 0 && good.output.contains("1 excluded paths; fails on high"))
        try git.write("app/other.yml", "fail_on: hgih\nnothing: 1\n")
        let bad = try await run(git.path + "/app/other.yml")
        #expect(bad.status == 1)
        #expect(bad.errors.contains("other.yml:1: fail_on is 'hgih'") && bad.errors.contains("other.yml:2: 'nothing'"))
        #expect(try await run(git.path + "/nowhere").status == 2)
    }
}

/// Comparisons, staged files and reports that do not depend on the clock.
@Suite(.timeLimit(.minutes(5))) struct PipelineUseTests {
    private let installation: Installation
    private let git: GitFixture

    init() throws {
        installation = try Installation()
        git = try GitFixture()
        try git.write("old.txt", FakeKey.pem)
        try git.write("gone.txt", FakeKey.pem)
        try git.commit()
        try git.git("rm", "-q", "gone.txt")
        try git.write("new.txt", FakeKey.pem)
        try git.commit()
    }

    private func diff(_ arguments: String...) async throws -> CommandResult {
        try await installation.run(["diff", git.path, "--format", "json"] + arguments)
    }

    private func paths(_ result: CommandResult) -> [[String]] {
        ["new", "fixed", "unchanged"].map { part in
            (result.json[part] as? [[String: Any]])?.compactMap { $0["file_path"] as? String } ?? ["none"]
        }
    }

    @Test func twoRefsAreCompared() async throws {
        let result = try await diff("--base", "HEAD~1", "--head", "HEAD")
        #expect(result.status == 0, "\(result.errors)")
        #expect(paths(result) == [["new.txt"], ["gone.txt"], ["old.txt"]])
        #expect((result.json["base"] as? [String: Any])?["commit"] as? String == (try git.git("rev-parse", "HEAD~1")))
        #expect(try await diff("--base", "HEAD~1", "--fail-on", "low:new").status == 1)
        #expect(try await diff("--base", "HEAD", "--fail-on", "low:new").status == 0)
        #expect(try await diff("--base", "HEAD", "--fail-on", "low").status == 1)
        #expect(try await diff("--base", "nowhere").status == 3)
        #expect(try await diff("--head", "HEAD").status == 2)
        let text = try await installation.run(["diff", git.path, "--base", "HEAD~1"])
        #expect(text.output.contains("1 new, 1 fixed, 1 unchanged; HEAD~1 ("))
    }

    @Test func theHeadDecidesForBothSides() async throws {
        try git.write(".securescan.yml", "ignored_rules: [{rule: 'secrets.*', reason: r, paths: [gone.txt]}]\n")
        #expect(paths(try await diff("--base", "HEAD~1")) == [["new.txt"], [], ["old.txt"]])
    }

    @Test func twoReportsAreCompared() async throws {
        let files = ["HEAD~1", "HEAD"].map { ref in installation.folder.path + "/\(ref.utf8.count).json" }
        for (ref, file) in zip(["HEAD~1", "HEAD"], files) {
            _ = try await installation.run(["scan", git.path, "--ref", ref, "--format", "json", "--output", file])
        }
        let result = try await diff("--base-report", files[0], "--head-report", files[1])
        #expect(paths(result) == [["new.txt"], ["gone.txt"], ["old.txt"]])
        #expect(try await diff("--base-report", files[0]).status == 2)
        let nothing = try await diff("--base-report", files[0], "--head-report", "/dev/null")
        #expect(nothing.status == 2 && nothing.errors.contains("no JSON"))
    }

    @Test func sarifOfOursIsCompared() async throws {
        let file = installation.folder.path + "/base.json"
        _ = try await installation.run(["scan", git.path, "--ref", "HEAD~1", "--format", "json", "--output", file])
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file))) as? [String: Any])
        let results = (report["findings"] as? [[String: Any]] ?? []).map { finding -> [String: Any] in
            [
                "ruleId": finding["rule_id"] ?? "", "message": ["text": "m"],
                "partialFingerprints": ["securescan/v1": finding["fingerprint"] ?? ""],
                "properties": ["severity": finding["severity"] ?? ""],
                "locations": [["physicalLocation": ["artifactLocation": ["uri": "gone%2Etxt"]]]],
                "suppressions": [["kind": "external", "justification": "known"]],
            ]
        }
        let sarif = installation.folder.path + "/base.sarif"
        try JSONSerialization.data(withJSONObject: ["version": "2.1.0", "runs": [["results": results]]])
            .write(to: URL(fileURLWithPath: sarif))
        let fixed = try await diff("--base-report", file, "--head-report", sarif)
        #expect(paths(fixed) == [[], [], []])
        let passed = fixed.json["passed_over"] as? [[String: Any]] ?? []
        #expect(passed.count == 2 && passed.allSatisfy { $0["file_path"] as? String == "gone.txt" })
    }

    @Test func stagedIsWhatACommitWouldBring() async throws {
        try git.write("staged.txt", FakeKey.pem)
        try git.git("add", "staged.txt")
        try git.write("staged.txt", "changed after it was staged\n")
        try git.write("unstaged.txt", FakeKey.pem)
        let run = { (arguments: [String]) in
            try await installation.run(["scan", git.path, "--staged", "--format", "json"] + arguments)
        }
        let result = try await run([])
        #expect(result.findings.compactMap { $0["file_path"] as? String } == ["staged.txt"])
        #expect((result.scan["target"] as? [String: Any])?["files"] as? Int == 1)
        let notes = (result.scan["notes"] as? [[String: Any]])?.compactMap { $0["message"] as? String }
        #expect(notes?.contains("Only what is staged and differs from HEAD was scanned.") == true)
        #expect(try await run(["--fail-on", "low:new"]).status == 1)
        // An old finding in a file that is touched is not new.
        try git.write("old.txt", "\n" + FakeKey.pem)
        try git.git("add", "old.txt")
        try git.git("rm", "-qf", "--cached", "staged.txt")
        let touched = try await run([])
        #expect(touched.findings.compactMap { $0["file_path"] as? String } == ["old.txt"])
        #expect(try await run(["--fail-on", "low:new"]).status == 0)
        #expect(try await run(["--fail-on", "low"]).status == 1)
        #expect(try await run(["--ref", "HEAD"]).status == 2)
    }

    /// The configuration that will be committed counts, not the one in the work tree.
    @Test func stagedGoesByTheConfigurationOfTheIndex() async throws {
        try git.write("staged.txt", FakeKey.pem)
        try git.write(".securescan.yml", "ignored_rules: [{rule: 'secrets.*', reason: staged}]\n")
        try git.git("add", "-A")
        try git.write(".securescan.yml", "fail_on: nonsense\n")
        let result = try await installation.run(["scan", git.path, "--staged", "--format", "json"])
        #expect(result.status == 0 && result.findings.isEmpty, "\(result.errors)")
    }

    @Test func twoScansWithTheSameTimeAreTheSameBytes() async throws {
        let complete = try Installation.complete()
        try git.write("package-lock.json", #"{"packages":{"node_modules/lodash":{"version":"4.17.20"}}}"#)
        try git.write("app.py", "import hashlib\nhashlib.md5(b'').hexdigest()\n")
        let fixed = ["SECURESCAN_FAKE_NOW": "2026-01-31T09:05:00Z"]
        for arguments in [
            ["scan", git.path, "--format", "json"], ["scan", git.path, "--show-suppressed", "--format", "json"],
            ["sbom", git.path], ["diff", git.path, "--base", "HEAD", "--format", "json"],
        ] {
            let first = try await complete.run(arguments, environment: fixed)
            let second = try await complete.run(arguments, environment: fixed)
            #expect(!first.output.isEmpty && first.output == second.output, "\(arguments)")
            #expect(arguments[0] == "diff" || first.output.contains("2026-01-31T09:05:00"), "\(arguments)")
        }
        let wrong = try await complete.run(["scan", git.path], environment: ["SECURESCAN_FAKE_NOW": "today"])
        #expect(wrong.status == 2 && wrong.errors.contains("a moment of RFC 3339"))
    }
}
