import Compliance
import Model
import PluginHost
import Synchronization
import Testing

@testable import Pipeline

struct FileLedgerTests {
    private let source = FindingSource(
        scanID: "scan", scanner: "code", scanType: "code",
        rules: [
            "code.eval": Rule(id: "code.eval", title: "Eval", severity: .high),
            "code.late": Rule(id: "code.late", title: "Late", severity: .low),
        ])
    private let arena: ContentArena
    private let reported = Reported()

    private final class Reported: ScanSink {
        private let findings = Mutex<[Finding]>([])
        private let messages = Mutex<[String]>([])
        var all: [Finding] { findings.withLock { $0 } }
        var paths: [String] { all.map(\.filePath) }
        var logged: [String] { messages.withLock { $0 } }

        func receive(_ update: ScanUpdate) {
            switch update {
            case .findings(let new): findings.withLock { $0 += new }
            case .log(_, _, let message): messages.withLock { $0.append(message) }
            default: break
            }
        }
    }

    init() throws { arena = try ContentArena(capacity: 1 << 20) }

    private func ledger(_ order: FileLedger.Order, in tree: OneFileTree = OneFileTree(path: "", text: "")) -> FileLedger
    {
        let builder = FindingBuilder(redaction: Redaction(key: [1]), compliance: { _ in .none })
        let secrets = RunSecrets()
        let sink = ScrubbedSink(sink: reported, secrets: secrets)
        return FileLedger(
            arena: arena, builder: builder, secrets: secrets, tree: tree, known: [], order: order,
            complain: { sink.receive(.log(scanner: $0.scanner, level: 3, message: $0.reason)) },
            report: { sink.receive(.findings($0)) })
    }

    private func add(
        _ path: String, _ text: String = "eval(x)", to ledger: FileLedger, scanners: Int = 1
    ) throws -> UInt64 {
        let extent = try #require(arena.allocate(text.utf8.count))
        arena.bytes(extent).copyBytes(from: Array(text.utf8))
        let entry = FileEntry(path: Array(path.utf8), size: Int64(text.utf8.count))
        return ledger.add(entry, extent: extent, count: text.utf8.count, scanners: scanners)
    }

    private func find(_ file: UInt64, in ledger: FileLedger) {
        let region = RawRegion(byteOffset: 0, byteLength: 4)
        ledger.found(RawFinding(ruleID: "code.eval", message: "found", primary: region), inFile: file, by: source)
    }

    @Test func whatIsFoundIsReportedWhileAnEarlierFileIsStillBeingScanned() throws {
        let ledger = ledger(.settled)
        let stuck = try add("a.py", to: ledger)
        let quick = try add("b.py", to: ledger)
        find(quick, in: ledger)
        ledger.finished(quick, searchedForSecrets: true)
        #expect(reported.paths == ["b.py"])
        find(stuck, in: ledger)
        ledger.finished(stuck, searchedForSecrets: true)
        #expect(reported.paths == ["b.py", "a.py"])
    }

    @Test func aHistoryIsReportedInTheOrderItWasHandedOut() throws {
        let ledger = ledger(.handedOut)
        let first = try add("a.py", "eval(x)", to: ledger)
        let again = try add("a.py", "eval(x)\n# later", to: ledger)
        find(again, in: ledger)
        ledger.finished(again, searchedForSecrets: true)
        #expect(reported.paths.isEmpty)
        find(first, in: ledger)
        ledger.finished(first, searchedForSecrets: true)
        #expect(reported.all.map(\.lineEnd) == [1], "the later version repeats what the first one has")
    }

    @Test func whatWaitsInAHistoryIsReportedAtTheEnd() throws {
        let ledger = ledger(.handedOut, in: OneFileTree(path: "b.py", text: "eval(x)"))
        _ = try add("a.py", to: ledger)
        let second = try add("b.py", to: ledger)
        find(second, in: ledger)
        ledger.finished(second, searchedForSecrets: true)
        #expect(reported.paths.isEmpty)
        ledger.finishLate()
        #expect(reported.paths == ["b.py"])
    }

    @Test func aFindingOfTheWholeTargetShowsNoSecretThatWasMarkedInTheFile() throws {
        let text = "key = hunter2hunter2 # here"
        let ledger = ledger(.settled, in: OneFileTree(path: "a.env", text: text))
        let file = try add("a.env", text, to: ledger)
        let secret = RawRegion(byteOffset: 6, byteLength: 14)
        ledger.found(
            RawFinding(ruleID: "code.eval", message: "a key", primary: secret, secret: secret), inFile: file, by: source
        )
        ledger.finished(file, searchedForSecrets: true)
        let whole = RawRegion(byteOffset: 0, byteLength: 3, path: Array("a.env".utf8))
        ledger.found(
            RawFinding(ruleID: "code.late", message: "it says hunter2hunter2 and hunter2h", primary: whole),
            inFile: nil,
            by: source)
        ledger.finishLate()
        #expect(reported.all.count == 2)
        for finding in reported.all {
            #expect(!"\(finding)".contains("hunter2h"), "\(finding)")
        }
    }

    @Test(arguments: [true, false])
    func codeIsShownOnlyWhereSecretsWereLookedFor(searched: Bool) throws {
        let ledger = ledger(.settled)
        let file = try add("a.py", "eval(x)", to: ledger)
        find(file, in: ledger)
        ledger.finished(file, searchedForSecrets: searched)
        #expect(reported.all.map { $0.metadata["snippet"] } == [searched ? "eval(x)" : nil])
    }

