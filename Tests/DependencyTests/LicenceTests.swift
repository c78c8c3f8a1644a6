import Packages
import PluginTestKit
import Testing

@testable import DependencyEngine

@Suite struct LicenceTests {
    /// Expressions, the licences that may be used, and whether the package may.
    @Test(arguments: [
        ("MIT", "MIT", true), ("mit", "mit", true), ("MIT", "BSD", false), ("MIT OR GPL", "MIT", true),
        ("MIT AND GPL", "MIT", false), ("MIT AND GPL", "MIT,GPL", true),
        // AND binds stronger than OR, on either side.
        ("A OR B AND C", "A", true), ("A OR B AND C", "B", false), ("A AND B OR C", "C", true),
        ("(A OR B) AND C", "A", false), ("(A OR B) AND C", "B,C", true), ("((A))", "A", true),
        ("A WITH E", "A", false), ("A WITH E", "A WITH E", true), ("A WITH E OR B", "B", true),
        ("A with E", "A WITH E", true), ("A or B", "B", true), ("A and B", "A", false), ("GPL-2.0+", "GPL-2.0+", true),
    ])
    func expressionsAreEvaluated(expression: String, allowed: String, holds: Bool) throws {
        let names = Set(allowed.split(separator: ",").map(String.init))
        #expect(try #require(SPDXExpression(expression)).holds { names.contains($0) } == holds)
    }

    @Test(arguments: [
        "", " ", "AND", "A AND", "OR A", "A B", "(A", "A)", "()", "A WITH", "A WITH (B)", "WITH E", "A OR OR B",
        "(A) B",
        ")(", "A AND (B OR", String(repeating: "(", count: 40) + "A" + String(repeating: ")", count: 40),
        Array(repeating: "A", count: 600).joined(separator: " OR "), String(repeating: "(", count: 2_000_000),
        String(repeating: ")", count: 2_000_000),
    ])
    func garbageIsNoExpression(text: String) { #expect(SPDXExpression(text) == nil) }

    @Test func parenthesesMayStandInOneAnother() {
        let depth = 32
        let text = String(repeating: "(", count: depth) + "A" + String(repeating: ")", count: depth)
        #expect(SPDXExpression(text) != nil)
    }

    /// Allowed (nil: all), denied, the licence, and whether it is refused.
    @Test(
        arguments: [
            (nil, ["GPL-3.0-only"], "GPL-3.0-only", true), (nil, ["gpl-3.0-ONLY"], "GPL-3.0-only", true),
            (nil, ["GPL-3.0-only"], "MIT OR GPL-3.0-only", false),
            (nil, ["GPL-3.0-only"], "MIT AND GPL-3.0-only", true),
            (nil, ["GPL-2.0"], "GPL-2.0+", true), (nil, ["GPL-2.0"], "GPL-2.0 WITH Classpath-exception-2.0", true),
            (nil, ["GPL-3.0-only"], "", false), (["MIT"], [], "", true), (["MIT"], [], "MIT", false),
            (["MIT"], [], "Apache-2.0", true), (["MIT", "Apache-2.0"], ["MIT"], "MIT", true), ([], [], "MIT", true),
            (["MIT"], [], "MIT AND", true), (["Own licence text"], [], "Own licence text", false),
        ] as [([String]?, [String], String, Bool)])
    func policyDecides(allowed: [String]?, denied: [String], licence: String, isRefused: Bool) {
        let policy = LicencePolicy(allowed: allowed.map { [$0] } ?? [], denied: denied)
        #expect((policy.objection(to: licence) != nil) == isRefused)
    }

    private static let lock =
        #"{"packages": {"node_modules/a": {"version": "1.0.0", "license": "MIT"}, "node_modules/b": {"version": "#
        + #""2.0.0", "license": "GPL-3.0-only"}}}"#

    @Test func refusedLicencesAreReported() throws {
        let run = DependencyRun(configuration: #"{"denied_licenses": ["GPL-3.0-only"]}"#)
        let found = try run.report(["package-lock.json": Self.lock]).of(.deniedLicence)
        #expect(found.map(\.component) == ["pkg:npm/b@2.0.0"])
        #expect(found.map(\.message) == ["b 2.0.0 (npm) has the licence GPL-3.0-only, which is denied."])
    }

    @Test func aProjectHasAPolicyOfItsOwn() throws {
        let policy = "dependency:\n  licenses:\n    allow: [GPL-3.0-only]\n"
        let files = ["package-lock.json": Self.lock, ".securescan.yml": policy]
        #expect(try DependencyRun().report(files).of(.deniedLicence).map(\.component) == ["pkg:npm/a@1.0.0"])
        let untrusting = DependencyRun(configuration: #"{"trust_target": false}"#)
        #expect(try untrusting.report(files).of(.deniedLicence).isEmpty)
    }

    /// A project narrows what the operator allows, and does not widen it.
    @Test func bothPoliciesHold() throws {
        let policy = "dependency:\n  licenses:\n    allow: [GPL-3.0-only, MIT]\n"
        let run = DependencyRun(configuration: #"{"allowed_licenses": ["MIT", "Apache-2.0"]}"#)
        let found = try run.report(["package-lock.json": Self.lock, ".securescan.yml": policy]).of(.deniedLicence)
        #expect(found.map(\.component) == ["pkg:npm/b@2.0.0"])
    }

    /// A list that cannot be read allows nothing in particular and denies nothing.
    @Test func aPolicyOfAnotherTypeIsReportedAndNotApplied() throws {
        let policy = "dependency:\n  licenses:\n    allow: MIT\n"
        let report = try DependencyRun().report(["package-lock.json": Self.lock, ".securescan.yml": policy])
        #expect(report.of(.deniedLicence).isEmpty)
        #expect(report.of(.policy).count == 1)
    }
}
