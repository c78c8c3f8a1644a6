import Advisories
import Glibc
import Packages
import Testing

@testable import DependencyReaders

/// Damaged fixtures through every reader. Some hundred in every test run; `make fuzz` goes on for a minute.
///
///     FUZZ_SECONDS=n   go on for so long
///     FUZZ_SEED=n      another sequence of cases (default 1)
///     FUZZ_INPUT=path  where the case that is being read is kept, so that a crash leaves it there
@Suite(.serialized) struct FuzzTests {
    @Test func readersSurviveDamage() throws {
        let run = FuzzRun()
        var random = SeededGenerator(seed: run.seed)
        let inputs = try FuzzInput.all()
        let clock = ContinuousClock()
        let start = clock.now
        var cases = 0
        while run.goesOn(after: cases, clock.now - start) {
            let input = inputs[cases % inputs.count]
            let bytes = Damage.of(input.bytes, &random)
            run.keep(bytes, of: input.name, number: cases)
            let took = clock.measure { input.read(bytes) }
            #expect(took < .seconds(10), "\(input.name), seed \(run.seed), case \(cases), kept in \(run.path ?? "-")")
            cases += 1
        }
        run.tell(cases, clock.now - start, inputs.count)
    }
}

private struct FuzzRun {
    let seconds = FuzzRun.number("FUZZ_SECONDS")
    let seed = UInt64(FuzzRun.number("FUZZ_SEED") ?? 1)
    let path = FuzzRun.text("FUZZ_INPUT")

    func goesOn(after cases: Int, _ time: Duration) -> Bool {
        seconds.map { time < .seconds($0) } ?? (cases < 500)
    }

    /// The name of the reader, a line end, and the bytes that it gets.
    func keep(_ bytes: [UInt8], of reader: String, number: Int) {
        guard let path, let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        let content = Array("\(reader), case \(number)\n".utf8) + bytes
        _ = content.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    }

    func tell(_ cases: Int, _ time: Duration, _ readers: Int) {
        guard seconds != nil else { return }
        let whole = max(1, Int(time.components.seconds))
        print("fuzz: \(cases) cases of \(readers) inputs, seed \(seed), \(cases / whole) cases per second")
    }

    private static func text(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    private static func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
}

/// Whole bytes and what reads them.
private struct FuzzInput {
    let name: String
    let bytes: [UInt8]
    let read: ([UInt8]) -> Void

    static func all() throws -> [FuzzInput] { fixtures + [policy] + statements + [try database()] }

    private static var fixtures: [FuzzInput] {
        Fixture.all.map { fixture in
            FuzzInput(name: fixture.format.id, bytes: Array(fixture.text.utf8)) { bytes in
                _ = Reading.inventory(fixture.format, bytes, path: fixture.path, files: fixture.files)
            }
        }
    }

    private static var policy: FuzzInput {
        let text = """
            dependency:
              ignore:
                - {advisory: GHSA-1, package: 'pkg:npm/a@1', path: 'app/**', reason: r, expires: 2027-01-31}
                - advisory: CVE-2024-1
                  reason: "not reachable"
              licenses: {allow: [MIT, "Apache-2.0"], deny: [GPL-3.0-only]}
            """
        return FuzzInput(name: "policy", bytes: Array(text.utf8)) { bytes in
            _ = bytes.withUnsafeBytes { DependencyPolicy.read($0) }
        }
    }

    private static var statements: [FuzzInput] {
        let open = """
            {"statements": [{"status": "not_affected", "justification": "x", "vulnerability": {"name": "CVE-1", \
            "aliases": ["G"]},
            "products": [{"@id": "pkg:oci/x", "identifiers": {"purl": "pkg:npm/a"}, "subcomponents": [{"@id": \
            "pkg:npm/b"}]}]}]}
            """
        let cyclone = """
            {"vulnerabilities": [{"id": "CVE-1", "references": [{"id": "G"}], "analysis": {"state": "resolved", \
            "detail": "d"},
            "affects": [{"ref": "urn:cdx:1/1#a%2fb"}]}], "components": [{"bom-ref": "a/b", "purl": "pkg:npm/a", \
            "components": []}]}
            """
        return [("openvex", open), ("cyclonedx-vex", cyclone)].map { name, text in
            FuzzInput(name: name, bytes: Array(text.utf8)) { bytes in
                _ = bytes.withUnsafeBytes { VEXStatement.read($0) }
            }
        }
    }

    private static func database() throws -> FuzzInput {
        var contents = DatabaseContents()
        let advisories = (0..<20).map { index in
            var advisory = Advisory(id: "A-\(index)")
            advisory.aliases = ["CVE-2024-\(index / 2)"]
            advisory.vectors = ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"]
            let range = AffectedRange([.init(.introduced, "0"), .init(.fixed, "1.\(index)")])
            advisory.affected = [AffectedPackage(.npm, "p\(index % 5)", ranges: [range], versions: ["2.\(index)"])]
            return advisory
        }
        contents.add(Feed(name: "npm", source: "fuzz", importedAt: 0), advisories)
        return FuzzInput(name: "database", bytes: try DatabaseWriter.bytes(contents)) { bytes in
            bytes.withUnsafeBytes { bytes in
                guard let database = try? AdvisoryDatabase(bytes) else { return }
                for index in 0..<5 {
                    for match in database.matches(.npm, name: "p\(index)", version: "1.\(index)") {
                        _ = database.ids(ofGroup: match.group)
                        for advisory in match.advisories { _ = database.advisory(advisory, packages: true) }
                    }
                }
            }
        }
    }
}
