import Foundation
import Testing

@testable import Compliance

/// What docs/compliance.md says can be copied from it.
struct DocumentedExampleTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/compliance.md")

    @Test func theExampleOfAnOwnFrameworkWorks() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let block = try #require(text.firstMatch(of: /```json\n(?<json>\{[^`]*"securescan-framework\/1"[^`]*)```/))
        let framework = try FrameworkReader.read(Array(block.json.utf8), name: "acme.json").get()
        let set = FrameworkSet(own: [framework])
        #expect(set.problems == [])
        let found = set.map.assignments(for: RuleFacts(id: "code.python.sql-injection", cwes: ["CWE-89"]))
        #expect(found.contains { $0.control == "ACME-SEC-1" && $0.basis == .ancestor(74, of: 89) })
    }

    @Test func thePageNamesEveryFrameworkWithItsEdition() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        for framework in FrameworkSet.builtIn.frameworks {
            #expect(text.contains("`\(framework.id)`"), "\(framework.id) is missing")
            let prefix = framework.controls[0].id.prefix { $0 != "-" }
            #expect(text.contains("`\(prefix)"), "the spelling of \(framework.controls[0].id) is missing")
        }
    }
}
