import GRDB
import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct TriageTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    /// A completed scan of `path` that began at `second` and found the finding.
    private func scan(
        _ id: String, second: Int64, path: String = "/src/app", remote: String? = nil, key: String? = nil,
        baseRef: String? = nil
    ) async throws {
        var scan = Scan.sample(id, createdAt: second * 1_000_000, path: path)
        scan.request.targetKey = key
        scan.request.baseRef = baseRef
        try await store.insert(scan)
        _ = try store.begin(scanID: id, at: Timestamp(microseconds: second * 1_000_000))
        var batch = ScanBatch(findings: [.sample(1)])
        batch.target = TargetSummary(kind: .git, remote: remote)
        _ = try store.finish(store.completed(id, batch))
    }

    private func fix(second: Int64, as status: FindingState.Status = .fixed) async throws {
        try await store.set(
            FindingState(
                fingerprint: Finding.sample(1).fingerprint, status: status, note: nil,
                updatedAt: Timestamp(microseconds: second * 1_000_000), updatedBy: nil))
    }

    private func isRegressed(_ id: String) async throws -> Bool? {
        try await store.allFindings(of: id).first?.isRegressed
    }

    @Test func aFixedFindingThatALaterScanOfTheTargetHasAgainIsRegressed() async throws {
        try await scan("a", second: 1)
        try await fix(second: 2)
        try await scan("b", second: 3)
        #expect(try await isRegressed("a") == false)
        #expect(try await isRegressed("b") == true)
    }

    @Test func theSameCodeInAnotherTargetIsNot() async throws {
        try await scan("a", second: 1)
        try await fix(second: 2)
        try await scan("b", second: 3, path: "/src/other")
        #expect(try await isRegressed("b") == false)
    }

    @Test func aCloneOfTheSameRemoteIsTheSameTarget() async throws {
        try await scan("a", second: 1, path: "/ci/1", remote: "https://example.org/app.git")
        try await fix(second: 2)
        try await scan("b", second: 3, path: "/ci/2", remote: "https://example.org/app.git")
        #expect(try await isRegressed("b") == true)
    }

    @Test func anotherSpellingOfTheTargetIsTheSameTarget() async throws {
        try await scan("a", second: 1, path: "/src/app", key: "/src/app")
        try await fix(second: 2)
        try await scan("b", second: 3, path: "/src/../src/app/", key: "/src/app")
        #expect(try await isRegressed("b") == true)
        let statistics = try await store.statistics()
        #expect(statistics.byState[.fixed] == 1)
    }

    @Test func aScanOfWhatIsNewSaysNothingOfHowTheTargetStands() async throws {
        try await scan("a", second: 1)
        try await scan("b", second: 2, baseRef: "main")
        try store.execute("UPDATE scans SET medium = 0 WHERE id = 'b'")
        #expect(try await store.statistics().byState[.new] == 1)
        let today = try await store.trend(days: 1, now: Timestamp(microseconds: 6_000_000)).last
        #expect(today?.severities.medium == 1)
    }

    @Test func itIsKnownAfterTheScanThatHadItIsGone() async throws {
        try await scan("a", second: 1)
        try await fix(second: 2)
        #expect(try await store.delete(scanID: "a") == .deleted)
        try await scan("b", second: 3)
        try await scan("c", second: 4, path: "/src/other")
        #expect(try await isRegressed("b") == true)
        #expect(try await isRegressed("c") == false)
    }

    @Test func aDecisionThatCameBeforeAnyScanHoldsForEveryTarget() async throws {
        try await fix(second: 2)
        try await scan("b", second: 3)
        #expect(try await isRegressed("b") == true)
    }

    @Test(arguments: FindingState.Status.allCases.filter { $0 != .fixed })
    func otherDecisionsDoNotRegress(status: FindingState.Status) async throws {
        try await scan("a", second: 1)
        try await fix(second: 2)
        try await fix(second: 2, as: status)
        try await scan("b", second: 3)
        #expect(try await isRegressed("b") == false)
    }

    @Test func commentsAreBounded() async throws {
        for number in 0..<Store.commentLimit {
            let comment = FindingComment(
                id: "\(number)", fingerprint: "f", text: "\(number)", author: nil, createdAt: Timestamp(microseconds: 1)
            )
            #expect(try await store.add(comment))
        }
        let last = FindingComment(
            id: "last", fingerprint: "f", text: "", author: nil, createdAt: Timestamp(microseconds: 1))
        #expect(try await store.add(last) == false)
        #expect(try await store.comments(on: "f").map(\.id) == (0..<Store.commentLimit).map(String.init))
    }

    @Test func theTrendCarriesEachTargetsLatestScanOn() async throws {
        let day: Int64 = 86_400
        try await scan("a", second: 1)
        try store.execute("UPDATE scans SET completed_at = \(10 * day * 1_000_000), medium = 4, risk_score = 50")
        try await scan("b", second: 2, path: "/src/other")
        try store.execute("UPDATE scans SET completed_at = \(12 * day * 1_000_000), risk_score = 20 WHERE id = 'b'")
        let trend = try await store.trend(days: 4, now: Timestamp(microseconds: 13 * day * 1_000_000))
        #expect(trend.map(\.date) == ["1970-01-11", "1970-01-12", "1970-01-13", "1970-01-14"])
        #expect(trend.map(\.severities.medium) == [4, 4, 5, 5])
        #expect(trend.map(\.riskScore) == [50, 50, 35, 35])
    }

    @Test func findingsThatAreSetAsideAreCountedWithoutReadingThem() async throws {
        let id = try await store.runningScan()
        var passedOver = Finding.sample(9)
        passedOver.metadata = ["suppressed_by": ["reason": "r"]]
        let findings = (1...5).map { Finding.sample($0) }
        _ = try store.append(ScanBatch(findings: findings + [passedOver]), to: id)
        let statuses: [FindingState.Status] = [.falsePositive, .acceptedRisk, .wontFix, .fixed]
        for (finding, status) in zip(findings, statuses) {
            try await store.set(
                FindingState(
                    fingerprint: finding.fingerprint, status: status, note: nil, updatedAt: .now(), updatedBy: nil))
        }
        let numbers = try await store.setAside(of: id)
        #expect(numbers.decided.total == 3 && numbers.suppressed == 1)
        #expect(numbers.decided[findings[0].severity] >= 1)
        #expect(try await store.ruleTallies(of: id).reduce(0) { $0 + $1.count } == 4, "a false positive is no evidence")
        let other = try await store.setAside(of: "unknown")
        #expect(other.decided.total == 0 && other.suppressed == 0)
    }
}
