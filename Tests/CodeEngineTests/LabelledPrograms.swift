import CodeEngine
import Foundation

/// Small programs whose comments say what is wrong with the line below: `ruleid: CATEGORY`, or that nothing is:
/// `ok: CATEGORY`. A rule belongs to a category by the end of its id.
struct LabelledPrograms {
    struct Label {
        let path: String
        let line: Int
        let category: String
        let isBad: Bool
        let isFound: Bool
    }

    let labels: [Label]

    init(_ language: String) throws {
        let folder = CodeFixture.root.appendingPathComponent("Tests/Fixtures/CodePrograms/\(language)")
        var texts: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let file = folder.appendingPathComponent(name)
            // Folders have no text.
            if let text = try? String(contentsOf: file, encoding: .utf8) { texts[name] = text }
        }
        let findings = Dictionary(grouping: CodeFixture.scan(texts).findings.filter(Self.counts), by: \.path)
        labels = texts.sorted { $0.key < $1.key }.flatMap { Self.labels($0.key, $0.value, findings[$0.key] ?? []) }
    }

    /// Of the bad programs, how many are found; of the good ones, how many are complained about.
    var recall: Double { share(of: labels.filter(\.isBad)) }
    var falseAlarms: Double { share(of: labels.filter { !$0.isBad }) }

    private func share(of labels: [Label]) -> Double {
        labels.isEmpty ? 0 : Double(labels.filter(\.isFound).count) / Double(labels.count)
    }

    private static func labels(_ name: String, _ text: String, _ findings: [CodeFinding]) -> [Label] {
        var found: [Int: Set<String>] = [:]
        for finding in findings {
            let line = CodeFixture.Result.line(of: finding.bytes.lowerBound, in: text)
            found[line, default: []].insert(String(finding.rule.split(separator: ".").last ?? ""))
        }
        var labels: [Label] = []
        var open: [(String, Bool)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let label = label(in: line) {
                open.append(label)
                continue
            }
            for (category, isBad) in open {
                let isFound = found[index + 1].map { !$0.isDisjoint(with: rules[category] ?? [category]) } ?? false
                labels.append(Label(path: name, line: index + 1, category: category, isBad: isBad, isFound: isFound))
            }
            open = []
        }
        return labels
    }

    private static func label(in line: Substring) -> (String, Bool)? {
        for (mark, isBad) in [("ruleid: ", true), ("ok: ", false)] {
            guard let range = line.range(of: mark) else { continue }
            let category = line[range.upperBound...].prefix { $0.isLetter || $0 == "-" }
            if !category.isEmpty { return (String(category), isBad) }
        }
        return nil
    }

    /// Rules that point at every use of something dangerous say nothing about the value; they are not judged here.
    private static func counts(_ finding: CodeFinding) -> Bool {
        !finding.steps.isEmpty
            || !["pickle", "yaml-load", "markup", "django-mark-safe"].contains { finding.rule.hasSuffix($0) }
    }

    /// What rules of a category are called where they are not called like it.
    private static let rules: [String: Set<String>] = [
        "deserialization": ["unsafe-deserialization", "jackson-default-typing"],
        "path-traversal": ["path-traversal", "zip-slip"], "xss": ["xss", "dom-xss"],
        "weak-hash": ["weak-hash", "weak-hash-by-name", "weak-crypt"],
        "weak-cipher": ["weak-cipher", "ecb-mode", "short-key", "weak-curve"],
        "insecure-cookie": ["cookie-flags", "insecure-cookie", "cookie-httponly"],
        "tls-verification": ["no-certificate-check", "trust-all-certificates", "old-tls"],
        "regex-dos": ["regex-injection", "regex-dos", "catastrophic-regex"],
        "nosql-injection": ["nosql-injection", "nosql-where-injection"],
        "open-redirect": ["open-redirect", "dom-open-redirect"],
        "format-string": ["format-string", "format-string-input"],
        "buffer-overflow": [
            "buffer-overflow", "unbounded-input", "scanf-without-width", "unchecked-length", "length-beyond-array",
            "copy-beyond-room", "off-by-one", "unbounded-copy", "unchecked-index",
        ],
        "integer-overflow": ["integer-overflow", "arithmetic-overflow"],
        "null-dereference": ["null-dereference", "unchecked-allocation"],
        "hardcoded-secret": ["hardcoded-secret", "hardcoded-password"],
        "insecure-temp-file": ["temporary-name"], "file-permissions": ["world-writable", "open-umask"],
        "race-condition": ["check-then-use"],
    ]
}
