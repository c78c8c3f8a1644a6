import GRDB
import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct FindingListingTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func notesOfAScannerAreKeptUpToALimit() async throws {
        let id = try await store.runningScan()
        var batch = ScanBatch()
        batch.notes = (0..<30).map { ScanNote(scanner: "dependency", message: "note \($0)") }
        batch.notes.append(ScanNote(scanner: "secrets", message: "note 0"))
        #expect(!batch.isEmpty)
        #expect(try store.append(batch, to: id))
        var again = ScanBatch()
        again.notes = [ScanNote(scanner: "secrets", message: "note 0"), ScanNote(scanner: "secrets", message: "more")]
        #expect(try store.append(again, to: id))
        let notes = try #require(try await store.scan(id: id)).notes
        #expect(notes.count(where: { $0.scanner == "dependency" }) == ScanNote.limit)
        #expect(notes.filter { $0.scanner == "secrets" }.map(\.message) == ["note 0", "more"])
    }

    @Test func findingIsReadBackWhole() async throws {
        let id = try await store.runningScan()
        var finding = Finding.sample(1)
        finding.scanID = id
        finding.columnStart = 3
        finding.columnEnd = 9
        finding.lineEnd = 4
        finding.cwe = "CWE-798"
        finding.remediation = "Rotate it."
        finding.confidence = .high
        finding.metadata = ["secret": "ghp_…", "entropy": 4.25, "commits": [1, -2], "nested": ["a": nil, "b": false]]
        finding.complianceTags = ["OWASP-A07", "PCI-DSS-8.6.2"]
        let bare = Finding(
            id: "bare", scanID: id, scanner: "s", scanType: "t", severity: .info, title: "", description: "",
            filePath: "", ruleID: "", fingerprint: "f")
        _ = try store.append(ScanBatch(findings: [finding, bare]), to: id)
        #expect(
            try await store.allFindings(of: id) == [
                FindingWithState(finding: finding), FindingWithState(finding: bare),
            ])
    }

    @Test func textWithNULIsKeptToItsEnd() async throws {
        let id = try await store.runningScan()
        var finding = Finding.sample(1, title: "be\0fore")
        finding.metadata = ["raw": "a\0b"]
        _ = try store.append(ScanBatch(findings: [finding]), to: id)
        let stored = try #require(try await store.allFindings(of: id).first).finding
        #expect(stored.title == "be\u{FFFD}fore")
        #expect(stored.metadata == ["raw": "a\0b"])
    }

    @Test(arguments: [1, 7, 64, 1000])
    func pagesHoldEveryFindingOnceInCanonicalOrder(_ limit: Int) async throws {
        let id = try await store.runningScan()
        let other = try await store.runningScan()
        let findings = shuffledTies()
        _ = try store.append(ScanBatch(findings: findings), to: id)
        _ = try store.append(ScanBatch(findings: findings), to: other)
        let listed = try await store.allFindings(of: id, limit: limit).map(\.finding)
        #expect(listed.map(\.id) == findings.sorted(by: Finding.canonicalOrder).map(\.id))
        #expect(listed.allSatisfy { $0.scanID == id })
    }

    @Test(arguments: Severity.allCases)
    func pagesOfOneSeverityToo(_ severity: Severity) async throws {
        let id = try await store.runningScan()
        let findings = shuffledTies()
        _ = try store.append(ScanBatch(findings: findings), to: id)
        let listed = try await store.allFindings(of: id, FindingFilter(severity: severity), limit: 3)
        let expected = findings.filter { $0.severity == severity }.sorted(by: Finding.canonicalOrder)
        #expect(listed.map(\.finding.id) == expected.map(\.id))
    }

    @Test func runningScanShowsWhatIsStoredSoFar() async throws {
        let id = try await store.runningScan()
        for part in 1...3 {
            _ = try store.append(.samples((part - 1) * 10..<part * 10), to: id)
            let page = try await store.findings(of: id, FindingFilter(), limit: 4, cursor: nil)
            #expect(page.total == part * 10)
            #expect(page.items.count == 4)
        }
    }

    @Test func unknownScanHasNoFindings() async throws {
        let page = try await store.findings(of: "unknown", FindingFilter(), limit: 10, cursor: nil)
        #expect(page.items.isEmpty && page.total == 0 && page.next == nil)
    }

    @Test func totalIsThatOfTheWholeListingOnEveryPage() async throws {
        let id = try await store.runningScan()
        _ = try store.append(.samples(0..<50), to: id)
        let filters = [
            (FindingFilter(), 50), (FindingFilter(severity: .high), 10), (FindingFilter(scanner: "secrets"), 50),
            (FindingFilter(query: "src/"), 50), (FindingFilter(severity: .low, scanner: "secrets"), 10),
            (FindingFilter(scanner: "none"), 0),
        ]
        for (filter, total) in filters {
            var cursor: String?
            repeat {
                let page = try await store.findings(of: id, filter, limit: 9, cursor: cursor)
                #expect(page.total == total)
                cursor = page.next
            } while cursor != nil
        }
    }

    @Test func pagesAreReadAlongTheIndex() async throws {
        for filter in [FindingFilter(), FindingFilter(severity: .high), FindingFilter(status: .fixed, query: "x")] {
            let query = try FindingQuery(scanID: "s", filter, limit: 5, cursor: nil)
            let plan = try store.plan(query.sql(continuing: true))
            #expect(plan.contains("findings_canonical"), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
            let bound = filter.severity == nil ? "(severity_order,file_path" : "severity_order=? AND (file_path"
            #expect(plan.contains(bound), "\(plan)")
        }
    }

    /// Few distinct values in every column, so that each column decides somewhere.
    private func shuffledTies() -> [Finding] {
        var generator = SystemRandomNumberGenerator()
        return (0..<120).map { number in
            .sample(
                number, severity: Severity.allCases[number % 5],
                path: ["a/z.py", "a.py", "é.py", "B.py"][number / 5 % 4],
                line: [nil, 2, 10][number / 20 % 3], rule: number % 2 == 0 ? "secrets.a" : "secrets.b",
                title: number % 3 == 0 ? "t" : "T")
        }.shuffled(using: &generator)
    }
}

extension Store {
    /// The query plan of a statement, whatever its arguments.
    func plan(_ sql: String) throws -> String {
        try pool.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(
                StatementArguments(Array(repeating: DatabaseValue.null, count: sql.count { $0 == "?" })))
            return try Row.fetchAll(statement).map { $0["detail"] as String }.joined(separator: "\n")
        }
    }
}
