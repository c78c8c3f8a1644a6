internal import PluginSDK
internal import ScannerAPI

extension TestCall {
    func take(_ lent: UnsafePointer<scn_finding>) -> scn_status {
        let raw = copied(lent, empty: scn_finding())
        let rule = String(lent: raw.rule_id)
        guard mayReport else {
            run.violation("emit_finding was called in \(phase.rawValue)")
            return scn_status(SCN_E_MISUSE)
        }
        let (listed, count) = run.with { ($0.rules.contains { $0.id == rule }, $0.findings.count) }
        guard count < run.host.findingLimit else { return scn_status(SCN_E_LIMIT) }
        guard listed else {
            run.violation("a finding names the rule \(rule), which was not listed")
            return scn_status(SCN_E_MISUSE)
        }
        let finding = received(raw, rule)
        check(finding)
        run.with { $0.findings.append(finding) }
        return scn_status(SCN_OK)
    }

    private func received(_ raw: scn_finding, _ rule: String) -> TestFinding {
        let region = raw.primary.map { Region(lent: $0) } ?? .file()
        let path = region.path.isEmpty ? file?.path ?? "" : String(decoding: region.path, as: UTF8.self)
        let secret = raw.secret.flatMap { Region(lent: $0).bytes }
        return TestFinding(
            rule: rule, message: String(lent: raw.message), path: path, severity: Severity(raw: raw.severity),
            confidence: Confidence(raw: raw.confidence), region: region,
            text: region.bytes.flatMap { text($0, path) } ?? "", secret: secret,
            secretText: secret.flatMap { text($0, path) }, matchKey: [UInt8](raw.match_key.bytes),
            component: String(lent: raw.component_ref), related: related(raw), properties: properties(raw, rule))
    }

    private func related(_ raw: scn_finding) -> [Region] {
        UnsafeBufferPointer(start: raw.related, count: raw.related == nil ? 0 : Int(raw.related_count))
            .compactMap { $0.map { Region(lent: $0) } }
    }

    private func properties(_ raw: scn_finding, _ rule: String) -> JSON? {
        guard raw.properties_json.len > 0 else { return nil }
        let json = try? JSON(parsing: raw.properties_json.bytes)
        guard case .object = json else {
            run.violation("the properties of a finding of \(rule) are not a JSON object")
            return nil
        }
        return json
    }

    /// The bytes of a file of the target; nil when the range leaves it.
    private func text(_ range: Range<Int>, _ path: String) -> String? {
        guard let bytes = run.host.files[path], range.upperBound <= bytes.count else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    private func check(_ finding: TestFinding) {
        let name = "a finding of \(finding.rule)"
        if finding.message.isEmpty { run.violation("\(name) has no message") }
        guard finding.path.isEmpty || run.host.files[finding.path] != nil else {
            return run.violation("\(name) names the file \(finding.path), which the target lacks")
        }
        let count = run.host.files[finding.path]?.count ?? 0
        for region in [finding.region.bytes, finding.secret] + finding.related.filter(\.path.isEmpty).map(\.bytes) {
            if let region, region.upperBound > count {
                run.violation("\(name) points behind the end of \(finding.path)")
            }
        }
        guard let secret = finding.secretText, secret.utf8.count >= 4 else { return }
        if finding.message.contains(secret) { run.violation("\(name) has its secret in the message") }
        if String(decoding: finding.matchKey, as: UTF8.self).contains(secret) {
            run.violation("\(name) has its secret in the match key")
        }
        if finding.properties?.text.contains(secret) == true {
            run.violation("\(name) has its secret in the properties")
        }
    }
}
