import Foundation
import TestSupport
import Testing

@testable import Settings

/// docs/operations.md describes what there is.
struct OperationsManualTests {
    private func manual() throws -> String {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: package.appendingPathComponent("docs/operations.md"), encoding: .utf8)
    }

    /// Variable and default of every row of the table of settings.
    private func table() throws -> [[String]] {
        let section = try #require(try manual().components(separatedBy: "\n## ").first { $0.hasPrefix("Settings\n") })
        return section.split(separator: "\n").filter { $0.hasPrefix("| `SECURESCAN_") }.map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return [cells[0].replacingOccurrences(of: "`", with: ""), cells.last ?? ""]
        }
    }

    @Test func everySettingIsInTheTableWithItsDefault() throws {
        let rows = try table()
        #expect(rows.map { $0[0] } == Setting.all.map(\.name))
        for (row, setting) in zip(rows, Setting.all) { #expect(row[1] == setting.fallback, "\(setting.name)") }
    }

    @Test func theExampleFileIsGood() throws {
        let parts = try manual().components(separatedBy: "```")
        let example = try #require(parts.first { $0.hasPrefix("yaml\n") }?.dropFirst(5))
        let folder = try TemporaryFolder()
        let path = try folder.write("securescan.yaml", String(example))
        let sources = Sources(file: ConfigurationFile(path: path))
        #expect(sources.faults.isEmpty && sources.file?.entries.isEmpty == false)
        #expect(Settings(sources: sources, home: "", version: "").faults.isEmpty)
        withExtendedLifetime(folder) {}
    }
}
