import Digest
import Foundation
import Model
import Store

/// Findings into the store in the Engine's batches and the first page out again. The reference is the same text into a
/// file, written and synced in the same batches.
struct StoreBenchmark {
    let findings: Int

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/securescan-bench-\(SecureRandom.uuid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let batches = stride(from: 0, to: findings, by: 500).map { start in
            (start..<min(findings, start + 500)).map(finding)
        }
        let file = try reference(batches, folder + "/reference")
        let start = ContinuousClock.now
        let store = try Store(path: folder + "/bench.db")
        try await store.insert(
            Scan(id: "s", request: ScanRequest(targetPath: "/", scanTypes: ["x"]), createdAt: .now()))
        try fill(store, batches)
        let page = try await store.findings(of: "s", FindingFilter(), limit: 100, cursor: nil)
        let seconds = (ContinuousClock.now - start).inSeconds
        store.close()
        precondition(page.items.count == min(100, findings) && page.total == findings)
        Measure.row(
            "\(findings) findings stored, first page", "\(Measure.text(seconds)) s",
            reference: "plain file \(Measure.text(file)) s", ratio: seconds / file)
        Measure.budget("findings stored, first page", seconds, atMost: 2, "s")
    }

    private func fill(_ store: Store, _ batches: [[Finding]]) throws {
        _ = try store.begin(scanID: "s", at: .now())
        for batch in batches { _ = try store.append(ScanBatch(findings: batch), to: "s") }
        _ = try store.finish(ScanEnd(scanID: "s", status: .completed, at: .now()))
    }

    private func reference(_ batches: [[Finding]], _ path: String) throws -> Double {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else { return .nan }
        return try Measure.seconds {
            for batch in batches {
                var json = JSONWriter(reserving: 1 << 20)
                for finding in batch { finding.write(to: &json) }
                try file.write(contentsOf: Data(json.take()))
            }
            try file.synchronize()
            try file.close()
        }
    }

    /// In order of path, as the pipeline reports them; severities mixed.
    private func finding(_ number: Int) -> Finding {
        Finding(
            id: SecureRandom.uuid(), scanID: "s", scanner: "bench", scanType: "bench",
            severity: Severity.allCases[number % 5], title: "A finding of the benchmark",
            description: "It says what was found, in a sentence of ordinary length, at place \(number).",
            filePath: "src/module\(1000 + number / 1000)/file\(1000 + number / 50).swift", lineStart: number % 50 + 1,
            lineEnd: number % 50 + 1, columnStart: 1, columnEnd: 20, ruleID: "bench.rule.\(number % 40)",
            cwe: "CWE-798",
            remediation: "Do something else.", confidence: .high,
            metadata: ["snippet": "let key = [redacted]", "entropy": 4.5], complianceTags: ["OWASP-A07"],
            fingerprint: Hex.encode(SecureRandom.bytes(32)))
    }
}
