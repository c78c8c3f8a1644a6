import Foundation
import Model
import Reports

/// Reports of many findings: what each format costs, and whether memory stays flat.
struct ReportBenchmark {
    let findings: Int

    func run() async throws {
        let source = SyntheticFindings(count: findings)
        var scan = Scan(
            id: "5d3c1b9a-6a0f-4d7e-9a3e-0b5f6c7d8e9f",
            request: ScanRequest(targetPath: "/srv/app", scanTypes: ["code"]),
            createdAt: Timestamp(microseconds: 1_700_000_000_000_000))
        scan.completedAt = scan.createdAt
        scan.status = .completed
        for severity in Severity.allCases { scan.severityCounts.add(severity, count: findings / 5) }
        let subject = ReportSubject(scan, version: "1")
        for format in ReportFormat.all {
            var bytes = 0
            let before = ReportBenchmark.peak()
            let start = clock()
            try await Report(format, of: subject, from: source).write { bytes += $0.count }
            let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
            let size = Measure.text(Double(bytes) / 1e6, 1)
            print("\(format.name) of \(findings) findings: \(size) MB in \(Measure.text(seconds)) s of CPU time")
            Measure.budget("report \(format.name), CPU", seconds, atMost: 2, "s")
            Measure.budget("report \(format.name), growth of memory", ReportBenchmark.peak() - before, atMost: 30, "MB")
        }
    }

    /// Largest resident size so far, in megabytes.
    private static func peak() -> Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1024
    }
}

/// Findings that are there from the start, a page for each severity over and over, so that only the writing is
/// measured. One in four is about a package, one in four has a flow.
private struct SyntheticFindings: ReportSource {
    private static let size = 1000
    private let pages: [[FindingWithState]]
    private let count: Int

    init(count: Int) {
        self.count = count
        pages = Severity.allCases.reversed().map { severity in
            (0..<SyntheticFindings.size).map { FindingWithState(finding: SyntheticFindings.finding($0, severity)) }
        }
    }

    func page(_ pass: ReportPass, from cursor: String?) -> ReportPage {
        let start = cursor.flatMap { Int($0) } ?? 0
        let total: Int
        switch pass {
        case .canonical: total = count
        case .suppressed: total = 0
        case .byFile(let limit): total = min(limit, count)
        }
        guard start < total else { return ReportPage(items: [], next: nil) }
        let next = start + SyntheticFindings.size
        return ReportPage(items: pages[start * pages.count / total], next: next < total ? String(next) : nil)
    }

    private static func finding(_ number: Int, _ severity: Severity) -> Finding {
        let path = "services/billing/src/handlers/handler\(number / 8).py"
        var metadata: [String: JSONValue] = [
            "snippet": .string(
                "    rows = database.execute(\"SELECT * FROM invoices WHERE id = \" + request.args[\"id\"])")
        ]
        switch number % 4 {
        case 0:
            metadata = [
                "package": .string("package-\(number)"), "component": ["version": "1.2.3"], "ecosystem": "npm",
                "component_ref": .string("pkg:npm/package-\(number)@1.2.3"), "fixed_version": "1.2.4",
                "advisory": .string("CVE-2024-\(10_000 + number)"), "cvss_score": 7.5, "direct": false,
                "dependency_path": ["a@1.0.0", "b@2.0.0", .string("package-\(number)@1.2.3")],
                "references": ["https://nvd.nist.gov/vuln/detail/CVE-2024-10000"],
            ]
        case 1:
            metadata["data_flow"] = true
            metadata["related"] = .array(
                (1...4).map { step in
                    ["note": "The value goes on here", "path": .string(path), "line_start": .int(Int64(step))]
                })
        default: break
        }
        let digits = String(number, radix: 16)
        return Finding(
            id: "5d3c1b9a-6a0f-4d7e-9a3e-0b5f6c7d8e9f", scanID: "s", scanner: "code", scanType: "code",
            severity: severity, title: "SQL statement made of a client's input",
            description: "What a client sends becomes part of an SQL statement, which it can then change.",
            filePath: path, lineStart: number + 1, lineEnd: number + 1, columnStart: 12, columnEnd: 40,
            ruleID: "code.python.sql-injection-\(number % 50)", cwe: "CWE-89",
            remediation: "Use parameters.", confidence: .high, metadata: metadata,
            complianceTags: ["ASVS-5.3.4", "OWASP-A03", "PCI-DSS-6.2.4"],
            fingerprint: String(repeating: "0", count: 64 - digits.count) + digits)
    }
}