    @Test func aSecretMarkedInAFileThatBecameShorterIsNoReasonToFail() throws {
        let ledger = ledger(.settled, in: OneFileTree(path: "a.env", text: "key"))
        let file = try add("a.env", "key = hunter2hunter2", to: ledger)
        let secret = RawRegion(byteOffset: 6, byteLength: 14)
        ledger.found(
            RawFinding(ruleID: "code.eval", message: "a key", primary: secret, secret: secret), inFile: file, by: source
        )
        ledger.finished(file, searchedForSecrets: true)
        let whole = RawRegion(byteOffset: 0, byteLength: 3, path: Array("a.env".utf8))
        ledger.found(RawFinding(ruleID: "code.late", message: "later", primary: whole), inFile: nil, by: source)
        ledger.finishLate()
        #expect(reported.all.count == 2)
    }

    /// Marks `secret` in a file of its own, which is settled then.
    private func mark(_ secret: String, at line: Int? = nil, in path: String, _ ledger: FileLedger) throws {
        let lead = line == nil ? "key = " : String(repeating: "\n", count: (line ?? 1) - 1)
        let file = try add(path, lead + secret, to: ledger)
        let region =
            line.map { RawRegion(startLine: UInt32($0)) }
            ?? RawRegion(byteOffset: UInt64(lead.utf8.count), byteLength: UInt64(secret.utf8.count))
        ledger.found(
            RawFinding(ruleID: "code.eval", message: "a key", primary: region, secret: region), inFile: file, by: source
        )
        ledger.finished(file, searchedForSecrets: true)
    }

    @Test(arguments: [nil, 3])
    func aFindingOfAnotherFileShowsNoSecret(line: Int?) throws {
        let ledger = ledger(.settled)
        try mark("hunter2hunter2", at: line, in: "a.env", ledger)
        let other = try add("b.py", "login(hunter2hunter2)", to: ledger)
        ledger.found(
            RawFinding(
                ruleID: "code.eval", message: "saw hunter2hunter2", primary: RawRegion(startLine: 1),
                related: [RawRegion(note: "from hunter2hunter2")], componentRef: "pkg:hunter2hunter2",
                propertiesJSON: #"{"hunter2hunter2":["hunter2hunter2"]}"#), inFile: other, by: source)
        ledger.finished(other, searchedForSecrets: true)
        let finding = try #require(reported.all.last)
        #expect(finding.filePath == "b.py" && finding.description == "saw [redacted]")
        #expect(!"\(finding)".contains("hunter2"), "\(finding)")
        #expect(finding.metadata["snippet"] == "login([redacted])")
    }

    @Test func aFindingOfNoFileShowsNoSecret() throws {
        let ledger = ledger(.settled)
        try mark("hunter2hunter2", in: "a.env", ledger)
        ledger.found(RawFinding(ruleID: "code.late", message: "all of hunter2hunter2"), inFile: nil, by: source)
        ledger.finishLate()
        #expect(reported.all.map(\.description).sorted() == ["a key", "all of [redacted]"])
    }

    /// Each version of a file has its secrets at other places, and what is read at the end is one of them.
    @Test(arguments: ["hunter2hunter2", "pw12"])
    func secretsOfAVersionAreLookedForInTheOneThatIsRead(secret: String) throws {
        let last = "# moved\nkey = \(secret)"
        let ledger = ledger(.handedOut, in: OneFileTree(path: "a.env", text: last))
        try mark(secret, in: "a.env", ledger)
        try mark("correcthorsebattery", in: "a.env", ledger)
        let region = RawRegion(startLine: 2, path: Array("a.env".utf8))
        ledger.found(
            RawFinding(ruleID: "code.late", message: "it is \(secret).", primary: region), inFile: nil, by: source)
        ledger.finishLate()
        #expect(reported.all.last?.description == "it is [redacted].")
        #expect(reported.all.last?.lineStart == 2)
    }

    @Test func aSecretThatIsMarkedFromElsewhereIsKnownAtOnce() throws {
        let ledger = ledger(.settled, in: OneFileTree(path: "a.env", text: "key = hunter2hunter2"))
        let secret = RawRegion(byteOffset: 6, byteLength: 14, path: Array("a.env".utf8))
        ledger.found(RawFinding(ruleID: "code.late", primary: secret, secret: secret), inFile: nil, by: source)
        let other = try add("b.py", to: ledger)
        ledger.found(RawFinding(ruleID: "code.eval", message: "hunter2hunter2"), inFile: other, by: source)
        ledger.finished(other, searchedForSecrets: false)
        #expect(reported.all.map(\.description) == ["[redacted]"])
    }

    @Test func whyAFileCouldNotBeScannedIsToldWhenItsSecretsAreKnown() throws {
        let ledger = ledger(.settled)
        let file = try add("a.env", "hunter2hunter2", to: ledger, scanners: 2)
        let failure = FileFailure(scanner: "code", reason: "cannot parse 'hunter2hunter2'")
        ledger.finished(file, searchedForSecrets: false, failure: failure)
        #expect(reported.logged.isEmpty)
        let secret = RawRegion(byteOffset: 0, byteLength: 14)
        ledger.found(RawFinding(ruleID: "code.eval", primary: secret, secret: secret), inFile: file, by: source)
        ledger.finished(file, searchedForSecrets: true)
        #expect(reported.logged == ["cannot parse '[redacted]'"])
    }
}

private struct OneFileTree: FileTree {
    let path: String
    let text: String
    var summary: TargetSummary { TargetSummary(kind: .directory) }

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {}

    func entry(at path: [UInt8]) throws -> FileEntry? {
        path == Array(self.path.utf8) ? FileEntry(path: path, size: Int64(text.utf8.count)) : nil
    }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        buffer.copyBytes(from: Array(text.utf8))
        return text.utf8.count
    }
}
