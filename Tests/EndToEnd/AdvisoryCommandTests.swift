import Foundation
import TestSupport
import Testing

/// `securescan db`, as a shell sees it.
@Suite(.timeLimit(.minutes(3))) struct AdvisoryCommandTests {
    @Test func importedRecordsAreCountedAndRefusedOnesNamed() async throws {
        let installation = try Installation.complete()
        let none = try await installation.run(["db", "status"])
        #expect(none.status == 0 && none.output.contains("there is none"))
        try FileManager.default.createDirectory(
            atPath: installation.folder.path + "/npm", withIntermediateDirectories: true)
        let archive = try installation.folder.write(
            "npm/all.zip", ZipFixture.bytes([DependencyFixture.record, ZipFixture.record("A")]))
        let whole = try await installation.run(["db", "import", archive])
        #expect(whole.status == 0 && whole.output.contains("npm: 2 records"), "\(whole.errors)")
        let status = try await installation.run(["db", "status"])
        #expect(status.status == 0 && status.output.contains("2 advisories about 2 packages"))
        #expect(status.output.contains("npm: 2 records, imported 2") && status.output.contains(archive))
        let partly = try installation.folder.write("npm/all.zip", ZipFixture.bytes(["{}", ZipFixture.record("A")]))
        let refused = try await installation.run(["db", "import", partly])
        #expect(refused.status == 3 && refused.output.contains("npm: 1 records, 1 refused"))
        #expect(refused.errors.contains("0.json: "))
    }

    @Test func sourcesThatCannotBeUsedChangeNothing() async throws {
        let installation = try await DependencyFixture.installation()
        let before = try Data(contentsOf: URL(fileURLWithPath: installation.advisories))
        let broken = try installation.folder.write("npm/all.zip", "PK no archive")
        for path in [broken, "/no/such/path"] {
            let result = try await installation.run(["db", "import", path])
            #expect(result.status == 2 && result.errors.contains(path), "\(result.errors)")
        }
        for arguments in [["nowhere"], ["--base", "http://example.com"], ["--base", "ftp://127.0.0.1"]] {
            let result = try await installation.run(["db", "update"] + arguments)
            #expect(result.status == 2 && !result.errors.isEmpty, "\(arguments)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: installation.advisories)) == before)
    }

    @Test func archivesAreFetchedOnceAndABrokenOneKeepsTheOld() async throws {
        let installation = try Installation.complete()
        let server = try ArchiveServer()
        server.put("npm/all.zip", .init(bytes: try ZipFixture.bytes([DependencyFixture.record])))
        let arguments = ["db", "update", "npm", "--base", server.base]
        let fresh = try await installation.run(arguments)
        #expect(fresh.status == 0 && fresh.output.contains("npm: 1 records"), "\(fresh.errors)")
        let again = try await installation.run(arguments)
        #expect(again.status == 0 && again.output == "npm: unchanged\n")
        server.put("npm/all.zip", .init(bytes: Array("no archive at all".utf8), tag: "\"2\""))
        let broken = try await installation.run(arguments)
        #expect(broken.status == 3 && broken.errors.contains("npm: "), "\(broken.errors)")
        server.put("npm/all.zip", nil)
        let gone = try await installation.run(arguments)
        #expect(gone.status == 3 && gone.errors.contains("404"))
        let project = try DependencyFixture.project()
        let scan = try await installation.scan(project, "--type", "dependency")
        #expect(scan.findings.contains { $0["rule_id"] as? String == "dependency.vulnerable" })
    }

    @Test func versionsAreComparedLineByLine() async throws {
        let installation = try Installation.complete()
        let lines = try installation.folder.write(
            "lines", "npm\t1.2.0\t1.10.0\nPyPI\t1.0\t1.0.0\nMaven\t1.0\t1.0-SNAPSHOT\nnpm\tx\t1.0.0\nno line\n")
        let result = try await installation.run(["db", "compare-versions"], input: lines)
        #expect(result.status == 0 && result.output == "-1\n0\n1\n?\n?\n")
    }

    @Test func helpTellsExitStatusesAndWhatToDo() async throws {
        let installation = try Installation.complete()
        for (arguments, expected) in [
            (["db", "--help"], "Exit status"), (["db", "import", "--help"], "all.zip"),
            (["sbom", "--help"], "securescan sbom PATH"), (["sbom", "write", "--help"], "Exit status"),
            (["sbom", "import", "--help"], "/dev/stdin"), (["db", "compare-versions", "--help"], "a tab"),
        ] {
            let result = try await installation.run(arguments)
            #expect(result.status == 0 && result.output.contains(expected), "\(arguments)")
        }
    }
}
