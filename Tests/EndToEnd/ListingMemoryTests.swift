import Digest
import Foundation
import Model
import Store
import TestSupport
import Testing

/// Big listings leave the server piece by piece. Measured from outside, in a server that does nothing else.
@Suite(.timeLimit(.minutes(10))) struct ListingMemoryTests {
    private static let id = SecureRandom.uuid()

    @Test func memoryStaysFlatWhileTwentyThousandFindingsAreListed() async throws {
        let installation = try Installation()
        try installation.folder.makeFolder("state")
        try await fill(installation.database, findings: 20_000)
        let server = try await ServerProcess.start(installation)
        _ = try await server.client.get("/api/v1/scans/\(ListingMemoryTests.id)/findings?limit=1000")
        let before = try ListingMemoryTests.peakBytes(of: server.processID)
        let reply = try await server.client.get("/api/v1/scans/\(ListingMemoryTests.id)/findings")
        let grown = try ListingMemoryTests.peakBytes(of: server.processID) - before
        #expect(reply.body.count > 20_000_000)
        #expect(reply["Transfer-Encoding"] == "chunked")
        #expect(grown < 15_000_000, "\(grown) bytes more than for a page")
    }

    private func fill(_ path: String, findings count: Int) async throws {
        let store = try Store(path: path)
        defer { store.close() }
        let request = ScanRequest(targetPath: "/somewhere", scanTypes: ["secrets"])
        try await store.insert(Scan(id: ListingMemoryTests.id, request: request, createdAt: .now()))
        _ = try store.begin(scanID: ListingMemoryTests.id, at: .now())
        for start in stride(from: 0, to: count, by: 1000) {
            _ = try store.append(ScanBatch(findings: (start..<start + 1000).map(finding)), to: ListingMemoryTests.id)
        }
        _ = try store.finish(ScanEnd(scanID: ListingMemoryTests.id, status: .completed, at: .now()))
    }

    private func finding(_ number: Int) -> Finding {
        Finding(
            id: SecureRandom.uuid(), scanID: ListingMemoryTests.id, scanner: "secrets", scanType: "secrets",
            severity: .low,
            title: "Title", description: String(repeating: "a long description ", count: 40), filePath: "f\(number)",
            lineStart: 1, ruleID: "secrets.x", fingerprint: Hex.encode(SecureRandom.bytes(32)))
    }

    /// The most memory that the process ever had resident.
    static func peakBytes(of process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return 1024 * (try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }))
    }
}
