import Digest
import Foundation
import Model
import Store
import TestSupport
import Testing

/// What the reports of a large scan cost a real server, in a process of its own so that nothing else counts.
@Suite(.timeLimit(.minutes(10)), .serialized) struct ReportMemoryTests {
    @Test func reportsOfManyFindingsAreStreamedInFlatMemory() async throws {
        let installation = try Installation()
        let (few, many) = (SecureRandom.uuid(), SecureRandom.uuid())
        for (id, count) in [(few, 1500), (many, 15_000)] { try await store(id, count, in: installation) }
        let server = try await ServerProcess.start(installation)
        for format in ["sarif", "json", "csv", "junit", "md", "gitlab-sast", "html"] {
            let path = { (scan: String) in "/api/v1/scans/\(scan)/report?format=\(format)" }
            let small = try await server.client.get(path(few))
            let before = try ListingMemoryTests.peakBytes(of: server.processID)
            let large = try await server.client.get(path(many))
            let after = try ListingMemoryTests.peakBytes(of: server.processID)
            #expect(small.status == 200 && large.status == 200)
            // A page shows a part of them.
            #expect(large.body.count > (format == "html" ? 2 : 8) * small.body.count, "\(format)")
            // What SQLite keeps; never the text.
            #expect(after - before < 12_000_000, "\(format): \(after - before) bytes more")
        }
    }

    private func store(_ name: String, _ count: Int, in installation: Installation) async throws {
        try FileManager.default.createDirectory(
            atPath: installation.folder.path + "/state", withIntermediateDirectories: true)
        let store = try Store(path: installation.database)
        defer { store.close() }
        let request = ScanRequest(targetPath: "/srv/app", scanTypes: ["code"])
        try await store.insert(Scan(id: name, request: request, createdAt: .now()))
        _ = try store.begin(scanID: name, at: .now())
        for start in stride(from: 0, to: count, by: 1000) {
            let findings = (start..<min(start + 1000, count)).map { finding($0) }
            _ = try store.append(ScanBatch(findings: findings), to: name)
        }
        _ = try store.finish(ScanEnd(scanID: name, status: .completed, at: .now(), scannersRun: ["code"]))
    }

    private func finding(_ number: Int) -> Finding {
        let digits = String(number, radix: 16)
        return Finding(
            id: SecureRandom.uuid(), scanID: "", scanner: "code", scanType: "code",
            severity: Severity.allCases[number % 5], title: "Finding \(number)",
            description: String(repeating: "Something is wrong here. ", count: 20),
            filePath: "src/file\(number % 700).py",
            lineStart: number + 1, ruleID: "code.rule-\(number % 40)", cwe: "CWE-89",
            metadata: ["snippet": .string("    call(\"\(number)\", request.args)")],
            fingerprint: String(repeating: "0", count: 64 - digits.count) + digits)
    }
}
