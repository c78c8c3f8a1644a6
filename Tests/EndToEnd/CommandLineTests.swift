import Foundation
import TestSupport
import Testing

/// `securescan scan` and its neighbours, as a shell sees them.
@Suite(.timeLimit(.minutes(10))) struct CommandLineTests {
    private func target() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("src/key.txt", FakeKey.pem)
        try folder.write("readme.md", "hello\n")
        return folder
    }

    @Test func jsonHasTheShapesOfTheAPI() async throws {
        let result = try await Installation().scan(try target())
        #expect(result.status == 0)
        #expect(result.scan["status"] as? String == "completed")
        #expect(result.scan["findings_count"] as? Int == result.findings.count)
        #expect(result.findings.first?["file_path"] as? String == "src/key.txt")
        #expect(result.findings.first?.keys.contains("state") == true)
        #expect(!result.output.contains(FakeKey.firstLine))
    }

    @Test func textNamesPlaceRuleAndTotals() async throws {
        let folder = try target()
        let result = try await Installation().run(["scan", folder.path])
        #expect(result.output.contains("src/key.txt:1:"))
        #expect(result.output.contains("finding"))
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test func theServerAndTheCommandLineGiveTheSameFingerprints() async throws {
        let installation = try Installation()
        let folder = try target()
        let local = try await installation.scan(folder)
        let server = try await ServerProcess.start(installation)
        server.keep(folder)
        let id = try await server.post(["target_path": folder.path])
        _ = try await server.events(of: id)
        let remote = try await server.findings(id)
        let pick = { (findings: [[String: Any]]) in findings.compactMap { $0["fingerprint"] as? String } }
        #expect(!pick(remote).isEmpty && pick(remote) == pick(local.findings))
    }

    @Test(arguments: ["low", "critical"])
    func failOnDecidesTheExitStatus(severity: String) async throws {
        let result = try await Installation().scan(try target(), "--fail-on", severity)
        let worst = result.findings.compactMap { $0["severity"] as? String }
        #expect(!worst.isEmpty)
        #expect(result.status == (severity == "low" || worst.contains("critical") ? 1 : 0))
    }

    @Test func aReportCanGoToAFile() async throws {
        let installation = try Installation()
        let file = installation.folder.path + "/report.json"
        let result = try await installation.scan(try target(), "--output", file)
        #expect(result.output.isEmpty)
        let report = try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(fileURLWithPath: file)))
        #expect((report as? [String: Any])?["findings"] != nil)
    }

    /// A lockfile that is not read must not look like one without packages.
    @Test func aFileThatAScannerAskedForAndCannotGetIsNamed() async throws {
        let folder = try TemporaryFolder()
        try folder.write("web/package-lock.json", String(repeating: " ", count: 2000))
        try folder.write("notes.txt", String(repeating: " ", count: 2000))
        let result = try await Installation.complete().run(
            ["scan", folder.path, "--format", "json"], environment: ["SECURESCAN_MAX_FILE_BYTES": "1000"])
        let notes = result.scan["notes"] as? [[String: Any]] ?? []
        #expect(notes.count == 1 && notes.first?["scanner"] as? String == "dependency")
        #expect((notes.first?["message"] as? String)?.hasPrefix("web/package-lock.json was left out: ") == true)
        withExtendedLifetime(folder) {}
    }

    @Test func mistakesExitWithTwoAndSayWhatIsAllowed() async throws {
        let installation = try Installation()
        let unknown = try await installation.run(["scan", "/tmp", "--type", "nonsense"])
        #expect(unknown.status == 2 && unknown.errors.contains("available: code, secrets"))
        let setting = try await installation.run(["scan", "/tmp"], environment: ["SECURESCAN_MAX_FINDINGS": "many"])
        #expect(setting.status == 2 && setting.errors.contains("SECURESCAN_MAX_FINDINGS is 'many'"))
        let address = try await installation.run(["serve", "--host", "0.0.0.0"])
        #expect(address.status == 2 && address.errors.contains("0.0.0.0"))
    }

    @Test(arguments: [
        (["scan"], "Missing expected argument '<path>'"), (["scan", "/tmp", "--format", "xml"], "- gitlab-sast"),
        (["scan", "/tmp", "--fail-on", "zz"], "info:new"),
        (["scan", "/tmp", "--nope"], "--nope"),
        (["serve", "--port", "99999"], "--port is '99999'; it must be a whole number from 0 to 65535"),
        (["nonsense"], "nonsense"),
    ])
    func everyMistakeOnTheCommandLineExitsWithTwo(arguments: [String], expected: String) async throws {
        let result = try await Installation().run(arguments)
        #expect(result.status == 2)
        #expect(result.errors.contains(expected), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func helpAndVersionAreNoMistakes() async throws {
        let installation = try Installation()
        for arguments in [["--help"], ["scan", "--help"], ["--version"], ["version"], ["help", "serve"]] {
            let result = try await installation.run(arguments)
            #expect(result.status == 0 && !result.output.isEmpty, "\(arguments)")
        }
    }

    @Test func aTargetBeyondTheLimitIsNoCleanBill() async throws {
        let folder = try TemporaryFolder()
        for number in 0..<5 { try folder.write("\(number).txt", "nothing\n") }
        let installation = try Installation()
        let arguments = ["scan", folder.path, "--format", "json"]
        let result = try await installation.run(arguments, environment: ["SECURESCAN_MAX_FILES": "3"])
        #expect(result.status == 3)
        #expect(result.scan["status"] as? String == "failed")
        #expect((result.scan["error"] as? String)?.contains("SECURESCAN_MAX_FILES") == true)
        withExtendedLifetime(folder) {}
    }

    @Test(arguments: ["/proc/self", "file:///proc/self", "file:///%70roc/self"])
    func filesOfTheKernelAreNotScanned(target: String) async throws {
        let result = try await Installation().run(["scan", target, "--format", "json"])
        #expect(result.status == 3)
        #expect((result.scan["error"] as? String)?.contains("never scanned") == true)
    }

    @Test func plainHTTPIsNotSpoken() async throws {
        let result = try await Installation().run(["scan", "http://user:pw@127.0.0.1:1/a.git", "--format", "json"])
        #expect(result.status == 3)
        let error = try #require(result.scan["error"] as? String)
        #expect(error.contains("it takes https://, ssh://, file:// or user@host:path") && !error.contains("pw"))
    }

    @Test func aPluginWithAForeignDescriptorIsSkippedWithAHint() async throws {
        var stall = BuiltPlugin.stall
        stall.id = "org.example.other"
        let installation = try Installation(plugins: [.secrets, stall])
        let result = try await installation.scan(try target())
        #expect(result.status == 3)
        let skipped = try #require((result.scan["scanners_skipped"] as? [[String: Any]])?.first)
        #expect(skipped["name"] as? String == "org.example.other")
        #expect((skipped["reason"] as? String)?.contains("org.example.stall") == true)
        #expect((skipped["install_hint"] as? String)?.isEmpty == false)
        #expect((result.scan["scanners_failed"] as? [Any])?.isEmpty == true)
        #expect(!result.findings.isEmpty)
    }

    @Test func aMissingTargetOrPluginIsAFailureNotACleanBill() async throws {
        let missing = try await Installation().run(["scan", "/no/such/place", "--format", "json"])
        #expect(missing.status == 3)
        #expect((missing.scan["error"] as? String)?.contains("/no/such/place") == true)
        let bare = try await Installation(plugins: []).run(["scan", "/tmp", "--format", "json"])
        #expect(bare.status != 0)
    }

    @Test func pluginsAreListedWithTheReasonWhenOneIsRefused() async throws {
        let installation = try Installation(plugins: [.secrets, .stall])
        let library = installation.folder.path + "/bin/plugins/org.example.stall/libfixture-stall.so"
        let handle = try #require(FileHandle(forWritingAtPath: library))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([0]))
        try handle.close()
        let list = try await installation.run(["plugin", "list"])
        #expect(list.status == 3)
        #expect(list.output.contains("folder: \(installation.folder.path)/bin/plugins/org.example.stall"))
        #expect(list.output.contains("secrets 1.0.0  loaded"))
        #expect(list.output.contains("org.example.stall") && list.output.contains("sha256"))
        let scan = try await installation.scan(try target())
        #expect(scan.status == 3)
        let skipped = scan.scan["scanners_skipped"] as? [[String: Any]]
        #expect(skipped?.compactMap { $0["name"] as? String } == ["org.example.stall"])
    }

    @Test func aPluginFolderCanBeInspectedWhereItIs() async throws {
        let installation = try Installation(plugins: [.secrets, .stall])
        let folder = installation.folder.path + "/bin/plugins/org.example.stall"
        let result = try await installation.run(["plugin", "inspect", folder])
        #expect(result.status == 0)
        #expect(result.output.contains("org.example.stall.seen  low  CWE-400  A file was seen"))
        let nothing = try await installation.run(["plugin", "inspect", installation.folder.path])
        #expect(nothing.status == 3 && nothing.errors.contains("no plugin.json"))
    }

    @Test func refsHistoryAndWhatIsNewSinceABase() async throws {
        let repository = try GitFixture()
        try repository.write("old.txt", FakeKey.pem)
        _ = try repository.commit("a key")
        try repository.write("old.txt", "removed\n")
        _ = try repository.commit("no key any more")
        try repository.write("new.txt", FakeKey.pem)
        _ = try repository.commit("another one")
        let installation = try Installation()
        func files(_ arguments: String...) async throws -> [String] {
            let result = try await installation.run(["scan", repository.path, "--format", "json"] + arguments)
            #expect(result.status == 0, "\(arguments): \(result.errors)")
            return result.findings.compactMap { $0["file_path"] as? String }.sorted()
        }
        #expect(try await files() == ["new.txt"])
        #expect(try await files("--ref", "HEAD~1") == [])
        #expect(try await files("--ref", "HEAD~2") == ["old.txt"])
        #expect(try await files("--base-ref", "HEAD~1") == ["new.txt"])
        #expect(try await files("--base-ref", "HEAD") == [])
        #expect(try await files("--history").contains("old.txt"))
    }
}
