import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct FindingFilterTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test(arguments: [
        (FindingFilter(), ["a", "b", "c", "d"]),
        (FindingFilter(severity: .high), ["b"]),
        (FindingFilter(scanType: "code"), ["c", "d"]),
        (FindingFilter(scanner: "code"), ["c"]),
        (FindingFilter(compliance: "OWASP-A03"), ["b", "c"]),
        (FindingFilter(compliance: "OWASP-A0"), []),
        (FindingFilter(compliance: ","), []),
        (FindingFilter(compliance: "odd\"tag"), ["d"]),
        (FindingFilter(scanType: "code", compliance: "OWASP-A03"), ["c"]),
        (FindingFilter(status: .new), ["a", "b"]),
        (FindingFilter(status: .fixed), ["c"]),
        (FindingFilter(status: .falsePositive), ["d"]),
        (FindingFilter(status: .wontFix), []),
        (FindingFilter(severity: .high, status: .fixed), []),
    ])
    func filtersHoldTogether(_ filter: FindingFilter, _ expected: [String]) async throws {
        let id = try await fourFindings()
        #expect(try await store.allFindings(of: id, filter).map(\.finding.id).sorted() == expected)
    }

    @Test(arguments: [
        ("100%", ["a"]), ("%", ["a"]), ("_", ["b"]), ("snake_case", ["b"]), ("snakeXcase", []), ("\\", ["c"]),
        ("sql INJECTION", ["c"]), ("SRC/B.PY", ["b"]), ("SECRETS.generic", ["a"]), ("'", ["d"]), ("über", ["d"]),
        ("ÜBER", ["d"]), ("STRASSE", []), ("", ["a", "b", "c", "d"]),
    ])
    func searchIsLiteralAndFoldsCase(_ query: String, _ expected: [String]) async throws {
        let id = try await fourFindings()
        let found = try await store.allFindings(of: id, FindingFilter(query: query))
        #expect(found.map(\.finding.id).sorted() == expected)
    }

    @Test func veryLongSearchFindsNothingAndFailsNot() async throws {
        let id = try await fourFindings()
        let query = String(repeating: "%", count: 60_000)
        #expect(try await store.allFindings(of: id, FindingFilter(query: query)).isEmpty)
    }

    @Test func stateComesWithItsFinding() async throws {
        let id = try await fourFindings()
        let states = try await store.allFindings(of: id).reduce(into: [:]) { $0[$1.finding.id] = $1.state }
        #expect(
            states["c"]
                == FindingState(
                    fingerprint: Finding.sample(3).fingerprint, status: .fixed, note: "done",
                    updatedAt: Timestamp(microseconds: 7), updatedBy: "ann"))
        #expect(states["a"] == nil)
    }

    /// Findings `a` to `d`; c is fixed, d a false positive, b explicitly new.
    private func fourFindings() async throws -> String {
        let id = try await store.runningScan()
        var a = Finding.sample(1, rule: "secrets.generic", title: "100% sure")
        a.id = "a"
        var b = Finding.sample(2, severity: .high, path: "src/b.py", title: "snake_case")
        (b.id, b.complianceTags) = ("b", ["OWASP-A03", "PCI-DSS-6.2.4"])
        var c = Finding.sample(3, path: "src/c.py", title: "SQL injection")
        (c.id, c.scanner, c.scanType, c.complianceTags) = ("c", "code", "code", ["ASVS-1", "OWASP-A03"])
        c.description = #"a back\slash"#
        var d = Finding.sample(4, path: "src/d.py", title: "Alles Über Bord")
        (d.id, d.scanType, d.complianceTags) = ("d", "code", ["odd\"tag"])
        d.description = "it's there"
        _ = try store.append(ScanBatch(findings: [a, b, c, d]), to: id)
        for (number, values) in [
            (2, "'new', NULL, 1, NULL"), (3, "'fixed', 'done', 7, 'ann'"), (4, "'false_positive', NULL, 1, NULL"),
        ] {
            try store.execute("INSERT INTO finding_states VALUES ('\(Finding.sample(number).fingerprint)', \(values))")
        }
        return id
    }
}
