import Foundation
import TestSupport
import Testing

/// `securescan sbom`, as a shell sees it.
@Suite(.timeLimit(.minutes(3))) struct SBOMCommandTests {
    private func bill(_ installation: Installation, _ format: String) async throws -> String {
        let project = try DependencyFixture.project()
        let result = try await installation.run(["sbom", project.path, "--format", format])
        #expect(result.status == 0 && result.errors.contains("of npm were checked"), "\(result.errors)")
        withExtendedLifetime(project) {}
        return result.output
    }

    @Test func everyFormatIsWrittenAndToAFileToo() async throws {
        let installation = try await DependencyFixture.installation()
        let marks = [
            "cyclonedx-json": #""bomFormat":"CycloneDX""#, "cyclonedx-xml": "<bom ",
            "spdx": #""spdxVersion":"SPDX-2.3""#,
        ]
        for (format, mark) in marks {
            let text = try await bill(installation, format)
            #expect(text.contains(mark) && text.contains("pkg:npm/left-padding@1.1.0"), "\(format)")
        }
        let project = try DependencyFixture.project()
        let file = installation.folder.path + "/bill.xml"
        let result = try await installation.run([
            "sbom", project.path, "--format", "cyclonedx-xml", "--version", "1.5", "--output", file,
        ])
        #expect(result.status == 0 && result.output.isEmpty)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("schema/bom/1.5"))
        let full = try await installation.run(["sbom", project.path, "--output", "/dev/full"])
        #expect(full.status == 3 && full.errors.contains("could not be written whole"))
        withExtendedLifetime(project) {}
    }

    @Test(arguments: [
        (["--format", "swid"], "Format must be one of cyclonedx"), (["--version", "1.4"], "1.5, 1.6, 1.7"),
        (["--format", "spdx", "--version", "1.6"], "must be one of 2.3"),
        (["--output", "/no/such/folder/f"], "cannot write"),
    ])
    func mistakesExitWithTwo(arguments: [String], expected: String) async throws {
        let project = try DependencyFixture.project()
        let result = try await Installation.complete().run(["sbom", project.path] + arguments)
        #expect(result.status == 2 && result.errors.contains(expected), "\(result.errors)")
        withExtendedLifetime(project) {}
    }

    @Test(arguments: ["cyclonedx-json", "cyclonedx-xml"])
    func aDocumentIsReadBackUnderWhateverName(format: String) async throws {
        let installation = try await DependencyFixture.installation()
        for name in ["bill of materials.txt", "no-ending", "x.lock", ".hidden.json"] {
            let file = try installation.folder.write(name, try await bill(installation, format))
            let result = try await installation.run(["sbom", "import", file, "--format", "json"])
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.scan["target_path"] as? String == file)
            let flaw = result.findings.first { $0["rule_id"] as? String == "dependency.vulnerable" }
            #expect(flaw?["file_path"] as? String == file, "\(name): \(result.output)")
            #expect(!result.output.contains("bom.json") && !result.output.contains("bom.xml"))
        }
        let file = try installation.folder.write("b", try await bill(installation, format))
        #expect(try await installation.run(["sbom", "import", file, "--fail-on", "high"]).status == 1)
        let piped = try await installation.run(["sbom", "import", "/dev/stdin"], input: file)
        #expect(piped.status == 0 && piped.output.contains("left-padding 1.1.0 (npm)"))
    }

    @Test(arguments: [
        "hello", "", "{}", #"{"bomFormat":"CycloneDX","components":[{"type":"library","na"#, "<bom", "<html/>",
        #"<?xml version="1.0"?><!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><bom "#
            + #"xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library"><name>&x;</name>"#
            + #"</component></components></bom>"#,
        #"<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY "#
            + #"c "&b;&b;&b;&b;&b;&b;&b;&b;">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>"#
            + #"<component type="library"><name>&c;</name></component></components></bom>"#,
    ])
    func whatIsNoDocumentOrAnAttackIsNoCleanBill(text: String) async throws {
        let installation = try Installation.complete()
        let file = try installation.folder.write("document", text)
        let result = try await installation.run(["sbom", "import", file])
        #expect(result.status == 3, "\(text.prefix(40)): \(result.output)")
        #expect(result.output.contains(file) && result.output.contains("[dependency.unreadable]"))
        #expect(!result.output.contains("root:"))
    }

    @Test(arguments: ["/no/such/file", "/tmp"])
    func whatCannotBeReadExitsWithTwo(file: String) async throws {
        let result = try await Installation.complete().run(["sbom", "import", file])
        #expect(result.status == 2 && result.errors.contains("\(file) cannot be read"))
    }

    @Test func theCopyOfADocumentGoes() async throws {
        let installation = try Installation.complete()
        let scratch = try TemporaryFolder()
        let file = try installation.folder.write("document", #"{"bomFormat":"CycloneDX","specVersion":"1.6"}"#)
        let result = try await installation.run(
            ["sbom", "import", file], environment: ["TMPDIR": scratch.path])
        #expect(result.status == 0, "\(result.output)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }
}
