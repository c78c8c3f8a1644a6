import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct ComponentTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func componentsAreReadBackWholeInOrderOfRef() async throws {
        let id = try await store.runningScan()
        let full = Component(
            ref: "pkg:npm/a@1", type: "application", name: "a", version: "1", purl: "pkg:npm/a@1", licenses: "MIT",
            scope: .development, direct: true, hashes: ["sha256:00", "sha256:11"],
            evidence: Region(path: "package.json", lineStart: 3, lineEnd: 4, columnStart: 1, columnEnd: 9, note: "n"),
            scanner: "dependency")
        let bare = Component(ref: "a", name: "b")
        let twin = Component(ref: "a", name: "other")
        _ = try store.append(ScanBatch(components: [full, bare, twin]), to: id)
        #expect(try await store.components(of: id) == [bare, full])
        #expect(try await store.components(of: "unknown").isEmpty)
    }

    @Test func listsAreReadInParts() async throws {
        let id = try await store.runningScan()
        let components = (10..<30).map { Component(ref: "r\($0)", name: "n") }
        let relations = (10..<30).map { ComponentRelation(from: "r\($0 / 3)", to: "r\($0)") }
        _ = try store.append(ScanBatch(components: components.reversed(), relations: relations + relations), to: id)
        var read: [Component] = []
        while true {
            let part = try await store.components(of: id, after: read.last?.ref, limit: 7)
            if part.isEmpty { break }
            read += part
        }
        #expect(read == components)
        var related: [ComponentRelation] = []
        while true {
            let part = try await store.relations(of: id, after: related.last, limit: 3)
            if part.isEmpty { break }
            related += part
        }
        #expect(related == relations.sorted { ($0.from, $0.to) < ($1.from, $1.to) })
        #expect(try await store.relations(of: id) == related)
    }

    @Test func outlinesAreOfTheSameComponentsInTheSameOrder() async throws {
        let id = try await store.runningScan()
        let scopes: [ComponentScope] = [.required, .optional, .development]
        let components = (10..<30).map {
            Component(ref: "r\($0)", name: "n", scope: scopes[$0 % 3], direct: $0.isMultiple(of: 2))
        }
        _ = try store.append(ScanBatch(components: components.shuffled()), to: id)
        var read: [StoredOutline] = []
        while true {
            let part = try await store.outlines(of: id, after: read.last?.ref, limit: 6)
            if part.isEmpty { break }
            read += part
        }
        #expect(read == components.map { StoredOutline(ref: $0.ref, scope: $0.scope, direct: $0.direct) })
        #expect(try await store.outlines(of: "unknown", after: nil, limit: 10).isEmpty)
    }

    private func flaw(_ number: Int, _ metadata: [String: JSONValue], rule: String = "secrets.test") -> Finding {
        var finding = Finding.sample(number, path: "f\(number % 2)", rule: rule)
        finding.metadata = metadata
        return finding
    }

    @Test func findingsAboutComponentsComeInTheOrderOfTheirAdvisories() async throws {
        let id = try await store.runningScan()
        let other = try await store.runningScan()
        let batch = ScanBatch(findings: [
            flaw(1, ["component_ref": "a", "advisory": "GHSA-b"]),
            flaw(2, ["component_ref": "a", "advisory": "CVE-1"]),
            flaw(3, ["component_ref": "b", "advisory": "CVE-1"]), flaw(4, ["advisory": "CVE-0"]),
            flaw(5, ["component_ref": "a"], rule: "Z"), flaw(6, ["component_ref": .null, "advisory": "CVE-0"]),
            flaw(7, ["component_ref": "a", "advisory": "CVE-0", "suppressed_by": ["reason": "r"]]),
        ])
        for scan in [id, other] { _ = try store.append(batch, to: scan) }
        let numbers = try await store.componentFindings(of: id)
        let found = try await store.findings(numbers[...], of: id)
        #expect(found.map(\.finding.fingerprint) == [2, 3, 1, 5].map { Finding.sample($0).fingerprint })
        #expect(found.allSatisfy { $0.finding.scanID == id })
        let part = try await store.findings(numbers[1..<3].reversed()[...], of: id)
        #expect(part.map(\.finding.fingerprint) == [1, 3].map { Finding.sample($0).fingerprint })
        #expect(try await store.findings([9_999_999], of: id).isEmpty)
        let passedOver = try await store.componentFindings(of: id, suppressed: true)
        let suppressed = try await store.findings(passedOver[...], of: id, suppressed: true)
        #expect(suppressed.map(\.finding.fingerprint) == [Finding.sample(7).fingerprint])
        #expect(suppressed.first?.finding.metadata["suppressed_by"] == ["reason": "r"])
    }

    @Test func whatIsSuppressedIsKeptApartAndCountsNowhere() async throws {
        let id = try await store.runningScan()
        _ = try store.append(
            ScanBatch(findings: [flaw(1, [:]), flaw(2, ["suppressed_by": ["kind": "vex", "reason": "r"]])]), to: id)
        let scan = try store.finish(store.completed(id))
        #expect(scan?.severityCounts.total == 1)
        #expect(try await store.allFindings(of: id).count == 1)
        #expect(try await store.allFindings(of: id, FindingFilter(suppressed: true)).count == 1)
        #expect(try store.count("suppressed_findings") == 1)
        try store.execute("DELETE FROM scans")
        #expect(try store.count("suppressed_findings") == 0)
    }

    @Test func notesAreKeptOnceWithTheScan() async throws {
        let id = try await store.runningScan()
        let notes = [
            ScanNote(scanner: "dependency", message: "nothing was checked"), ScanNote(scanner: "b", message: ""),
        ]
        for told in [notes, [notes[0]]] {
            var batch = ScanBatch()
            batch.notes = told
            _ = try store.append(batch, to: id)
        }
        #expect(try await store.scan(id: id)?.notes == notes)
        _ = try store.finish(store.completed(id))
        #expect(try await store.scan(id: id)?.notes == notes)
    }
}
