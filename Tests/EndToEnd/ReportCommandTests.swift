import Foundation
import TestSupport
import Testing

/// `securescan scan --format … --output …`, as a shell sees it.
@Suite(.timeLimit(.minutes(10))) struct ReportCommandTests {
    private func target() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("src/key.txt", FakeKey.pem)
        return folder
    }

    @Test func eachReportGoesToItsFile() async throws {
        let (folder, output) = (try target(), try TemporaryFolder())
        let result = try await Installation().run([
            "scan", folder.path, "--format", "sarif", "-o", output.path + "/a.sarif", "--format", "html", "--output",
            output.path + "/a.html", "--format", "csv",
        ])
        #expect(result.status == 0 && result.output.contains("\"src/key.txt\""))
        let sarif = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: output.path + "/a.sarif")))
        let run = ((sarif as? [String: Any])?["runs"] as? [[String: Any]])?.first
        let rules = ((run?["tool"] as? [String: Any])?["extensions"] as? [[String: Any]])?.first?["rules"]
        #expect((run?["results"] as? [Any])?.isEmpty == false)
        let help = ((rules as? [[String: Any]])?.first?["help"] as? [String: String])?["markdown"]
        #expect(help?.contains("Revoke") == true || (help?.count ?? 0) > 40, "the help is the rule's own")
        let page = try String(contentsOfFile: output.path + "/a.html", encoding: .utf8)
        #expect(page.contains("data-path=\"src/key.txt\"") && !page.contains(FakeKey.firstLine))
    }

    @Test(arguments: [
        (["--format", "json", "--format", "csv"], "One report at most goes to standard output"),
        (["--format", "json", "-o", "/tmp/a", "-o", "/tmp/b"], "There are more files than formats"),
        (["--format", "pdf"], "A PDF is written to a file"),
    ])
    func whatDoesNotFitIsRefusedBeforeTheScan(arguments: [String], message: String) async throws {
        let result = try await Installation().run(["scan", "/no/such/place"] + arguments)
        #expect(result.status == 2 && result.errors.contains(message), "\(result.errors)")
    }

    @Test func withoutABrowserThereIsAMessageAndNoFile() async throws {
        let (folder, output) = (try target(), try TemporaryFolder())
        let file = output.path + "/a.pdf"
        let result = try await Installation().run(
            ["scan", folder.path, "--format", "pdf", "-o", file], environment: ["PATH": "/no/such/place"])
        #expect(result.status == 2 && result.errors.contains("printed by Chromium"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func formatsAreListed() async throws {
        let result = try await Installation().run(["formats"])
        for name in ["text", "html", "sarif", "junit", "gitlab-secret-detection", "pdf"] {
            #expect(result.output.contains("\n\(name) ") || result.output.hasPrefix("\(name) "), "\(name)")
        }
    }
}
