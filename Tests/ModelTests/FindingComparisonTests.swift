import Model
import Testing

struct FindingComparisonTests {
    private func finding(_ fingerprint: String, _ severity: Severity = .low, suppressed: Bool = false) -> Finding {
        var finding = Finding(
            id: fingerprint, scanID: "s", scanner: "code", scanType: "code", severity: severity, title: "T",
            description: "D", filePath: "f.py", lineStart: 3, ruleID: "r", fingerprint: fingerprint)
        if suppressed { finding.metadata[Finding.suppression] = ["kind": "comment", "reason": "why"] }
        return finding
    }

    @Test func findingsAreNewFixedOrUnchangedInCanonicalOrder() {
        let comparison = FindingComparison(
            base: [finding("a"), finding("b")], head: [finding("b"), finding("c"), finding("d", .critical)])
        #expect(comparison.new.map(\.fingerprint) == ["d", "c"])
        #expect(comparison.fixed.map(\.fingerprint) == ["a"])
        #expect(comparison.unchanged.map(\.fingerprint) == ["b"])
        #expect(comparison.passedOver == [])
    }

    @Test func whatIsPassedOverIsNotFixedAndWhatLosesItsReasonIsNew() {
        let comparison = FindingComparison(
            base: [finding("a"), finding("b", suppressed: true), finding("c", suppressed: true)],
            head: [finding("a", suppressed: true), finding("b"), finding("d", suppressed: true)])
        #expect(comparison.passedOver.map(\.fingerprint) == ["a"])
        #expect(comparison.new.map(\.fingerprint) == ["b"])
        #expect(comparison.fixed == [] && comparison.unchanged == [])
    }

    @Test func aFindingIsReadAsItWasWritten() throws {
        var finding = finding("a", .high, suppressed: true)
        finding.lineEnd = 4
        finding.columnStart = 1
        finding.columnEnd = 9
        finding.cwe = "CWE-79"
        finding.remediation = "Do."
        finding.confidence = .high
        finding.complianceTags = ["OWASP-A03"]
        var json = JSONWriter()
        finding.write(to: &json, state: .some(nil))
        #expect(Finding(try JSONReader.read(json.take())) == finding)
    }

    @Test(arguments: [
        "{}", "[]", #"{"fingerprint":"a","rule_id":"r","severity":"awful"}"#, #"{"rule_id":"r","severity":"low"}"#,
    ])
    func whatIsNoFindingIsRefused(text: String) throws {
        #expect(Finding(try JSONReader.read(Array(text.utf8))) == nil)
    }
}
