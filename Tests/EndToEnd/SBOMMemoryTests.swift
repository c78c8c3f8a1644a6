import Digest
import Foundation
import Model
import Store
import TestSupport
import Testing

/// What the bill of materials of a large scan costs a real server, in a process of its own so that nothing else counts.
@Suite(.timeLimit(.minutes(10)), .serialized) struct SBOMMemoryTests {
    @Test func aBillOfTwentyThousandComponentsIsStreamedInFlatMemory() async throws {
        let installation = try Installation()
        let (few, many) = (SecureRandom.uuid(), SecureRandom.uuid())
        for (id, count) in [(few, 2000), (many, 20_000)] { try await store(id, count, in: installation) }
        let server = try await ServerProcess.start(installation)
        for format in ["cyclonedx-json", "cyclonedx-xml", "spdx"] {
            let path = { (scan: String) in "/api/v1/scans/\(scan)/sbom?format=\(format)" }
            let small = try await server.client.get(path(few))
            let before = try ListingMemoryTests.peakBytes(of: server.processID)
            let large = try await server.client.get(path(many))
            let after = try ListingMemoryTests.peakBytes(of: server.processID)
            #expect(small.status == 200 && large.status == 200)
            #expect(large.body.count > 9 * small.body.count && large.body.count > 9_000_000, "\(format)")
            // References and their graph, and what SQLite keeps; never the text.
            #expect(after - before < 12_000_000, "\(format): \(after - before) bytes more")
        }
    }

    private func store(_ name: String, _ count: Int, in installation: Installation) async throws {
        try FileManager.default.createDirectory(
            atPath: installation.folder.path + "/state", withIntermediateDirectories: true)
        let store = try Store(path: installation.database)
        defer { store.close() }
        let request = ScanRequest(targetPath: "/srv/app", scanTypes: ["dependency"])
        try await store.insert(Scan(id: name, request: request, createdAt: .now()))
        _ = try store.begin(scanID: name, at: .now())
        let licence = (0..<10).map { "LicenseRef-\($0)-" + String(repeating: "x", count: 20) }.joined(separator: " OR ")
        for start in stride(from: 0, to: count, by: 1000) {
            let numbers = start..<min(start + 1000, count)
            let components = numbers.map { number in
                let purl = "pkg:npm/package-\(number)@1.0.0"
                return Component(ref: purl, name: "package-\(number)", version: "1.0.0", purl: purl, licenses: licence)
            }
            let relations = numbers.map {
                ComponentRelation(from: "pkg:npm/package-\($0)@1.0.0", to: "pkg:npm/package-\($0 / 2)@1.0.0")
            }
            _ = try store.append(ScanBatch(components: components, relations: relations), to: name)
        }
        _ = try store.finish(ScanEnd(scanID: name, status: .completed, at: .now()))
    }
}
