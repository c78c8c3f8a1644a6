import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine

/// A target with advisories beside it, and what the plugin says about it.
struct DependencyRun {
    /// Of the host; nil: it has no database.
    var imported: [Advisory]? = []
    /// Whole ecosystems that count as imported.
    var feeds: [Ecosystem] = [.npm, .pypi, .go]
    var exploitation: [CVEID: Exploitation] = [:]
    var builtIn: [Advisory] = []
    var configuration = "{}"
    var threads = 1
    var findingLimit = 100_000

    func report(_ files: [String: String]) throws -> TestReport {
        try report(bytes: files.mapValues { Array($0.utf8) })
    }

    func report(bytes files: [String: [UInt8]]) throws -> TestReport {
        var host = TestHost(bytes: files, data: ["builtin.db": try DependencyRun.database(builtIn, feeds: ["files"])])
        if let imported {
            host.advisories = try DependencyRun.database(
                imported, feeds: feeds.map(\.rawValue), exploitation: exploitation)
        }
        host.threads = threads
        host.findingLimit = findingLimit
        let report = host.scan(DependencyScanner.self, configuration: configuration)
        #expect(report.violations == [])
        return report
    }

    static func database(
        _ advisories: [Advisory], feeds: [String], exploitation: [CVEID: Exploitation] = [:]
    ) throws -> [UInt8] {
        var contents = DatabaseContents()
        for (index, name) in feeds.enumerated() {
            let feed = Feed(name: name, source: "test", importedAt: 1_700_000_000)
            contents.add(feed, index == 0 ? advisories : [])
        }
        contents.exploitation = exploitation
        return try DatabaseWriter.bytes(contents)
    }
}

extension TestReport {
    func of(_ rule: DependencyRule) -> [TestFinding] { findings.filter { $0.rule == rule.rawValue } }
    /// Found and not passed over.
    var open: [TestFinding] { of(.vulnerable).filter { $0.properties?["suppressed_by"] == nil } }
    var notes: [String] { logs.filter { $0.level == LogLevel.note.rawValue }.map(\.message) }
}

extension Advisory {
    /// Affects all versions before `fixed`, or all.
    init(
        _ id: String, _ ecosystem: Ecosystem, _ name: String, fixed: String? = nil, aliases: [String] = [],
        vector: String? = nil
    ) {
        self.init(id: id)
        self.aliases = aliases
        summary = "Something is wrong"
        vectors = vector.map { [$0] } ?? []
        let events = [AffectedRange.Event(.introduced, "0")] + (fixed.map { [.init(.fixed, $0)] } ?? [])
        affected = [AffectedPackage(ecosystem, name, ranges: [AffectedRange(events)])]
    }
}

/// Vectors of CVSS 3.1 with the scores that FIRST's calculator gives.
enum Vector {
    static let critical = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"  // 9.8
    static let high = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"  // 7.5
    static let low = "CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N"
}
