import Advisories
import Foundation
import Packages
import TestSupport
import Testing

@testable import AdvisoryFeeds

/// The records that the program brings along.
@Suite(.timeLimit(.minutes(10)))
struct BuiltinRecordsTests {
    private static let source = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Plugins/dependency/Advisories").standardized.path

    private func database(_ folder: TemporaryFolder) throws -> AdvisoryDatabase {
        let path = folder.path + "/built-in.db"
        _ = try BuiltinAdvisories.compile(folder: BuiltinRecordsTests.source, to: path)
        return try #require(try DatabaseFile(path).open(verifying: true)).database
    }

    @Test(arguments: [
        (Ecosystem.maven, "org.apache.logging.log4j:log4j-core", "2.14.1", "CVE-2021-44228", "2.15.0"),
        (.maven, "org.springframework:spring-beans", "5.3.17", "CVE-2022-22965", "5.3.18"),
        (.pypi, "django", "3.2.13", "CVE-2022-34265", "3.2.14"), (.pypi, "pyyaml", "5.3", "CVE-2020-14343", "5.4"),
        (.npm, "lodash", "4.17.20", "CVE-2021-23337", "4.17.21"),
        (.npm, "event-stream", "3.3.6", "GHSA-mh6f-8j2x-4483", "4.0.0"),
        (.rubygems, "rack", "2.2.3", "CVE-2022-30123", "2.2.3.1"),
        (.crates, "regex", "1.5.4", "CVE-2022-24713", "1.5.5"),
        (.go, "golang.org/x/net", "v0.16.0", "CVE-2023-39325", "0.17.0"),
        (.packagist, "Twig/Twig", "v3.4.1", "CVE-2022-39261", "3.4.3"),
        (.nuget, "newtonsoft.json", "12.0.3", "CVE-2024-21907", "13.0.1"),
    ])
    func famousWeaknessesAreFound(
        ecosystem: Ecosystem, name: String, version: String, id: String, fixed: String
    ) throws {
        let folder = try TemporaryFolder()
        let database = try database(folder)
        let matches = database.matches(ecosystem, name: name, version: version)
        let match = try #require(matches.first { database.ids(ofGroup: $0.group).first == id }, "\(matches)")
        #expect(match.outcome == .affected)
        #expect(match.fixed.best == fixed)
        #expect(database.severity(match.advisories[0])?.severity ?? .none >= .medium)
        #expect(database.matches(ecosystem, name: name, version: fixed).allSatisfy { $0.group != match.group })
    }

    @Test func everyRecordHasASeverityAReferenceAndAFix() throws {
        let folder = try TemporaryFolder()
        let database = try database(folder)
        #expect(database.count > 40)
        for number in 0..<database.count {
            let advisory = try #require(database.advisory(number))
            #expect(advisory.severity != nil, "\(advisory.id)")
            #expect(!advisory.references.isEmpty && !advisory.summary.isEmpty && !advisory.details.isEmpty)
            for affected in advisory.affected {
                for event in affected.ranges.flatMap(\.events) where event.version != "0" {
                    #expect(Version(event.version, in: affected.ecosystem) != nil, "\(advisory.id) \(event.version)")
                }
                #expect(affected.ranges.allSatisfy { $0.events.contains { $0.kind == .fixed } }, "\(advisory.id)")
            }
        }
    }
}
