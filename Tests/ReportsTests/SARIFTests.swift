import Foundation
import Model
import TestSupport
import Testing

@testable import Reports

struct SARIFTests {
    private func results(_ run: [String: Any]) -> [[String: Any]] { run["results"] as? [[String: Any]] ?? [] }

    @Test func aResultNamesItsRuleInThePluginsComponent() async throws {
        let plugin = PluginInfo(
            id: "code", name: "Code", version: "2.0", state: .loaded,
            rules: [Rule(id: "code.rule", title: "A rule", severity: .low, cwes: ["CWE-89"], help: "Do **this**.")])
        let run = try await ReportFixture([ReportFixture.finding(1)]).run(plugins: [plugin])
        let result = try #require(results(run).first)
        let reference = try #require(result["rule"] as? [String: Any])
        let component = try #require((reference["toolComponent"] as? [String: Int])?["index"])
        let tool = try #require(run["tool"] as? [String: Any])
        let plugins = try #require(tool["extensions"] as? [[String: Any]])
        #expect(plugins[component]["name"] as? String == "code" && plugins[component]["version"] as? String == "2.0")
        let rules = try #require(plugins[component]["rules"] as? [[String: Any]])
        let rule = rules[try #require(reference["index"] as? Int)]
        #expect(rule["id"] as? String == result["ruleId"] as? String)
        #expect((rule["help"] as? [String: String])?["markdown"] == "Do **this**.")
        let properties = try #require(rule["properties"] as? [String: Any])
        #expect(properties["tags"] as? [String] == ["security", "external/cwe/cwe-089", "OWASP-A03"])
        #expect(properties["security-severity"] as? String == "8.0")
        let taxa = (run["taxonomies"] as? [[String: Any]])?.first?["taxa"] as? [[String: Any]]
        #expect(taxa?.first?["id"] as? String == "CWE-89")
    }

    @Test func flowsFixesAndSuppressionsAreTold() async throws {
        let flowing = ReportFixture.finding(1, with: ReportFixture.flow.merging(["fix": "walk"]) { $1 })
        var fixture = ReportFixture([flowing])
        fixture.suppressed = [ReportFixture.finding(2, .low, with: ReportFixture.ignored)]
        let all = results(try await fixture.run())
        let flows = (all[0]["codeFlows"] as? [[String: Any]])?.first?["threadFlows"] as? [[String: Any]]
        #expect((flows?.first?["locations"] as? [Any])?.count == 2)
        let change = ((all[0]["fixes"] as? [[String: Any]])?.first?["artifactChanges"] as? [[String: Any]])?.first
        let replacement = (change?["replacements"] as? [[String: Any]])?.first
        #expect((replacement?["insertedContent"] as? [String: String])?["text"] == "walk")
        #expect(all[0]["suppressions"] == nil)
        let suppression = (all[1]["suppressions"] as? [[String: Any]])?.first
        #expect(suppression?["kind"] as? String == "inSource")
        #expect(suppression?["justification"] as? String == "comment: only a test")
    }

    @Test func decisionsSuppressAndAdvisoriesAreRulesOfTheirOwn() async throws {
        var fixture = ReportFixture([ReportFixture.flaw(1, .high), ReportFixture.flaw(2, .low)])
        let print = fixture.findings[1].fingerprint
        fixture.states[print] = FindingState(
            fingerprint: print, status: .acceptedRisk, note: "known", updatedAt: ReportFixture.time, updatedBy: nil)
        let run = try await fixture.run()
        #expect(results(run).compactMap { $0["ruleId"] as? String }.count == 2)
        #expect(Set(results(run).compactMap { $0["ruleId"] as? String }).count == 2)
        #expect((results(run)[1]["suppressions"] as? [[String: Any]])?.first?["kind"] as? String == "external")
        let rules = ((run["tool"] as? [String: Any])?["extensions"] as? [[String: Any]])?.first?["rules"]
        let scores = (rules as? [[String: Any]])?.compactMap { $0["properties"] as? [String: Any] }
            .compactMap { $0["security-severity"] as? String }
        #expect(scores == ["8.1", "2.0"], "the score of an advisory counts where it fits the severity")
    }

    @Test func columnsAreLeftOutWhereBytesAreNotCharacters() async throws {
        let findings = [ReportFixture.finding(1), ReportFixture.finding(2, snippet: "é = run(a)", with: ["fix": "x"])]
        let regions = results(try await ReportFixture(findings).run()).map { result in
            let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
            return place?["region"] as? [String: Any] ?? [:]
        }
        #expect(regions[0]["startColumn"] as? Int == 1 && regions[0]["endColumn"] as? Int == 4)
        #expect(regions[1]["startLine"] as? Int == 3 && regions[1]["startColumn"] == nil)
    }

    @Test func pathsAreReferencesAndTheRemoteIsAnAddress() async throws {
        let run = try await ReportFixture([ReportFixture.finding(1, path: "a b/c:d?#é.py")]).run()
        let place = (results(run)[0]["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        let uri = (place?["artifactLocation"] as? [String: Any])?["uri"] as? String
        #expect(uri == "a%20b/c%3Ad%3F%23%C3%A9.py")
        let origin = (run["versionControlProvenance"] as? [[String: Any]])?.first
        #expect(origin?["repositoryUri"] as? String == "ssh://git@git.example.org/acme/shop.git")
    }

    @Test func theLeastSevereAreLeftOutAndThatIsSaid() async throws {
        let count = ReportLimits.sarifResults + 7
        let findings = (0..<count).map { ReportFixture.finding($0, $0 < 10 ? .low : .high) }
        let run = try await ReportFixture(findings).run()
        #expect(results(run).count == ReportLimits.sarifResults)
        #expect((run["properties"] as? [String: Any])?["findingsLeftOut"] as? Int == 7)
        let told = ((run["invocations"] as? [[String: Any]])?.first?["toolExecutionNotifications"] as? [[String: Any]])?
            .compactMap { ($0["message"] as? [String: String])?["text"] }
        #expect(told?.contains { $0.hasPrefix("7 of \(count) findings are left out") } == true)
    }

    @Test func aRuleHasTwentyTagsAtMost() async throws {
        var finding = ReportFixture.finding(1)
        finding.complianceTags = (0..<50).map { "TAG-\($0)" }
        let run = try await ReportFixture([finding]).run()
        let rules = ((run["tool"] as? [String: Any])?["extensions"] as? [[String: Any]])?.first?["rules"]
        let properties = (rules as? [[String: Any]])?.first?["properties"] as? [String: Any]
        #expect((properties?["tags"] as? [String])?.count == 20 && properties?["tagsLeftOut"] as? Int == 32)
        #expect((results(run)[0]["properties"] as? [String: Any])?["tags"] as? [String] == finding.complianceTags)
    }

    @Test(.enabled(if: SARIFSchema.absence == nil, "\(SARIFSchema.absence ?? "")"))
    func documentsAreValidAgainstTheSchema() async throws {
        var fixture = ReportFixture(
            HostileText.findings + [ReportFixture.flaw(3), ReportFixture.finding(4, with: ReportFixture.flow)])
        fixture.suppressed = [ReportFixture.finding(2, .low, with: ReportFixture.ignored)]
        fixture.scan.scannersFailed = [FailedScanner(name: "code", error: "crashed")]
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".sarif")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try await fixture.bytes("sarif")).write(to: file)
        let problems = try Command.run(
            [SARIFSchema.python, "-c", SARIFSchema.program, SARIFSchema.file, file.path],
            environment: SARIFSchema.environment)
        #expect(problems.isEmpty, "\(problems)")
    }
}

/// The official schema in the folder that `SECURESCAN_SCHEMAS` names, and the Python that `SECURESCAN_PYTHON` names
/// with `jsonschema` in it.
enum SARIFSchema {
    static let python = ProcessInfo.processInfo.environment["SECURESCAN_PYTHON"] ?? "python3"
    static let file =
        (ProcessInfo.processInfo.environment["SECURESCAN_SCHEMAS"] ?? "") + "/sarif/sarif-schema-2.1.0.json"
    static let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }

    static let absence: String? = {
        guard FileManager.default.fileExists(atPath: file) else {
            return "the schema is not there: set SECURESCAN_SCHEMAS to a folder with sarif/sarif-schema-2.1.0.json"
        }
        let found = try? Command.run([python, "-c", "import jsonschema"], environment: environment)
        return found == nil ? "the Python package jsonschema is not there (SECURESCAN_PYTHON)" : nil
    }()

    static let program = """
        import json, sys, jsonschema
        schema, document = (json.load(open(name)) for name in sys.argv[1:])
        kind = jsonschema.validators.validator_for(schema)
        for error in kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(document):
            print(list(error.absolute_path), error.message[:300])
        """
}
