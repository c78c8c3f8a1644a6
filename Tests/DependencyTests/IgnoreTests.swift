import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine
@testable import DependencyReaders

@Suite struct IgnoreTests {
    private static let lock = """
        {"packages": {"node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "1.0.0"}}}
        """
    private static let run = DependencyRun(imported: [
        Advisory("GHSA-aaaa", .npm, "a", aliases: ["CVE-2024-1"]), Advisory("GHSA-bbbb", .npm, "b"),
    ])

    private func report(_ rule: String) throws -> TestReport {
        let policy = "dependency:\n  ignore:\n    - \(rule)\n"
        return try Self.run.report(["app/package-lock.json": Self.lock, ".securescan.yml": policy])
    }

    /// Rules, and which packages are still reported.
    @Test(arguments: [
        ("{advisory: GHSA-aaaa, reason: r}", "b"), ("{advisory: cve-2024-1, reason: r}", "b"),
        ("{id: ghsa-AAAA, reason: r}", "b"), ("{advisory: GHSA-cccc, reason: r}", "a b"),
        ("{package: a, reason: r}", "b"), ("{package: A, reason: r}", "a b"),
        ("{package: 'pkg:npm/a', reason: r}", "b"), ("{package: 'pkg:npm/a@1.0.0', reason: r}", "b"),
        ("{package: 'pkg:npm/a@1.0.0?x=y', reason: r}", "b"), ("{package: 'pkg:npm/a@1.0.1', reason: r}", "a b"),
        ("{package: 'pkg:pypi/a', reason: r}", "a b"), ("{package: 'pkg:???', reason: r}", "a b"),
        ("{path: 'app/**', reason: r}", ""), ("{path: package-lock.json, reason: r}", ""),
        ("{path: 'lib/', reason: r}", "a b"), ("{advisory: GHSA-aaaa, package: b, reason: r}", "a b"),
        ("{advisory: GHSA-aaaa, package: a, path: app/, reason: r}", "b"),
        ("{advisory: GHSA-aaaa, path: lib/, reason: r}", "a b"),
        ("{advisory: GHSA-aaaa, reason: r, expires: 2999-12-31}", "b"),
        ("{advisory: GHSA-aaaa, reason: r, expires: '2001-01-01'}", "a b"),
    ])
    func rulesHideWhatTheyName(rule: String, open: String) throws {
        let report = try report(rule)
        let names = report.open.compactMap { $0.properties?["package"]?.string }
        #expect(names.joined(separator: " ") == open)
        #expect(report.of(.vulnerable).count == 2)
    }

