import Foundation
import GRDB
import Model
import Testing

@testable import Store

/// A database in a folder of its own, removed with this value.
final class TemporaryDatabase: Sendable {
    let folder: String
    let path: String

    init() throws {
        folder = NSTemporaryDirectory() + "store-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/securescan.db"
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func open(_ migrations: [Migration] = Migration.all) throws -> Store {
        try Store(path: path, migrations: migrations)
    }

    func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
}

extension Store {
    /// Inserts a scan and begins it.
    func runningScan(_ id: String = UUID().uuidString.lowercased()) async throws -> String {
        try await insert(.sample(id))
        _ = try begin(scanID: id, at: Timestamp(microseconds: 2_000_000))
        return id
    }

    func completed(_ scanID: String, _ batch: ScanBatch = ScanBatch()) -> ScanEnd {
        ScanEnd(scanID: scanID, status: .completed, at: Timestamp(microseconds: 5_500_000), batch: batch)
    }

    /// Every finding of a listing, page by page.
    func allFindings(
        of scanID: String, _ filter: FindingFilter = FindingFilter(), limit: Int = 7
    ) async throws -> [FindingWithState] {
        var all: [FindingWithState] = []
        var cursor: String?
        repeat {
            let page = try await findings(of: scanID, filter, limit: limit, cursor: cursor)
            all += page.items
            cursor = page.next
        } while cursor != nil
        return all
    }

    func execute(_ sql: String) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    func integrity() throws -> String? {
        try pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    }
}

extension Scan {
    static func sample(_ id: String, createdAt: Int64 = 1_000_000, path: String = "/src/app") -> Scan {
        Scan(
            id: id, request: ScanRequest(targetPath: path, scanTypes: ["secrets"]),
            createdAt: Timestamp(microseconds: createdAt))
    }
}

extension Finding {
    /// A finding whose fingerprint and id follow from `number`.
    static func sample(
        _ number: Int, severity: Severity = .medium, path: String = "src/a.py", line: Int? = 1,
        rule: String = "secrets.test", title: String = "A secret"
    ) -> Finding {
        let digits = String(number)
        let padded = String(repeating: "0", count: 64 - digits.count) + digits
        return Finding(
            id: "id-" + padded.suffix(12), scanID: "", scanner: "secrets", scanType: "secrets", severity: severity,
            title: title, description: "Found by a rule.", filePath: path, lineStart: line, ruleID: rule,
            fingerprint: padded)
    }
}

extension ScanBatch {
    /// Findings `range`, spread over severities, files and lines.
    static func samples(_ range: Range<Int>) -> ScanBatch {
        ScanBatch(
            findings: range.map { number in
                .sample(
                    number, severity: Severity.allCases[number % 5], path: "src/\(number * 7919 % 1000).py",
                    line: number % 50)
            })
    }
}

extension Store {
    func count(_ table: String) throws -> Int? {
        try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
    }
}
