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

    private final class Reported: Sendable {
        private let findings = Mutex<[Finding]>([])
        var all: [Finding] { findings.withLock { $0 } }
        var paths: [String] { all.map(\.filePath) }
        func add(_ new: [Finding]) { findings.withLock { $0 += new } }
    }

    init() throws { arena = try ContentArena(capacity: 1 << 20) }

    private func ledger(_ order: FileLedger.Order) -> FileLedger {
        let builder = FindingBuilder(redaction: Redaction(key: [1]), compliance: { _, _, _ in [] })
        return FileLedger(arena: arena, builder: builder, known: [], order: order) { [reported] in reported.add($0) }
    }

    private func add(_ path: String, _ text: String = "eval(x)", to ledger: FileLedger) throws -> UInt64 {
        let extent = try #require(arena.allocate(text.utf8.count))
        arena.bytes(extent).copyBytes(from: Array(text.utf8))
        let entry = FileEntry(path: Array(path.utf8), size: Int64(text.utf8.count))
        return ledger.add(entry, extent: extent, count: text.utf8.count, scanners: 1)
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
        let ledger = ledger(.handedOut)
        _ = try add("a.py", to: ledger)
        let second = try add("b.py", to: ledger)
        find(second, in: ledger)
        ledger.finished(second, searchedForSecrets: true)
        #expect(reported.paths.isEmpty)
        ledger.finishLate(in: OneFileTree(path: "b.py", text: "eval(x)"))
        #expect(reported.paths == ["b.py"])
    }

    @Test func aFindingOfTheWholeTargetShowsNoSecretThatWasMarkedInTheFile() throws {
        let ledger = ledger(.settled)
        let text = "key = hunter2hunter2 # here"
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
        ledger.finishLate(in: OneFileTree(path: "a.env", text: text))
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
        let ledger = ledger(.settled)
        let file = try add("a.env", "key = hunter2hunter2", to: ledger)
        let secret = RawRegion(byteOffset: 6, byteLength: 14)
        ledger.found(
            RawFinding(ruleID: "code.eval", message: "a key", primary: secret, secret: secret), inFile: file, by: source
        )
        ledger.finished(file, searchedForSecrets: true)
        let whole = RawRegion(byteOffset: 0, byteLength: 3, path: Array("a.env".utf8))
        ledger.found(RawFinding(ruleID: "code.late", message: "later", primary: whole), inFile: nil, by: source)
        ledger.finishLate(in: OneFileTree(path: "a.env", text: "key"))
        #expect(reported.all.count == 2)
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