    @Test func theReasonIsKept() throws {
        let report = try report("{advisory: GHSA-aaaa, reason: not reachable}")
        let kept = report.of(.vulnerable).compactMap { $0.properties?["suppressed_by"] }
        #expect(
            kept == [["kind": "ignore_rule", "reason": "not reachable", "path": ".securescan.yml", "line": 3]])
    }

    /// Rules that are not applied, and a word of what is said about each.
    @Test(arguments: [
        ("{advisory: GHSA-aaaa}", "gives no reason"), ("{advisory: GHSA-aaaa, reason: ' '}", "gives no reason"),
        ("{reason: r}", "names no advisory"), ("{advisory: GHSA-aaaa, reason: r, expires: soon}", "is no date"),
        ("{advisory: GHSA-aaaa, reason: r, expires: 2999-13-01}", "is no date"),
        ("GHSA-aaaa", "object is expected"), ("{advisory: [GHSA-aaaa], reason: r}", ""),
        ("{advisory: GHSA-aaaa, reason: r, expires: 2001-01-01}", "expired on 2001-01-01"),
        ("{advisory: GHSA-aaaa, reason: r", ""),
    ])
    func whatIsNotWholeIsReportedAndHidesNothing(rule: String, said: String) throws {
        let report = try report(rule)
        #expect(report.open.count == 2)
        #expect(report.of(.policy).contains { said.isEmpty || $0.message.contains(said) })
    }

    /// A condition that cannot be read must not make a rule wider.
    @Test(arguments: [
        "{advisory: [GHSA-bbbb], package: a, reason: r}", "{advisory: , package: a, reason: r}",
        "{package: a, path: {x: y}, reason: r}", "{package: a, reason: r, expires: [2001-01-01]}",
        "{package: a, reason: r, expires: }",
    ])
    func aRuleWithAConditionOfAnotherTypeIsNotApplied(rule: String) throws {
        let report = try report(rule)
        #expect(report.open.count == 2)
        #expect(!report.of(.policy).isEmpty)
    }

    /// A misspelt condition must not make a rule wider.
    @Test(arguments: [
        "{advisory: GHSA-aaaa, reason: r, pakage: b}", "{advisory: GHSA-aaaa, reason: r, expire: 2001-01-01}",
    ])
    func aRuleWithAnUnknownKeyIsNotApplied(rule: String) throws {
        let report = try report(rule)
        #expect(report.open.count == 2)
        #expect(report.of(.policy).contains { $0.message.contains("is unknown") })
    }

    @Test func unknownKeysAreReported() throws {
        let report = try Self.run.report([
            "package-lock.json": Self.lock,
            ".securescan.yml": "secrets: {}\ndependency:\n  ignroe: []\n  licenses: {alow: []}\n",
        ])
        #expect(report.of(.policy).count == 2)
    }

    @Test func aRuleHoldsOnItsLastDay() {
        var rule = DependencyPolicy.Ignore()
        (rule.package, rule.reason, rule.expires) = ("a", "r", "2026-05-31")
        var policy = DependencyPolicy()
        policy.ignores = [rule]
        let package = DependencyReaders.Package(.npm, "a", "1", line: 1)
        func reason(_ today: String) -> Suppression? {
            let list = SuppressionList(policy, [], today: today)
            return list.reason(for: ["X"], package, purl: "pkg:npm/a@1", in: list.place(of: []))
        }
        #expect(reason("2026-05-30") != nil)
        #expect(reason("2026-05-31") != nil)
        #expect(reason("2026-06-01") == nil)
    }

    @Test func onlyTheFileAtTheRootCounts() throws {
        let policy = "dependency: {ignore: [{advisory: GHSA-aaaa, reason: r}]}\n"
        let report = try Self.run.report(["package-lock.json": Self.lock, "sub/.securescan.yml": policy])
        #expect(report.open.count == 2)
        let root = try Self.run.report(["package-lock.json": Self.lock, ".securescan.yml": policy])
        #expect(root.open.count == 1)
        var untrusting = Self.run
        untrusting.configuration = #"{"trust_target": false}"#
        let ignored = try untrusting.report(["package-lock.json": Self.lock, ".securescan.yml": policy])
        #expect(ignored.open.count == 2)
    }

    @Test func aHugeListCostsLittle() throws {
        let lines = (0..<20_000).map { index in
            index % 2 == 0
                ? "    - {advisory: X-\(index), reason: r}" : "    - {package: 'pkg:npm/x\(index)@1', reason: r}"
        }
        let policy = "dependency:\n  ignore:\n" + lines.joined(separator: "\n")
        let packages = (0..<1000).map { #""node_modules/p\#($0)": {"version": "1.0.0"}"# }.joined(separator: ",")
        let run = DependencyRun(imported: (0..<1000).map { Advisory("A-\($0)", .npm, "p\($0)") })
        let clock = ContinuousClock()
        let start = clock.now
        let report = try run.report([".securescan.yml": policy, "package-lock.json": "{\"packages\": {\(packages)}}"])
        let took = clock.now - start
        #expect(report.open.count == 1000)
        #expect(report.of(.policy).contains { $0.message.contains("ore than 10000 ignore rules") })
        #expect(took < .seconds(10))
    }
}
