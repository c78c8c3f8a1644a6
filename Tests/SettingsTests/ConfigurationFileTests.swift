import TestSupport
import Testing

@testable import Settings

#if canImport(Glibc)
    import Glibc
#endif

struct ConfigurationFileTests {
    private func read(_ text: String, mode: mode_t = 0o600) throws -> (file: ConfigurationFile, faults: [String]) {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", text)
        chmod(path, mode)
        let file = ConfigurationFile(path: path)
        withExtendedLifetime(folder) {}
        return (file, file.faults.map { String($0.description.dropFirst(path.utf8.count)) })
    }

    @Test func scalarsAndListsAreRead() throws {
        let (file, faults) = try read(
            """
            # the small machine
            max_scans: 4
            request_timeout: 2.5
            auth_required: true
            host: "::1"
            allowed_roots: [/srv, /home]
            cors_origins:
              - https://a.example
              - https://b.example
            legacy_sunset: 2027-01-31
            max_body_bytes: 2 MiB
            """)
        #expect(faults.isEmpty)
        let values = file.entries.mapValues(\.value)
        #expect(
            values == [
                "max_scans": .text("4"), "request_timeout": .text("2.5"), "auth_required": .text("true"),
                "host": .text("::1"), "allowed_roots": .list(["/srv", "/home"]),
                "cors_origins": .list(["https://a.example", "https://b.example"]),
                "legacy_sunset": .text("2027-01-31"), "max_body_bytes": .text("2 MiB"),
            ])
        #expect(file.entries["cors_origins"]?.line == 7)
        #expect(Sources(file: file).faults.isEmpty)
    }

    @Test(arguments: ["", "# nothing yet\n", "---\n", "null\n", "{}\n"])
    func anEmptyFileSetsNothing(text: String) throws {
        let (file, faults) = try read(text)
        #expect(faults.isEmpty && file.entries.isEmpty)
    }

    @Test(arguments: [
        ("max_scan: 4\n", ":1: 'max_scan' is no setting; did you mean max_scans?"),
        ("\nSECURESCAN_MAX_SCANS: 4\n", ":2: 'SECURESCAN_MAX_SCANS' is no setting; did you mean max_scans?"),
        ("utterly_unknown_thing: 4\n", ":1: 'utterly_unknown_thing' is no setting"),
        ("config: other.yaml\n", ":1: config cannot stand in the file that it names"),
        ("max_scans:\n", ":1: max_scans has no value; without the line its default holds"),
        ("max_scans: ~\n", ":1: max_scans has no value; without the line its default holds"),
        ("max_scans: {a: 1}\n", ":1: max_scans must be a single value or a list of them"),
        ("allowed_roots: [[/a], /b]\n", ":1: allowed_roots must be a single value or a list of them"),
        ("port: 1\nmax_scans: 1\nport: 2\n", ":1: there twice: 'port'"),
        ("- a\n- b\n", " must consist of lines such as 'max_scans: 4'"),
        ("max_scans 4\n", " must consist of lines such as 'max_scans: 4'"),
    ])
    func mistakesAreToldWithTheirLine(text: String, sentence: String) throws {
        #expect(try read(text).faults == [sentence])
    }

    @Test(arguments: ["api_key: [s3cret\nport: 2\n", "api_key: \"s3cret\nport: 2\n", "api_key: s3cret\n  port: 2\n"])
    func brokenYAMLIsToldWithoutItsText(text: String) throws {
        let (file, faults) = try read(text)
        #expect(faults.count == 1 && file.entries.isEmpty)
        #expect(faults[0].contains("not YAML that can be read") && !faults[0].contains("s3cret"))
        #expect(!faults[0].contains("\n"))
    }

    @Test func twoDocumentsAreRefused() throws {
        #expect(try read("port: 1\n---\nport: 2\n").faults.first?.contains("not YAML that can be read") == true)
    }

    @Test(arguments: [("api_key: s3cret", 0o640), ("hash_key: 0123456789abcdef", 0o604), ("api_key: s3cret", 0o644)])
    func secretsAreForTheOwnerAlone(text: String, mode: Int) throws {
        let faults = try read(text, mode: mode_t(mode)).faults
        #expect(faults.count == 1 && faults[0].contains("chmod 600"))
        #expect(!faults[0].contains("s3cret") && !faults[0].contains("0123456789"))
        #expect(try read(text, mode: 0o600).faults.isEmpty)
        #expect(try read(text, mode: 0o400).faults.isEmpty)
        #expect(try read("port: 1", mode: mode_t(mode)).faults.isEmpty)
    }

    @Test func secretsAreShownToNobody() throws {
        let (file, _) = try read("api_key: two s3cret words\nhash_key: [s3cret]\nevent_token_secret: s3cret\n")
        let settings = Settings(sources: Sources(file: file), home: "", version: "")
        #expect(settings.faults.count == 3)
        #expect(!settings.faults.contains { $0.description.contains("s3cret") })
        let (good, _) = try read("api_key: s3cret\nhash_key: s3cret0123456789\nevent_token_secret: s3cret0123456789\n")
        let rows = Settings(sources: Sources(file: good), home: "", version: "").rows
        #expect(rows.count { $0.value == "********" } == 3)
        #expect(!rows.contains { $0.value.contains("s3cret") })
    }

    @Test func whatIsNoFileIsExplained() throws {
        let folder = try TemporaryFolder()
        let missing = ConfigurationFile(path: folder.path + "/none.yaml").faults.map(\.description)
        #expect(
            missing == ["The configuration file \(folder.path)/none.yaml cannot be read: No such file or directory"])
        let directory = ConfigurationFile(path: folder.path).faults.map(\.description)
        #expect(directory == ["\(folder.path) is not a file with settings"])
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(ConfigurationFile(path: folder.path + "/pipe").faults.count == 1)
        let large = try folder.write("large.yaml", [UInt8](repeating: 35, count: FileContents.limit + 1))
        #expect(ConfigurationFile(path: large).faults.first?.description.contains("larger than") == true)
        let latin = try folder.write("latin.yaml", [35, 0xE9, 10])
        #expect(ConfigurationFile(path: latin).faults.map(\.description) == ["\(latin) is not UTF-8"])
        withExtendedLifetime(folder) {}
    }

    @Test func aFileOfExactlyTheLimitIsRead() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("full.yaml", [UInt8](repeating: 35, count: FileContents.limit))
        #expect(ConfigurationFile(path: path).faults.isEmpty)
        withExtendedLifetime(folder) {}
    }
}
