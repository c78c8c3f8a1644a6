internal import CodeEngine
internal import CodeInfrastructure
internal import PluginSDK

/// What is found in a file that describes infrastructure, as the host wants it.
struct InfrastructureFile {
    let findings: [Finding]
    /// For people, without the file's path.
    let notes: [String]
    /// Whether a part could not be checked since another program fills it in.
    let isTemplate: Bool

    /// Whether a file is of this kind. Paths count from the target's root.
    static func accepts(_ bytes: UnsafeRawBufferPointer, path: String) -> Bool {
        InfrastructureScanner().format(of: path, prefix: bytes) != nil
    }

    init(_ bytes: UnsafeRawBufferPointer, path: String) {
        let report = InfrastructureScanner().scan(bytes, path: path)
        let comments = LineComments(bytes.bindMemory(to: UInt8.self))
        findings = report.findings.map { Finding($0, of: bytes, in: path, comments) }
        notes = report.notes.filter { !$0.isTemplate }.map { note in
            let line = bytes.prefix(note.offset).count { $0 == 10 } + 1
            return "line \(line): \(note.message)"
        }
        isTemplate = report.notes.contains(where: \.isTemplate)
    }
}

extension Finding {
    init(
        _ finding: InfrastructureFinding, of bytes: UnsafeRawBufferPointer, in file: String, _ comments: LineComments
    ) {
        self.init(rule: finding.ruleID, message: finding.message, at: .bytes(finding.range))
        matchKey = finding.matchKey
        secret = Self.secret(of: finding, in: bytes)
        if let fix = finding.fix { properties["fix"] = .string(fix) }
        if let suppression = comments.suppression(of: finding.ruleID, at: finding.range) {
            pass(over: suppression, in: file)
        }
    }

    /// The bytes not to be shown. A longer word of letters alone is left to be seen: it is in every list of passwords,
    /// and hiding it would hide names in the whole scan. So is one that the finding's own names contain.
    private static func secret(of finding: InfrastructureFinding, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
        guard let secret = finding.secret, secret.utf8.count < 8 || !secret.allSatisfy(\.isLetter) else { return nil }
        let names = finding.message + String(decoding: finding.matchKey, as: UTF8.self)
        guard !names.contains(secret) else { return nil }
        let value = Array(secret.utf8)
        // Where the text has escapes, all of it is hidden.
        let start = finding.range.reversed().first { bytes[$0..<finding.range.upperBound].starts(with: value) }
        return start.map { $0..<$0 + value.count } ?? finding.range
    }

    static let suppression = "suppressed_by"

    /// Notes that a comment in a file gives a reason to pass the finding over.
    mutating func pass(over suppression: Suppression, in path: String) {
        properties[Self.suppression] = [
            "kind": .string(suppression.kind), "reason": .string(suppression.reason), "path": .string(path),
            "line": .int(Int64(suppression.line)),
        ]
    }
}

extension RuleDefinition {
    init(_ rule: InfrastructureRule) {
        self.init(
            id: rule.id, title: rule.title, severity: Severity(rule.severity), confidence: Confidence(rule.confidence),
            help: rule.help, helpURI: rule.references.first ?? "", cwes: rule.cwes, tags: rule.tags)
    }
}

extension Severity {
    init(_ severity: InfrastructureSeverity) {
        switch severity {
        case .info: self = .info
        case .low: self = .low
        case .medium: self = .medium
        case .high: self = .high
        case .critical: self = .critical
        }
    }
}

extension Confidence {
    init(_ confidence: InfrastructureConfidence) {
        switch confidence {
        case .low: self = .low
        case .medium: self = .medium
        case .high: self = .high
        }
    }
}
