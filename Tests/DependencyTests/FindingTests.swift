import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine

@Suite struct FindingTests {
    private static let lock = """
        {"lockfileVersion": 3, "packages": {"": {"dependencies": {"a": "1"}},
        "node_modules/a": {"version": "1.0.0", "dependencies": {"b": "1"}},
        "node_modules/b": {"version": "1.5.0", "dependencies": {"c": "1", "a": "1"}},
        "node_modules/c": {"version": "2.0.0", "dev": true},
        "node_modules/b/node_modules/c": {"version": "2.0.0"}}}
        """

    @Test func oneForEachPackageAndWeakness() throws {
        let run = DependencyRun(imported: [
            Advisory("GHSA-1", .npm, "b", fixed: "2.0.0", aliases: ["CVE-2024-1"], vector: Vector.high),
            Advisory("SNYK-1", .npm, "b", fixed: "2.0.0", aliases: ["CVE-2024-1"], vector: Vector.critical),
            Advisory("GHSA-2", .npm, "b", fixed: "1.6.0"), Advisory("GHSA-3", .npm, "c"),
        ])
        let found = try run.report(["package-lock.json": Self.lock]).of(.vulnerable)
        #expect(found.map { $0.properties?["package"]?.string } == ["b", "b", "c"])
        let first = try #require(found.first { $0.properties?["cvss_score"] != nil })
        #expect(first.severity == .critical)
        let names = [first.properties?["advisory"]?.string] + (first.properties?["aliases"]?.array ?? []).map(\.string)
        #expect(Set(names) == ["GHSA-1", "SNYK-1", "CVE-2024-1"])
        #expect(first.properties?["fixed_version"] == "2.0.0")
        #expect(first.message.contains("Upgrade to 2.0.0."))
        let unknown = try #require(found.first { $0.properties?["advisory"] == "GHSA-2" })
        #expect(unknown.severity == .medium)
        #expect(found.last?.message.contains("No fixed version is known.") == true)
        #expect(found.last?.properties?["fixed_version"] == .null)
    }

    @Test func theSameMajorVersionIsNamedFirst() throws {
        var advisory = Advisory("A-1", .npm, "b")
        advisory.affected[0].ranges = [
            AffectedRange([.init(.introduced, "0"), .init(.fixed, "1.9.0")]),
            AffectedRange([.init(.introduced, "2.0.0"), .init(.fixed, "2.0.1")]),
        ]
        let found = try DependencyRun(imported: [advisory]).report(["package-lock.json": Self.lock]).of(.vulnerable)
        #expect(found.map { $0.properties?["fixed_version"] } == ["1.9.0"])
        #expect(found[0].message.contains("Upgrade to 1.9.0"))
    }

    @Test func saysThroughWhatAPackageComesIn() throws {
        let run = DependencyRun(imported: ["a", "b", "c"].map { Advisory("X-\($0)", .npm, $0) })
        let found = try run.report(["package-lock.json": Self.lock]).of(.vulnerable)
        let paths = found.map { $0.properties?["dependency_path"]?.array?.compactMap(\.string) }
        #expect(paths == [["a@1.0.0"], ["a@1.0.0", "b@1.5.0"], ["a@1.0.0", "b@1.5.0", "c@2.0.0"]])
        #expect(found.map { $0.properties?["direct"] } == [true, false, false])
        #expect(found[2].message.contains("It comes in through a@1.0.0 > b@1.5.0."))
        #expect(found.map(\.component) == ["pkg:npm/a@1.0.0", "pkg:npm/b@1.5.0", "pkg:npm/c@2.0.0"])
        #expect(found.map(\.region.startLine) == [2, 3, 4])
    }

