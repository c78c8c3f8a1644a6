import Model
import Testing

@testable import Store

/// Listings are written from rows without making values of them; what comes out must be what the values would give.
@Suite(.timeLimit(.minutes(10)))
struct WrittenPageTests {
    private let database: TemporaryDatabase
    private let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    private static func text(_ findings: [FindingWithState]) -> String {
        var json = JSONWriter()
        json.array { json in for finding in findings { finding.write(to: &json) } }
        return String(json.text.dropFirst().dropLast())
    }

    private static func text(_ scans: [Scan]) -> String {
        var json = JSONWriter()
        json.array { json in for scan in scans { scan.write(to: &json) } }
        return String(json.text.dropFirst().dropLast())
    }

    private func findings() -> [Finding] {
        var odd = Finding.sample(1, severity: .critical, path: "a \"b\"\\c\u{1}\u{7F}/é\u{2028}\u{1F600}.py", title: "")
        odd.description = String(repeating: "1234567\"", count: 9) + "\n\t\u{0}end"
        odd.metadata = [
            "text": "x\ny", "number": 1.5, "list": [1, true, .null, ["deep": "…"]], "related": .array([]),
        ]
        odd.complianceTags = ["OWASP-A03", "SOC2-CC6.1"]
        odd.cwe = "CWE-89"
        odd.remediation = "Do \"this\"."
        odd.lineEnd = 7
        odd.columnStart = 3
        odd.columnEnd = 9
        var bare = Finding.sample(2, line: nil)
        bare.confidence = .low
        return [odd, bare] + (3..<30).map { Finding.sample($0, severity: Severity.allCases[$0 % 5], line: $0) }
    }

    @Test func findingsAreWrittenAsTheirValuesWouldBe() async throws {
        let id = try await store.runningScan()
        #expect(try store.append(ScanBatch(findings: findings()), to: id))
        let decided = Finding.sample(2).fingerprint
        try await store.set(
            FindingState(
                fingerprint: decided, status: .falsePositive, note: "a \"note\"", updatedAt: .now(), updatedBy: nil))
        for (filter, limit) in [
            (FindingFilter(), 100), (FindingFilter(), 7), (FindingFilter(severity: .high), 2),
            (FindingFilter(query: "nothing"), 5),
        ] {
            var (cursor, pages): (String?, Int) = (nil, 0)
            repeat {
                let values = try await store.findings(of: id, filter, limit: limit, cursor: cursor)
                let written = try await store.writtenFindings(of: id, filter, limit: limit, cursor: cursor)
                #expect(String(decoding: written.bytes, as: UTF8.self) == Self.text(values.items))
                #expect(written.count == values.items.count && written.total == values.total)
                #expect(written.next == values.next)
                (cursor, pages) = (values.next, pages + 1)
            } while cursor != nil && pages < 50
        }
    }

    @Test func scansAreWrittenAsTheirValuesWouldBe() async throws {
        let id = try await store.runningScan()
        var batch = ScanBatch(findings: findings())
        batch.notes = [ScanNote(scanner: "dependency", message: "all \"good\"")]
        batch.target = TargetSummary(
            kind: .git, commit: "abc", branch: "main", dirty: true, remote: nil, files: 3, bytes: 9,
            skipped: ["binary": 2])
        batch.progress = ScanProgress(filesDone: 1, filesTotal: 3)
        #expect(try store.append(batch, to: id))
        var end = ScanEnd(scanID: id, status: .failed, at: .now(), error: "a \"reason\"")
        end.scannersRun = ["secrets"]
        end.scannersSkipped = [SkippedScanner(name: "code", reason: "not there", installHint: nil)]
        end.scannersFailed = [FailedScanner(name: "x", error: "SIGSEGV")]
        _ = try store.finish(end)
        for number in 0..<5 { try await store.insert(.sample("scan-\(number)")) }
        for limit in [nil, 100, 2] as [Int?] {
            var (cursor, pages): (String?, Int) = (nil, 0)
            repeat {
                let values = try await store.scans(ScanFilter(), limit: limit, cursor: cursor)
                let written = try await store.writtenScans(ScanFilter(), limit: limit, cursor: cursor)
                #expect(String(decoding: written.bytes, as: UTF8.self) == Self.text(values.items))
                #expect(written.count == values.items.count && written.total == values.total)
                #expect(written.next == values.next)
                (cursor, pages) = (values.next, pages + 1)
            } while cursor != nil && pages < 50
        }
    }
}
