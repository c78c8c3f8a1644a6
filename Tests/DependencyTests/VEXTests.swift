import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine

@Suite struct VEXTests {
    private static let lock = """
        {"packages": {"node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "1.0.0"}}}
        """
    private static let run = DependencyRun(imported: [
        Advisory("GHSA-aaaa", .npm, "a", aliases: ["CVE-2024-1"]), Advisory("GHSA-bbbb", .npm, "b"),
    ])

    private func open(_ file: String, _ text: String) throws -> String {
        let report = try Self.run.report(["package-lock.json": Self.lock, file: text])
        return report.open.compactMap { $0.properties?["package"]?.string }.joined(separator: " ")
    }

    /// Statements of OpenVEX without their status, and what is still reported.
    @Test(arguments: [
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": [{"@id": "pkg:npm/a@1.0.0"}]"#, "b"),
        (#""vulnerability": {"name": "X", "aliases": ["ghsa-AAAA"]}, "products": [{"@id": "pkg:npm/a"}]"#, "b"),
        (#""vulnerability": "CVE-2024-1", "products": ["pkg:npm/a@1.0.0"]"#, "b"),
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": [{"@id": "pkg:npm/a@1.0.1"}]"#, "a b"),
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": [{"@id": "pkg:npm/b"}]"#, "a b"),
        (#""vulnerability": {"name": "CVE-2024-2"}, "products": [{"@id": "pkg:npm/a"}]"#, "a b"),
        (
            #""vulnerability": {"name": "CVE-2024-1"}, "products": [{"@id": "pkg:oci/shop", "subcomponents": "#
                + #"[{"@id": "pkg:npm/a@1.0.0"}]}]"#,
            "b"
        ),
        (
            #""vulnerability": {"name": "CVE-2024-1"}, "products": [{"@id": "pkg:oci/shop", "subcomponents": "#
                + #"[{"@id": "pkg:npm/b"}]}]"#,
            "a b"
        ),
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": [{"identifiers": {"purl": "pkg:npm/a@1.0.0"}}]"#, "b"),
        // A product that is not understood is not every product.
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": [{"identifiers": {"purl": "pkg:npm/b"}}]"#, "a b"),
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": [{"identifiers": {"cpe23": "cpe:2.3:a:b"}}]"#, "a b"),
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": [5]"#, "a b"),
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": []"#, "a b"),
        (#""vulnerability": {"name": "CVE-2024-1"}, "products": "pkg:npm/b""#, "a b"),
        (#""vulnerability": {}, "products": [{"@id": "pkg:npm/a"}]"#, "a b"),
        (#""vulnerability": {"name": "CVE-2024-1"}"#, "b"),
    ])
    func openVEXNamesProducts(statement: String, open: String) throws {
        let text = #"{"statements": [{"status": "not_affected", \#(statement)}]}"#
        #expect(try self.open("x.openvex.json", text) == open)
    }

    @Test(arguments: [
        ("not_affected", true), ("fixed", true), ("affected", false), ("under_investigation", false), ("", false),
        ("NOT_AFFECTED", false),
    ])
    func openVEXHasStatuses(status: String, clears: Bool) throws {
        let text =
            #"{"statements": [{"status": "\#(status)", "vulnerability": {"name": "CVE-2024-1"}, "products": "#
            + #"[{"@id": "pkg:npm/a"}]}]}"#
        #expect(try open(".vex/x.json", text) == (clears ? "b" : "a b"))
    }

    @Test(arguments: [
        ("not_affected", true), ("false_positive", true), ("resolved", true), ("resolved_with_pedigree", true),
        ("exploitable", false), ("in_triage", false),
    ])
    func cycloneDXHasStates(state: String, clears: Bool) throws {
        let text =
            #"{"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-2024-1", "analysis": {"state": "\#(state)"}"#
            + #", "affects": [{"ref": "urn:cdx:1/1#pkg:npm/a@1.0.0"}]}]}"#
        #expect(try open("shop.vex.json", text) == (clears ? "b" : "a b"))
    }

    /// What CycloneDX says is affected, and what is still reported.
    @Test(arguments: [
        (#", "affects": [{"ref": "pkg:npm/a@1.0.0"}]"#, "b"), (#", "affects": [{"ref": "pkg:npm/b@1.0.0"}]"#, "a b"),
        (#", "affects": [{"ref": "part-a"}]"#, "b"), (#", "affects": [{"ref": "part-b"}]"#, "a b"),
        (#", "affects": [{"ref": "urn:cdx:1/1#part-a"}]"#, "b"),
        (#", "affects": [{"ref": "urn:cdx:1/1#pkg%3Anpm%2Fa%401.0.0"}]"#, "b"),
        (#", "affects": []"#, "a b"), (#", "affects": [{"ref": 5}]"#, "a b"), (#", "affects": "all""#, "a b"),
        ("", "b"),
    ])
    func cycloneDXNamesComponents(affects: String, open: String) throws {
        let text = """
            {"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-2024-1", "analysis": {"state": \
            "not_affected"}\(affects)}],
            "components": [{"type": "library", "name": "a", "bom-ref": "part-a", "purl": "pkg:npm/a@1.0.0",
            "components": [{"type": "library", "name": "b", "bom-ref": "part-b", "purl": "pkg:npm/b@1.0.0"}]}]}
            """
        #expect(try self.open("vex.json", text) == open)
    }

    /// OpenVEX, "Updating statements": a later statement about the same takes the place of an earlier one.
    @Test func theLastStatementOfADocumentCounts() throws {
        func statement(_ status: String) -> String {
            #"{"status": "\#(status)", "vulnerability": {"name": "CVE-2024-1"}, "products": [{"@id": "pkg:npm/a"}]}"#
        }
        let cleared = "{\"statements\": [\(statement("under_investigation")), \(statement("not_affected"))]}"
        let renewed = "{\"statements\": [\(statement("not_affected")), \(statement("affected"))]}"
        #expect(try open("openvex.json", cleared) == "b")
        #expect(try open("openvex.json", renewed) == "a b")
    }

    @Test func theReasonNamesTheDocument() throws {
        let text = """
            {"statements": [
            {"status": "not_affected", "justification": "vulnerable_code_not_present", "impact_statement": "left out",
            "vulnerability": {"name": "CVE-2024-1"}, "products": [{"@id": "pkg:npm/a"}]}]}
            """
        let report = try Self.run.report(["package-lock.json": Self.lock, "x/openvex.json": text])
        let kept = report.of(.vulnerable).compactMap { $0.properties?["suppressed_by"] }
        let reason: JSON = "not_affected: vulnerable_code_not_present: left out"
        #expect(kept == [["kind": "vex", "reason": reason, "path": "x/openvex.json", "line": 2]])
    }

    @Test func aTargetThatIsNotTrustedIsNotListenedTo() throws {
        let text = #"{"statements": [{"status": "fixed", "vulnerability": "CVE-2024-1"}]}"#
        var run = Self.run
        run.configuration = #"{"trust_target": false}"#
        let report = try run.report(["package-lock.json": Self.lock, "openvex.json": text])
        #expect(report.open.count == 2)
    }

    @Test func aBrokenDocumentIsReportedOnce() throws {
        let report = try Self.run.report(["bom.json": #"{"bomFormat": "CycloneDX", "components": ["#])
        #expect(report.of(.unreadable).count == 1)
        let vex = try Self.run.report(["openvex.json": "{\"statements\": ["])
        #expect(vex.of(.unreadable).count == 1)
    }
}