    @Test func importedAdvisoriesComeBeforeBuiltInOnes() throws {
        let run = DependencyRun(
            imported: [Advisory("GHSA-1", .npm, "a", aliases: ["CVE-1"])],
            builtIn: [
                Advisory("CVE-1", .npm, "a", vector: Vector.critical),
                Advisory("CVE-9", .npm, "a", vector: Vector.low),
            ])
        let found = try run.report(["package-lock.json": Self.lock]).of(.vulnerable)
        #expect(found.map { $0.properties?["database"] } == ["imported", "built-in"])
        // What only the built-in one says of severity counts where the imported one says nothing.
        #expect(found.map(\.severity) == [.critical, .low])
    }

    @Test func goVersionsAreWrittenAsGoWritesThem() throws {
        let run = DependencyRun(imported: [Advisory("GO-1", .go, "example.org/m", fixed: "1.2.0")])
        let mod = "module x\ngo 1.22\nrequire example.org/m v1.1.0\n"
        let found = try run.report(["go.mod": mod]).of(.vulnerable)
        #expect(found.map { $0.properties?["fixed_version"] } == ["v1.2.0"])
        #expect(found.first?.message.contains("Upgrade to v1.2.0.") == true)
    }

    @Test func aFileBesideThatNamesTheSamePackageDoesNotRepeatTheFinding() throws {
        let run = DependencyRun(imported: [Advisory("GO-1", .go, "example.org/m", fixed: "1.2.0")])
        let mod = "module x\ngo 1.22\nrequire example.org/m v1.1.0\n"
        let sum = "example.org/m v1.1.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        let report = try run.report(["go.mod": mod, "go.sum": sum, "other/go.mod": mod])
        #expect(report.of(.vulnerable).map(\.path) == ["go.mod", "other/go.mod"])
    }

    @Test(arguments: [
        (Exploitation(probability: 499_999), Severity.medium), (Exploitation(probability: 500_000), .high),
        (Exploitation(isKnown: true), .high), (Exploitation(probability: 900_000, isKnown: true), .high),
    ])
    func exploitationMakesItOneStepWorse(exploitation: Exploitation, expected: Severity) throws {
        let id = try #require(CVEID("CVE-2024-1000"))
        let run = DependencyRun(
            imported: [Advisory("GHSA-1", .npm, "a", aliases: ["CVE-2024-1000"])], exploitation: [id: exploitation])
        let found = try run.report(["package-lock.json": Self.lock]).of(.vulnerable)
        #expect(found.map(\.severity) == [expected])
        #expect(found[0].properties?["known_exploited"] == .bool(exploitation.isKnown))
    }

    @Test func whatCannotBeComparedIsSaidApart() throws {
        let run = DependencyRun(imported: [Advisory("A-1", .npm, "a", fixed: "2.0.0")])
        let lock = #"{"packages": {"node_modules/a": {"version": "not one"}}}"#
        let report = try run.report(["package-lock.json": lock])
        #expect(report.of(.vulnerable).isEmpty)
        #expect(report.of(.unclear).count == 1)
    }

    @Test func aDamagedDatabaseStopsThePlugin() throws {
        var bytes = try DependencyRun.database([Advisory("A-1", .npm, "a")], feeds: ["npm"])
        bytes[40] ^= 0xFF
        for bad in [bytes, Array("garbage".utf8), []] {
            var host = TestHost(files: ["package-lock.json": Self.lock], data: [:])
            host.advisories = bad
            let report = host.scan(DependencyScanner.self)
            #expect(report.failure?.phase == .create)
            #expect(report.failure?.reason.contains("the advisory database of the host cannot be used") == true)
            #expect(report.findings.isEmpty)
        }
    }

    @Test(arguments: [
        #"{"allowed_licenses": "MIT"}"#, #"{"denied_licenses": [5]}"#, #"{"trust_target": "yes"}"#, "[]",
    ])
    func aWrongConfigurationStopsThePlugin(configuration: String) throws {
        let report = try DependencyRun(configuration: configuration).report(["package-lock.json": Self.lock])
        #expect(report.failure?.phase == .create)
        #expect(report.failure?.reason.isEmpty == false)
    }
}
