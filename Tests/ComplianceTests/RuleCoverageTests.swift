import Foundation
import Testing

@testable import Compliance

/// That the mapping follows the rules that come with the product.
struct RuleCoverageTests {
    private static let plugins = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Plugins")

    /// Weaknesses that rules name and no control lists, each with the reason.
    private static let unmapped: [String: String] = [
        "CWE-14": "removal of code by a compiler: no standard here names it",
        "CWE-130": "lengths that do not fit: rules name the write out of bounds beside it",
        "CWE-193": "off-by-one errors: rules name the write out of bounds beside it",
        "CWE-571": "conditions that are always true: a matter of quality first",
        "CWE-605": "several binds to one port: no standard here names it",
        "CWE-617": "reachable assertions: a matter of availability that no list names",
    ]

    private static func weaknesses() throws -> Set<String> {
        var found: Set<String> = []
        let files = FileManager.default.enumerator(at: plugins, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard ["yml", "yaml", "swift", "json"].contains(file.pathExtension) else { continue }
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
            for match in text.matches(of: /"?CWE-(\d{1,4})\b/) { found.insert("CWE-\(match.1)") }
        }
        return found
    }

    @Test func everyWeaknessThatARuleNamesIsKnownAndMapsToAControlOrIsExplained() throws {
        let named = try Self.weaknesses()
        #expect(named.count > 100)
        for cwe in named.sorted() {
            let number = try #require(WeaknessList.number(cwe))
            #expect(WeaknessList.shared.contains(number), "\(cwe) is not in CWE \(WeaknessList.version)")
            let found = FrameworkSet.builtIn.map.assignments(for: RuleFacts(id: "x", cwes: [cwe]))
            if Self.unmapped[cwe] == nil {
                #expect(!found.isEmpty, "\(cwe) leads to no control")
            } else {
                #expect(found.isEmpty, "\(cwe) is explained, but leads to \(found.map(\.control))")
            }
        }
    }

    /// What a framework says of rules by their ids would go unnoticed when the ids change.
    @Test func everyRulePatternFitsARule() throws {
        var text = ""
        let files = FileManager.default.enumerator(at: Self.plugins, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard ["yml", "yaml", "swift", "json"].contains(file.pathExtension) else { continue }
            text += (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        }
        let patterns = Set(
            FrameworkSet.builtIn.frameworks.flatMap { $0.controls.flatMap { $0.evidence?.rules ?? [] } })
        #expect(!patterns.isEmpty)
        for pattern in patterns {
            let part = pattern.split(separator: "*").max { $0.count < $1.count } ?? ""
            #expect(text.contains(part), "no rule fits \(pattern)")
        }
    }
}
