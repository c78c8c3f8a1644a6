import Foundation
import Model
import SBOM

/// Documents of many components: how fast they are written, and whether memory stays flat.
struct SBOMBenchmark {
    let components: Int

    private static let kinds: [(name: String, kind: SBOMFormat.Kind)] = [
        ("CycloneDX JSON", .cycloneDXJSON), ("CycloneDX XML", .cycloneDXXML), ("SPDX", .spdx),
    ]

    func run() async throws {
        let source = SyntheticInventory(count: components)
        var scan = Scan(
            id: "5d3c1b9a-6a0f-4d7e-9a3e-0b5f6c7d8e9f",
            request: ScanRequest(targetPath: "/srv/app", scanTypes: ["dependency"]),
            createdAt: Timestamp(microseconds: 1_700_000_000_000_000))
        scan.completedAt = scan.createdAt
        let subject = SBOMSubject(scan, tools: [.init(name: "securescan", version: "1")])
        for (name, kind) in SBOMBenchmark.kinds {
            var bytes = 0
            let before = SBOMBenchmark.peak()
            let start = clock()
            try await SBOMDocument(try SBOMFormat(kind), of: subject, from: source).write { bytes += $0.count }
            let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
            let speed = Double(bytes) / 1e6 / max(seconds, 1e-6)
            let growth = SBOMBenchmark.peak() - before
            let size = "\(bytes / 1_000_000) MB"
            print("\(name) of \(components) components: \(size), \(Measure.text(speed, 0)) MB/s of CPU time")
            Measure.budget("\(name), MB/s", speed, atLeast: 50, "MB/s")
            Measure.budget("\(name), growth of memory", growth, atMost: 20, "MB")
        }
    }

    /// Largest resident size so far, in megabytes.
    private static func peak() -> Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1024
    }
}

/// Components that are there from the start, so that only the writing is measured.
private struct SyntheticInventory: SBOMSource {
    private let all: [Component]
    private let edges: [ComponentRelation]
    private let lines: [ComponentOutline]
    private static let page = 1000

    init(count: Int) {
        all = (0..<count).map { SyntheticInventory.component($0) }
        lines = all.map(ComponentOutline.init)
        edges = (0..<count).flatMap { [all] from in
            (1...2).map { ComponentRelation(from: all[from].ref, to: all[(from * $0 + 7 * $0) % count].ref) }
        }
    }

    private static func component(_ number: Int) -> Component {
        let version = "1.2.\(number + 10_000_000)"
        let purl = "pkg:npm/%40scope/package@\(version)"
        return Component(
            ref: purl, name: "@scope/package", version: version, purl: purl,
            licenses: number % 3 == 0 ? "MIT OR Apache-2.0" : "MIT", scope: number % 7 == 0 ? .development : .required,
            direct: number % 10 == 0, hashes: ["sha512:" + String(repeating: "0123456789abcdef", count: 8)],
            evidence: Region(path: "web/package-lock.json", lineStart: number + 1), scanner: "dependency")
    }

    /// The place behind a reference, which ends in eight digits.
    private func place(after ref: String?) -> Int { ref.flatMap { Int($0.suffix(8)) }.map { $0 - 9_999_999 } ?? 0 }

    func outlines(after ref: String?) -> [ComponentOutline] {
        Array(lines[place(after: ref)...].prefix(Self.page))
    }

    func components(after ref: String?) -> [Component] { Array(all[place(after: ref)...].prefix(Self.page)) }

    func relations(after relation: ComponentRelation?) -> [ComponentRelation] {
        Array(edges[(place(after: relation?.from) * 2)...].prefix(Self.page))
    }
}
