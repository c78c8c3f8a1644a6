internal import Model
internal import Synchronization

/// What decides, beside the scanners, which findings of a run count and how much: the configuration of the target and
/// a baseline. Nothing is dropped: what does not count is kept with its reason.
///
/// A comment beside the code goes before the configuration, and that before the baseline.
struct ScanPolicy: Sendable {
    var config = TargetConfig()
    /// Of the configuration, within the repository; empty without one.
    var configPath = ""
    /// The target below the folder of the configuration, empty or with a `/` at its end.
    var prefix: [UInt8] = []
    var baseline: [String: Baseline.Entry] = [:]
    var baselinePath = ""
    /// What is to be known about how the policy came about.
    var notes: [String] = []
    private let tally = Tally()

    private final class Tally: Sendable {
        struct Counts { var byConfig = 0, byBaseline = 0, overridden = 0 }
        let counts = Mutex(Counts())
    }

    /// The member of the metadata for the severity that the rule gives.
    static let originalSeverity = "original_severity"

    /// Whether a file of the target is to be scanned.
    func covers(_ path: [UInt8]) -> Bool { config.covers(prefix + path) }

    var limitsPaths: Bool { !config.include.isEmpty || !config.exclude.isEmpty }

    /// By the configuration. Asked before findings of several scanners are joined, so that one which does not count
    /// takes no other along.
    func judged(_ finding: Finding) -> Finding {
        guard !configPath.isEmpty else { return finding }
        var finding = finding
        let path = prefix + Array(finding.filePath.utf8)
        if let found = config.override(rule: finding.ruleID, path: path), found.severity != finding.severity {
            finding.metadata[ScanPolicy.originalSeverity] = .string(finding.severity.rawValue)
            finding.severity = found.severity
        }
        if !finding.isSuppressed, let rule = config.ignoring(rule: finding.ruleID, path: path) {
            finding.metadata[Finding.suppression] = [
                "kind": "config", "reason": .string(rule.reason), "path": .string(configPath),
                "line": .int(Int64(rule.line)),
            ]
        }
        return finding
    }

    /// By the baseline, which needs the fingerprint; counts what the whole policy did.
    func recognised(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            var finding = finding
            if !finding.isSuppressed, let entry = baseline[finding.fingerprint] {
                finding.metadata[Finding.suppression] = [
                    "kind": "baseline", "reason": .string(entry.reason), "path": .string(baselinePath),
                    "date": .string(entry.date),
                ]
            }
            count(finding)
            return finding
        }
    }

    private func count(_ finding: Finding) {
        tally.counts.withLock { counts in
            if finding.metadata[ScanPolicy.originalSeverity] != nil, !finding.isSuppressed { counts.overridden += 1 }
            guard case .object(let reason)? = finding.metadata[Finding.suppression] else { return }
            if reason["kind"] == "config" { counts.byConfig += 1 }
            if reason["kind"] == "baseline" { counts.byBaseline += 1 }
        }
    }

    /// A sentence about what it did; nil when that was nothing.
    var summary: String? {
        let counts = tally.counts.withLock { $0 }
        var parts: [String] = []
        if counts.byConfig > 0 { parts.append("\(counts.byConfig) passed over by ignored_rules of \(configPath)") }
        if counts.byBaseline > 0 { parts.append("\(counts.byBaseline) known to the baseline \(baselinePath)") }
        if counts.overridden > 0 { parts.append("\(counts.overridden) with another severity by \(configPath)") }
        return parts.isEmpty ? nil : "Findings: " + parts.joined(separator: ", ") + "."
    }
}
