import Model
import PluginHost
import Testing

@testable import Pipeline

/// What a runner sends arrives as it was, and what is no frame is refused without a trap.
struct RunnerProtocolTests {
    private let finding = Finding(
        id: "1", scanID: "s", scanner: "code", scanType: "code", severity: .high, title: "t", description: "d",
        filePath: "a/b", lineStart: 1, lineEnd: nil, columnStart: 3, columnEnd: nil, ruleID: "code.r", cwe: nil,
        remediation: "fix", confidence: .low, metadata: ["k": [1, 2.5, nil, true, ["x": "y"]]],
        complianceTags: ["A", "B"], fingerprint: "f")

    private func frame(_ update: ScanUpdate) throws -> Frame {
        var writer = ByteWriter()
        switch update {
        case .findings(let findings):
            writer.write(UInt32(findings.count))
            for finding in findings { writer.write(finding) }
            return Frame(type: RunnerWire.FromRunner.findings, payload: writer.bytes)
        case .event(let event):
            writer.write(event)
            return Frame(type: RunnerWire.FromRunner.event, payload: writer.bytes)
        case .component(let component):
            writer.write(component)
            return Frame(type: RunnerWire.FromRunner.component, payload: writer.bytes)
        default: throw CancellationError()
        }
    }

    private func roundTrip(_ update: ScanUpdate) throws -> ScanUpdate? {
        guard case .update(let arrived) = try RunnerLink.decode(try frame(update)) else { return nil }
        return arrived
    }

    @Test func findingsArriveAsTheyWere() throws {
        #expect(try roundTrip(.findings([finding, finding])) == .findings([finding, finding]))
    }

    @Test func propertiesAsDeepAsAllowedArrive() throws {
        var deep: JSONValue = "end"
        for _ in 0..<JSONReader.depthLimit { deep = [deep] }
        var nested = finding
        nested.metadata = ["deep": deep]
        #expect(try roundTrip(.findings([nested])) == .findings([nested]))
    }

    @Test(arguments: [
        ScanEvent.scanStart(target: "t", scanTypes: ["a"], scannerCount: 2), .scannerStart(scanner: "s"),
        .scannerProgress(scanner: "s", filesDone: 1, filesTotal: 2, findingsCount: 3),
        .scannerComplete(scanner: "s", seconds: 1.5, findingsCount: 3),
        .scannerSkipped(SkippedScanner(name: "s", reason: "r", installHint: nil)),
        .scannerFailed(scanner: "s", error: "e", seconds: 0),
    ])
    func eventsArriveAsTheyWere(event: ScanEvent) throws { #expect(try roundTrip(.event(event)) == .event(event)) }

    @Test func componentsArriveAsTheyWere() throws {
        let component = Component(
            ref: "r", name: "n", version: "1", purl: "pkg:x/n@1", licenses: "MIT", scope: .development, direct: true,
            hashes: ["sha256:00"], evidence: Region(path: "p", lineStart: 4, note: "here"), scanner: "d")
        #expect(try roundTrip(.component(component)) == .component(component))
    }

    @Test func damagedFramesAreRefusedAndNeverTrap() throws {
        var random = SystemRandomNumberGenerator()
        let whole = try frame(.findings([finding]))
        for type in RunnerWire.FromRunner.target...RunnerWire.FromRunner.plugin + 1 {
            for _ in 0..<300 {
                var bytes = whole.payload
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
                _ = try? RunnerLink.decode(Frame(type: type, payload: bytes))
            }
        }
        #expect(throws: WireError.self) { try RunnerLink.decode(Frame(type: 999, payload: [])) }
        #expect(throws: WireError.self) { try RunnerLink.decode(Frame(type: whole.type, payload: whole.payload + [0])) }
    }
}
