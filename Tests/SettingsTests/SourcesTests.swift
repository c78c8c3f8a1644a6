import Engine
import Logging
import TestSupport
import Testing
import WebAPI

@testable import Settings

struct SourcesTests {
    @Test func aFlagWinsOverAVariableAndThatOverTheFile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", "port: 1\nmax_scans: 1\nlog_level: error\n")
        let sources = Sources(
            flags: ["--port": "3"],
            environment: Environment(variables: ["SECURESCAN_PORT": "2", "SECURESCAN_MAX_SCANS": "2"]),
            file: ConfigurationFile(path: path))
        #expect(sources.faults.isEmpty)
        let settings = Settings(sources: sources, home: "/nowhere", version: "1")
        #expect(try settings.api().port == 3)
        #expect(try Registry.scans.read(sources).concurrentScans == 2)
        #expect(try settings.log().level == .error)
        let origins = Dictionary(uniqueKeysWithValues: settings.rows.map { ($0.setting, $0.origin.text) })
        #expect(origins["SECURESCAN_PORT"] == "flag --port")
        #expect(origins["SECURESCAN_MAX_SCANS"] == "environment")
        #expect(origins["SECURESCAN_LOG_LEVEL"] == "file \(path):3")
        #expect(origins["SECURESCAN_MAX_FILES"] == "default")
        #expect(settings.rows.count == Setting.all.count)
        withExtendedLifetime(folder) {}
    }

    @Test func anEmptyVariableIsAbsent() throws {
        let sources = Sources(environment: Environment(variables: ["SECURESCAN_MAX_SCANS": ""]))
        #expect(sources.faults.isEmpty)
        #expect(try Registry.scans.read(sources).concurrentScans == 2)
    }

    @Test func everyMistakeIsTold() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", "max_scan: 4\nmax_sse: none\nport: 80\n")
        let sources = Sources(
            flags: ["--port": "99999"],
            environment: Environment(variables: ["SECURESCAN_MAX_FILES": "x", "SECURESCAN_LOG_FORMAT": "xml"]),
            file: ConfigurationFile(path: path))
        #expect(
            sources.faults.map(\.description) == [
                "\(path):1: 'max_scan' is no setting; did you mean max_scans?",
                "--port is '99999'; it must be a whole number from 0 to 65535",
                "\(path):2: max_sse is 'none'; it must be a whole number from 1 to 1000000",
                "SECURESCAN_MAX_FILES is 'x'; it must be a whole number from 1 to 1000000000",
                "SECURESCAN_LOG_FORMAT is 'xml'; it must be one of text, json",
            ])
        let rows = Settings(sources: sources, home: "", version: "").rows.map(\.setting)
        #expect(!rows.contains("SECURESCAN_MAX_FILES") && rows.contains("SECURESCAN_MAX_DEPTH"))
        withExtendedLifetime(folder) {}
    }

    @Test func theLargestFileMustFitTheMemoryForContents() {
        let variables = ["SECURESCAN_CONTENT_MEMORY": "8 MiB"]
        let settings = Settings(
            sources: Sources(environment: Environment(variables: variables)), home: "", version: "")
        #expect(
            settings.faults.map(\.description) == [
                "SECURESCAN_MAX_FILE_BYTES is 16 MiB; it must not be above SECURESCAN_CONTENT_MEMORY, which is 8 MiB"
            ])
    }

    @Test func credentialsThatAreRequiredNeedASecretForTokens() {
        let variables = ["SECURESCAN_AUTH_REQUIRED": "1", "HOME": "/h"]
        let settings = Settings(
            sources: Sources(environment: Environment(variables: variables)), home: "", version: "")
        #expect(settings.faults.isEmpty)
        #expect(settings.serverFaults.count == 1)
        #expect(settings.serverFaults.first?.description.contains("SECURESCAN_EVENT_TOKEN_SECRET") == true)
    }

    @Test func aServerNeedsPlacesForItsFiles() {
        func faults(_ variables: [String: String]) -> [String] {
            let sources = Sources(environment: Environment(variables: variables))
            return Settings(sources: sources, home: "", version: "").serverFaults.map(\.description)
        }
        #expect(faults([:]) == ["Neither XDG_STATE_HOME nor HOME is set to an absolute path; set one of them"])
        #expect(
            faults(["XDG_STATE_HOME": "/s"])
                == ["Neither XDG_CACHE_HOME nor HOME is set to an absolute path; set one of them"])
        let named = [
            "SECURESCAN_DB_PATH": "/d", "SECURESCAN_CACHE_DIR": "/c", "SECURESCAN_HASH_KEY": "0123456789abcdef",
        ]
        #expect(faults(named) == [])
        #expect(faults(["HOME": "/h"]) == [])
    }

    @Test func strangeVariablesAreToldWithTheNearestName() {
        let variables = [
            "SECURESCAN_MAX_SCAN": "s3cret", "SECURESCAN_ZZZZZZZZ": "1", "SECURESCAN_LOG_LEVEL": "info", "PATH": "/bin",
            "SECURESCAN_PROT": "1", "SECURESCAN_": "1",
        ]
        let sources = Sources(environment: Environment(variables: variables))
        #expect(
            sources.warnings == [
                "'SECURESCAN_' is no setting and changes nothing",
                "'SECURESCAN_MAX_SCAN' is no setting and changes nothing; did you mean SECURESCAN_MAX_SCANS?",
                "'SECURESCAN_PROT' is no setting and changes nothing; did you mean SECURESCAN_PORT?",
                "'SECURESCAN_ZZZZZZZZ' is no setting and changes nothing",
            ])
    }

    @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("", "ab", 2), ("abcd", "abd", 1), ("ab", "cd", 2)])
    func distanceCountsSteps(a: String, b: String, steps: Int) {
        #expect(NearestName.distance(a, b) == steps)
        #expect(NearestName.distance(b, a) == steps)
    }
}
