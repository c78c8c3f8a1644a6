import CodeScanner
import Foundation
import PluginSDK
import PluginTestKit
import ScannerAPI
import Testing

struct InfrastructureFileTests {
    /// A scan of files with the plugin and all its rules.
    private func scan(_ files: [String: String]) throws -> TestReport {
        TestHost(files: files, data: try Catalogue.data()).scan(CodeScanner.self)
    }

    private func rules(_ report: TestReport) -> [String] { report.findings.map(\.rule).sorted() }

    private func notes(_ report: TestReport) -> [String] {
        report.logs.filter { Int($0.level) == Int(SCN_LOG_NOTE) }.map(\.message)
    }

    @Test func everyFormatIsChecked() throws {
        let report = try scan([
            "Dockerfile": "FROM debian:12.5\nRUN chmod 777 /srv\nUSER app\n",
            "compose.yaml": "services:\n  app:\n    image: acme/app:1\n    privileged: true\n",
            "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostPID: true\n",
            "main.tf": "resource \"aws_s3_bucket_acl\" \"a\" {\n  acl = \"public-read\"\n}\n",
            ".github/workflows/a.yml": "on: push\npermissions: write-all\njobs: {}\n",
        ])
        #expect(
            rules(report) == [
                "code.actions.write-all", "code.compose.privileged", "code.docker.world-writable",
                "code.kubernetes.host-namespace", "code.terraform.aws-public-bucket",
            ])
    }

    @Test func findingsHaveTheBytesOfTheirPlace() throws {
        let text = "FROM debian:12.5\nRUN make && chmod 777 /srv\nUSER app\n"
        let finding = try #require(try scan(["Dockerfile": text]).findings.first)
        #expect(finding.text == "chmod 777 /srv")
        #expect(finding.path == "Dockerfile" && finding.properties == nil)
    }

    @Test(arguments: [
        (
            "Dockerfile",
            "FROM debian:12.5\n# securescan: ignore docker.world-writable only a test\nRUN chmod 777 /srv\nUSER a"
        ),
        ("compose.yml", "services:\n  a:\n    image: b:1\n    privileged: true # securescan: ignore privileged fine"),
        ("pod.yml", "apiVersion: v1\nkind: Pod\nspec:\n  # nosemgrep\n  hostPID: true"),
        (
            "a.tf",
            "resource \"aws_s3_bucket\" \"a\" {\n  acl = \"public-read\" // securescan: ignore aws-public-bucket x\n}"
        ),
        (
            ".github/workflows/a.yml",
            "on: push\n# securescan: ignore-next-line write-all a reason\npermissions: write-all\njobs: {}"
        ),
    ])
    func commentsPassFindingsOver(path: String, text: String) throws {
        let findings = try scan([path: text]).findings
        #expect(!findings.isEmpty)
        #expect(findings.allSatisfy { $0.properties?["suppressed_by"] != nil }, "\(findings)")
    }

    @Test func whoDoesNotTrustTheTargetHearsNoComments() throws {
        let files = [
            "a.py": "import os, sys\n\nos.system(sys.argv[1])  # nosec\n",
            "pod.yml": "apiVersion: v1\nkind: Pod\nspec:\n  # nosemgrep\n  hostPID: true\n",
        ]
        let host = TestHost(files: files, data: try Catalogue.data())
        let heard = host.scan(CodeScanner.self).findings
        #expect(heard.count > 1 && heard.allSatisfy { $0.properties?["suppressed_by"] != nil })
        let unheard = host.scan(CodeScanner.self, configuration: #"{"trust_target":false}"#).findings
        #expect(unheard.count == heard.count && unheard.allSatisfy { $0.properties?["suppressed_by"] == nil })
    }

    @Test func passwordsAreMarkedAsSecret() throws {
        let files = [
            "Dockerfile": "FROM a:1\nENV DB_PASSWORD=tiger\nUSER app\n",
            "compose.yml": "services: {a: {image: 'b:1', environment: {DB_PASSWORD: horse42}}}\n",
            "pod.yml": "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: 'se\\u006'}\n",
            "a.tf": "variable \"db_password\" {\n  default = \"k3y-of-castle\"\n}\n",
        ]
        let secrets = try scan(files).findings.compactMap(\.secretText)
        #expect(secrets == ["tiger", "k3y-of-castle", "horse42", "se\\u006"])
    }

    @Test func commentOfAnotherRulePassesNothingOver() throws {
        let text = "services:\n  a:\n    image: b:1\n    privileged: true # securescan: ignore host-network x"
        let findings = try scan(["compose.yml": text]).findings
        #expect(findings.count == 1 && findings.allSatisfy { $0.properties?["suppressed_by"] == nil })
    }

    @Test func whatIsNotUnderstoodIsNoted() throws {
        let report = try scan([
            "compose.yaml": "services:\n  a: [\n",
            "chart/templates/a.yaml": "apiVersion: v1\nkind: Pod\nspec:\n  {{- toYaml .Values.x | nindent 4 }}\n",
            "chart/templates/b.yaml": "apiVersion: v1\nkind: Pod\nspec:\n  {{- toYaml .Values.x | nindent 4 }}\n",
        ])
        let notes = notes(report)
        #expect(notes.contains { $0.hasPrefix("compose.yaml, line ") })
        #expect(notes.contains { $0.contains("2 files (the first: chart/templates/a.yaml)") }, "\(notes)")
    }

    @Test func filesOfOthersAreCountedAndNotChecked() throws {
        let report = try scan(["node_modules/a/Dockerfile": "FROM debian:12.5\nRUN chmod 777 /srv\nUSER app\n"])
        #expect(report.findings.isEmpty)
        #expect(report.logs.contains { $0.message.contains("node_modules/a/Dockerfile") })
    }

    @Test func otherYAMLIsNoConcern() throws {
        let report = try scan(["mkdocs.yml": "site_name: {{ x }\nprivileged: true\n"])
        #expect(report.findings.isEmpty && notes(report).isEmpty)
    }

    @Test func rulesOfAllFormatsAreAnnounced() throws {
        let report = try scan([:])
        for topic in ["docker", "compose", "kubernetes", "terraform", "actions"] {
            #expect(report.rules.contains { $0.id.hasPrefix("code.\(topic).") })
        }
    }
}

/// The rules that come with the plugin, as its data files.
enum Catalogue {
    static func data() throws -> [String: [UInt8]] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = "/\(root)/Plugins/code/Catalogue"
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".yml") {
            files[name] = Array(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).utf8)
        }
        return files
    }
}
