import PluginSDK
import PluginTestKit
import ScannerAPI
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ScannerTests {
    @Test func findingReachesTheHostAsTheScannerSaidIt() throws {
        let report = TestHost(files: ["b.txt": "a word", "a.txt": "none"]).scan(WordScanner.self)
        #expect(report.violations == [])
        #expect(report.failure == nil)
        let finding = try #require(report.findings.first)
        #expect(report.findings.count == 1)
        #expect(finding.rule == "test.word.found")
        #expect(finding.path == "b.txt")
        #expect(finding.text == "word")
        #expect(finding.secretText == "word")
        #expect(finding.severity == .low)
        #expect(finding.confidence == nil)
        #expect(finding.matchKey == Array("key".utf8))
        #expect(finding.properties == ["length": 4])
        #expect(finding.related == [.lines(2...3, note: "also here")])
    }

    @Test func rulesAreListedWithEverythingTheySay() throws {
        let report = TestHost(files: [:]).scan(WordScanner.self)
        let rule = try #require(report.rules.first)
        #expect(rule.cwes == ["CWE-1"])
        #expect(rule.tags == ["words"])
        #expect(rule.confidence == .high)
        #expect(rule.helpURI == "https://example.org/word")
    }

    @Test func descriptionFillsTheTable() throws {
        let table = try #require(pluginEntry(WordScanner.self, 1, 0)).pointee
        #expect(table.struct_size == UInt32(MemoryLayout<scn_plugin>.size))
        #expect(table.abi_major == 1)
        #expect(String(cString: try #require(table.id.ptr), count: table.id.len) == "test.word")
        #expect(table.scan_type_count == 2)
        #expect(table.file_pattern_count == 1)
        #expect(table.max_parallel == 4)
        #expect(table.caps == SCN_CAP_SCAN_FILE | SCN_NEED_DATA)
        #expect(table.scan_file != nil)
        #expect(table.scan_target == nil)
    }

    @Test func entryGivesTheSameTableEachTimeAndNoneToAnotherMajor() {
        #expect(pluginEntry(WordScanner.self, 1, 0) == pluginEntry(WordScanner.self, 1, 7))
        #expect(pluginEntry(WordScanner.self, 0, 0) == nil)
        #expect(pluginEntry(WordScanner.self, 99, 0) == nil)
    }

    @Test(arguments: [
        (#"{"word": ""}"#, "word: must not be empty"),
        (#"{"word": 7}"#, "the configuration cannot be used: word: a string is expected, not a number"),
        ("[]", "the configuration cannot be used: an object is expected, not an array"),
        ("{", "the configuration cannot be used: line 1, column 2: a member name in quotes is expected"),
    ])
    func unusableConfigurationIsRefusedWithTheReason(configuration: String, reason: String) {
        let report = TestHost(files: ["a.txt": "word"]).scan(WordScanner.self, configuration: configuration)
        #expect(report.failure == TestFailure(phase: .create, kind: .configuration, reason: reason))
        #expect(report.findings.isEmpty)
        #expect(report.violations == [])
    }

    @Test func fileThatFailsLeavesTheOthersAlone() {
        let files = ["a.txt": "word", "b.txt": "word", "c.txt": "word"]
        let report = TestHost(files: files).scan(WordScanner.self, configuration: #"{"failOn": "b.txt"}"#)
        #expect(report.findings.map(\.path) == ["a.txt", "c.txt"])
        #expect(report.failedFiles["b.txt"]?.kind == .input)
        #expect(report.failedFiles["b.txt"]?.reason == "b.txt is not to be read")
    }

    @Test func readErrorOfTheHostFailsTheFileWithThatStatus() {
        var host = TestHost(files: ["a.txt": "word", "b.txt": "word"])
        host.unreadable = ["a.txt"]
        let report = host.scan(WordScanner.self)
        #expect(report.failedFiles["a.txt"]?.kind == .input)
        #expect(report.failedFiles["a.txt"]?.reason.contains("a.txt") == true)
        #expect(report.findings.map(\.path) == ["b.txt"])
    }

    @Test func cancellationEndsTheCallWithoutAReason() {
        var host = TestHost(files: ["a.txt": "word", "b.txt": "word"])
        host.cancelAfter = 1
        let report = host.scan(WordScanner.self, configuration: #"{"watchCancel": true}"#)
        #expect(report.findings.map(\.path) == ["a.txt"])
        #expect(report.failedFiles["b.txt"] == TestFailure(phase: .scanFile, kind: .cancelled, reason: ""))
        #expect(report.violations == [])
    }

    @Test func findingLimitOfTheHostStopsTheScanner() {
        var host = TestHost(files: ["a.txt": "word word word word"])
        host.findingLimit = 2
        let report = host.scan(WordScanner.self)
        #expect(report.findings.count == 2)
        #expect(report.failedFiles["a.txt"]?.kind == .limit)
    }

    @Test func threadsFindTheSameAsOneThread() {
        let files = Dictionary(uniqueKeysWithValues: (0..<64).map { ("\($0).txt", "a word, \($0) words") })
        var host = TestHost(files: files)
        let alone = host.scan(WordScanner.self)
        host.threads = 4
        let together = host.scan(WordScanner.self)
        #expect(alone.findings == together.findings)
        #expect(alone.findings.count == 128)
    }

    @Test func emptyTargetAndEmptyFileAreFine() {
        #expect(TestHost(files: [:]).scan(WordScanner.self).violations == [])
        let report = TestHost(files: ["a.txt": ""]).scan(WordScanner.self)
        #expect(report.violations == [])
        #expect(report.failedFiles == [:])
    }

    @Test func testHostNotesAnUnlistedRule() {
        let report = TestHost(files: ["a.txt": "word"]).scan(WordScanner.self, configuration: #"{"badRule": true}"#)
        #expect(report.violations == ["a finding names the rule test.word.other, which was not listed"])
        #expect(report.failedFiles["a.txt"]?.kind == .misuse)
    }

    @Test func testHostNotesASecretInTheMessage() {
        let configuration = #"{"word": "hush-hush", "leakSecret": true}"#
        let report = TestHost(files: ["a.txt": "hush-hush"]).scan(WordScanner.self, configuration: configuration)
        #expect(report.violations == ["a finding of test.word.found has its secret in the message"])
    }
}

extension String {
    init(cString: UnsafePointer<CChar>, count: Int) {
        self = String(decoding: UnsafeRawBufferPointer(start: cString, count: count), as: UTF8.self)
    }
}
