import Compliance
import Foundation
import Model
import Testing

@testable import Reports

/// A scan with a little of everything in it, and what its reports are.
struct ReportFixture {
    var scan: Scan
    var findings: [Finding]
    var suppressed: [Finding] = []
    var states: [String: FindingState] = [:]
    var setAside: ReportSubject.SetAside?

    static let time = Timestamp(microseconds: 1_790_000_000_000_000)

    init(_ findings: [Finding], _ change: (inout Scan) -> Void = { _ in }) {
        self.findings = findings.sorted(by: Finding.canonicalOrder)
        scan = Scan(
            id: "0b9e1c1a-3f0e-4a56-9a5f-0c8f0a6a2d11",
            request: ScanRequest(targetPath: "/srv/shop", scanTypes: ["code"]), createdAt: ReportFixture.time)
        scan.status = .completed
        scan.completedAt = ReportFixture.time
        scan.startedAt = ReportFixture.time
        scan.scannersRun = ["code", "dependency", "secrets"]
        scan.target = TargetSummary(
            kind: .git, commit: String(repeating: "ab", count: 20), branch: "main",
            remote: "git@git.example.org:acme/shop.git", files: 3, bytes: 1000)
        for finding in findings { scan.severityCounts.add(finding.severity) }
        scan.summary = "Found \(findings.count) findings."
        change(&scan)
    }

    func bytes(
        _ format: String, plugins: [PluginInfo] = [], compliance: Coverage? = nil,
        history: [ReportSubject.Standing] = []
    ) async throws -> [UInt8] {
        let format = try #require(ReportFormat.named(format))
        let subject = ReportSubject(
            scan, version: "1.2.3", plugins: plugins, compliance: compliance, history: history,
            setAside: setAside)
        var bytes: [UInt8] = []
        try await Report(format, of: subject, from: source).write { part in
            #expect(part.count <= 65_536)
            bytes += part
        }
        return bytes
    }

    func text(_ format: String) async throws -> String { String(decoding: try await bytes(format), as: UTF8.self) }

    /// Of a document that is one JSON object.
    func object(_ format: String, plugins: [PluginInfo] = []) async throws -> [String: Any] {
        let bytes = try await bytes(format, plugins: plugins)
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    /// The only run of the SARIF document.
    func run(plugins: [PluginInfo] = []) async throws -> [String: Any] {
        try #require((try await object("sarif", plugins: plugins)["runs"] as? [[String: Any]])?.first)
    }

    private var source: DecidedFindings {
        DecidedFindings(collected: CollectedFindings(findings, suppressed: suppressed), states: states)
    }

    static let formats = ReportFormat.all.map(\.name)

    static func finding(
        _ number: Int, _ severity: Severity = .high, path: String = "src/app.py", snippet: String = "run(a)",
        scanType: String = "code", with metadata: [String: JSONValue] = [:]
    ) -> Finding {
        let digits = String(number, radix: 16)
        return Finding(
            id: "i\(number)", scanID: "s", scanner: scanType, scanType: scanType, severity: severity,
            title: "Title \(number)", description: "What `x` does", filePath: path, lineStart: number + 1,
            lineEnd: number + 1, columnStart: 1, columnEnd: 4, ruleID: "\(scanType).rule", cwe: "CWE-89",
            metadata: metadata.merging(["snippet": .string(snippet)]) { own, _ in own },
            complianceTags: ["OWASP-A03"],
            fingerprint: String(repeating: "0", count: 64 - digits.count) + digits)
    }

    static func flaw(_ number: Int, _ severity: Severity = .high, package: String = "left") -> Finding {
        finding(
            number, severity, path: "package-lock.json", scanType: "dependency",
            with: [
                "package": .string(package), "ecosystem": "npm", "component": ["version": "1.0"],
                "component_ref": .string("pkg:npm/\(package)@1.0"), "advisory": .string("CVE-2020-\(number)"),
                "fixed_version": .string("1.\(number)"), "dependency_path": ["a@1", .string("\(package)@1.0")],
                "cvss_score": 8.1, "references": [.string("https://example.org/\(number)")],
            ])
    }

    static let flow: [String: JSONValue] = [
        "data_flow": true,
        "related": [
            ["note": "comes in", "path": "src/in.py", "line_start": 3],
            ["note": "runs", "path": "src/app.py", "line_start": 9, "line_end": 9],
        ],
    ]

    static let ignored: [String: JSONValue] = [
        "suppressed_by": ["kind": "comment", "reason": "only a test", "path": "src/app.py", "line": 4]
    ]
}

/// The same findings, with what was decided about them.
private struct DecidedFindings: ReportSource {
    let collected: CollectedFindings
    let states: [String: FindingState]

    func page(_ pass: ReportPass, from cursor: String?) -> ReportPage {
        var page = collected.page(pass, from: cursor)
        for index in page.items.indices { page.items[index].state = states[page.items[index].finding.fingerprint] }
        return page
    }
}
