import Advisories
import AdvisoryFeeds
import Foundation
import Packages
import TestSupport
import Testing

/// A folder of real archives, which the environment names; without it nothing is tested here.
private let shared = ProcessInfo.processInfo.environment["SECURESCAN_TEST_ADVISORIES"]

@Suite(
    .timeLimit(.minutes(10)),
    .enabled(if: shared != nil, "SECURESCAN_TEST_ADVISORIES names no folder with <ecosystem>/all.zip"))
struct SharedArchivesTests {
    @Test func everyRecordIsReadOrItsRefusalExplained() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/advisories.db"
        let clock = ContinuousClock()
        var reports: [FeedReport] = []
        let time = try clock.measure { reports = try AdvisoryImport(into: path, at: 1).run([try #require(shared)]) }
        let database = try #require(try DatabaseFile(path).open(verifying: true)).database
        let status = try #require(try DatabaseFile(path).status())
        print("import: \(time), \(status.bytes) bytes, \(status.advisories) advisories, \(status.packages) packages")
        for report in reports {
            #expect(report.feed.records > 0)
            #expect(report.feed.refused == report.refused.count)
            for note in report.refused { print("\(report.feed.name): \(note.record): \(note.reason)") }
        }

        // What the database says about every package and every version that an advisory names is what the schema says.
        let contents = try database.contents()
        var byPackage: [PackageName: [(id: String, affected: AffectedPackage)]] = [:]
        for entry in contents.entries.values where entry.advisory.withdrawn == nil {
            for affected in entry.advisory.affected {
                let name = affected.ecosystem.normalizedName(affected.name)
                byPackage[PackageName(ecosystem: affected.ecosystem, name: name), default: []]
                    .append((entry.advisory.id, affected))
            }
        }
        var queries = 0
        for (package, all) in byPackage {
            let texts = Set(all.flatMap { $0.affected.ranges.flatMap(\.events).map(\.version) + $0.affected.versions })
            for version in texts.sorted().prefix(12) where Version(version, in: package.ecosystem) != nil {
                let expected = Set(all.filter { Schema.isAffected($0.affected, version) }.map(\.id))
                let matches = database.matches(package.ecosystem, name: package.name, version: version)
                func ids(_ matches: [Match]) -> Set<String> {
                    Set(matches.flatMap(\.advisories).compactMap(database.id))
                }
                let found = ids(matches.filter { $0.outcome == .affected })
                #expect(found.isSubset(of: expected), "\(package) \(version)")
                // Where a bound is no version, the answer may be open but never clean.
                #expect(expected.isSubset(of: found.union(open(all))), "\(package) \(version)")
                #expect(expected.isSubset(of: ids(matches)), "\(package) \(version)")
                queries += 1
            }
        }
        print("queries compared: \(queries)")
    }

    /// Those that name a bound which their ecosystem cannot order.
    private func open(_ all: [(id: String, affected: AffectedPackage)]) -> Set<String> {
        Set(
            all.filter { entry in
                entry.affected.ranges.flatMap(\.events).contains {
                    $0.version != "0" && Version($0.version, in: entry.affected.ecosystem) == nil
                }
            }.map(\.id))
    }
}

private struct PackageName: Hashable {
    var ecosystem: Ecosystem
    var name: String
}
