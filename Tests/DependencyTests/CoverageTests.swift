import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine

/// That nothing is found never looks like a clean bill where nothing was checked.
@Suite struct CoverageTests {
    private static let requirements = ["requirements.txt": "flask==3.0.0\nrequests>=2\n"]

    @Test func saysThatThereIsNoDatabase() throws {
        let report = try DependencyRun(imported: nil).report(Self.requirements)
        #expect(report.notes.count == 1)
        #expect(report.notes.first?.hasPrefix("No advisory database was imported") == true)
        #expect(report.of(.notChecked).map { $0.properties?["packages"] } == [1, 1])
        #expect(report.of(.notChecked).allSatisfy { $0.path == "requirements.txt" && $0.severity == nil })
    }

    @Test func saysThatAnEcosystemWasNotImported() throws {
        let run = DependencyRun(feeds: [.npm])
        let report = try run.report(Self.requirements)
        #expect(report.notes == ["1 package of PyPI was not checked: no advisories of PyPI were imported."])
        #expect(report.of(.notChecked).contains { $0.message.contains("no advisories of PyPI were imported") })
    }

    /// Single records say nothing about the rest of their ecosystem.
    @Test func singleRecordsAreNoDatabaseOfAnEcosystem() throws {
        let files = try DependencyRun.database([Advisory("A-1", .pypi, "flask")], feeds: [Feed.files])
        var host = TestHost(files: Self.requirements, data: [:])
        host.advisories = files
        let report = host.scan(DependencyScanner.self)
        #expect(report.of(.vulnerable).count == 1)
        #expect(report.of(.notChecked).count == 2)
    }

    @Test func saysHowOldTheAdvisoriesAre() throws {
        let report = try DependencyRun().report(Self.requirements)
        let note = try #require(report.notes.first)
        #expect(note.hasPrefix("1 package of PyPI was checked with the advisories imported on 2023-11-14 ("))
        #expect(note.hasSuffix("; 1 without a version was not."))
        #expect(report.of(.notChecked).map(\.message).first?.contains("no file pins a version") == true)
        #expect(report.of(.notChecked).count == 1)
    }

    @Test func saysNothingWhereThereIsNothingToCheck() throws {
        let report = try DependencyRun(imported: nil).report(["main.py": "x = 1"])
        #expect(report.findings.isEmpty && report.notes.isEmpty)
    }

    /// What is reported first must not be what crowds this out.
    @Test func survivesALimitOnFindings() throws {
        let lines = (0..<50).map { "p\($0)==1" }.joined(separator: "\n")
        let advisories = (0..<50).map { Advisory("A-\($0)", .pypi, "p\($0)") }
        let run = DependencyRun(imported: advisories, feeds: [.npm], findingLimit: 10)
        let report = try run.report(["requirements.txt": lines])
        #expect(report.of(.notChecked).count == 1)
        #expect(report.notes.contains { $0.contains("of PyPI were not checked") })
    }

    @Test func aBrokenFileIsReported() throws {
        let report = try DependencyRun().report([
            "package-lock.json": #"{"packages": {"node_modules/a": {"version": "1.0.0"}, "node_modules/b": "#
        ])
        #expect(report.of(.unreadable).count == 1)
        #expect(report.components.map(\.name) == ["a"])
    }
}
