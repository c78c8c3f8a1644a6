import CodeAuthoring
import Foundation
import Testing

struct RuleListingTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private func catalogue() throws -> [TextFile] {
        try RuleFileFinder.ruleFiles([Self.root + "/Plugins/code/Catalogue"])
    }

    /// `make rules-doc` writes it.
    @Test func thePageOfRulesIsUpToDate() throws {
        let page = try String(contentsOfFile: Self.root + "/docs/rules.md", encoding: .utf8)
        let listing = try RuleListing(catalogue: try catalogue(), teams: [])
        #expect(listing.problems == [])
        #expect(page.hasSuffix("\n" + listing.markdown), "make rules-doc writes docs/rules.md anew")
    }

    @Test func aLanguageNarrowsTheList() throws {
        let all = try RuleListing(catalogue: try catalogue(), teams: []).text
        let java = try RuleListing(catalogue: try catalogue(), teams: [], language: "java").text
        #expect(java.contains("code.java.sql-injection") && !java.contains("code.python."))
        #expect(all.contains("code.java.sql-injection") && all.contains("code.python."))
        #expect(throws: FileFailure.self) { try RuleListing(catalogue: [], teams: [], language: "cobol") }
    }

    @Test func programsGetObjects() throws {
        let team = TextFile(
            path: "t.yml",
            bytes: Array(
                """
                rules:
                  - {id: A_b, message: m, severity: LOW, languages: [go], pattern: f(), metadata: {cwe: CWE-79}}
                """.utf8))
        let text = try RuleListing(catalogue: try catalogue(), teams: [team]).json
        let rules = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(rules.allSatisfy { !(($0["title"] as? String) ?? "").isEmpty })
        let last = try #require(rules.last)
        #expect(last["id"] as? String == "code.team.a-b" && last["team"] as? Bool == true)
        #expect(last["cwe"] as? [String] == ["CWE-79"] && last["languages"] as? [String] == ["go"])
        #expect(last["kind"] as? String == "pattern" && last["file"] as? String == "t.yml")
    }
}
