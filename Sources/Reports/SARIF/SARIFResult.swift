internal import Model

/// One finding as a `result` (SARIF 2.1.0, 3.27).
struct SARIFResult {
    private let item: FindingWithState
    private let rule: SARIFRules.Reference

    init(_ item: FindingWithState, _ rule: SARIFRules.Reference) {
        self.item = item
        self.rule = rule
    }

    private var finding: Finding { item.finding }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("ruleId", rule.id)
            json.key("rule")
            json.object { json in
                json.member("id", rule.id)
                json.member("index", rule.index)
                json.key("toolComponent")
                json.object { $0.member("index", rule.component) }
            }
            json.member("level", finding.severity.sarifLevel)
            json.key("message")
            SARIFText.message(finding.description.isEmpty ? finding.title : finding.description, to: &json)
            json.key("locations")
            json.array { json in
                json.object { json in
                    json.key("physicalLocation")
                    json.object(writePlace)
                }
            }
            writeFlow(to: &json)
            json.key("partialFingerprints")
            json.object { json in
                // The one that GitHub tells alerts apart by; what follows the colon counts equals, which ours does too.
                json.member("primaryLocationLineHash", finding.fingerprint.prefix(32) + ":1")
                json.member("securescan/v1", finding.fingerprint)
            }
            writeFix(to: &json)
            writeSuppression(to: &json)
            json.key("properties")
            json.object(writeProperties)
        }
    }

    private func writePlace(to json: inout JSONWriter) {
        writeArtifact(finding.filePath, to: &json)
        guard let line = finding.lineStart else { return }
        json.key("region")
        json.object { json in
            json.member("startLine", line)
            let columns = SARIFColumns(finding)
            if let start = columns?.start { json.member("startColumn", start) }
            if let last = finding.lineEnd, last >= line { json.member("endLine", last) }
            if let end = columns?.end { json.member("endColumn", end) }
            if let snippet = finding.snippet {
                json.key("snippet")
                json.object { $0.member("text", SafeText.line(snippet)) }
            }
        }
    }

    private func writeArtifact(_ path: String, to json: inout JSONWriter) {
        json.key("artifactLocation")
        json.object { json in
            json.member("uri", path.isEmpty ? "." : WebAddress.reference(path))
            json.member("uriBaseId", "%SRCROOT%")
        }
    }

    private func writeFlow(to json: inout JSONWriter) {
        let steps = finding.flow
        guard !steps.isEmpty else { return }
        // What scanners relate to a finding is a way only where they say so.
        let isFlow = finding.metadata["data_flow"] == .bool(true)
        guard isFlow else {
            json.key("relatedLocations")
            return json.array { json in
                for (index, step) in steps.prefix(100).enumerated() { location(step, id: index + 1, to: &json) }
            }
        }
        json.key("codeFlows")
        json.array { json in
            json.object { json in
                json.key("threadFlows")
                json.array { json in
                    json.object { json in
                        json.key("locations")
                        json.array { json in
                            for step in steps.prefix(ReportLimits.flowSteps) {
                                json.object { json in
                                    json.key("location")
                                    location(step, id: nil, to: &json)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func location(_ step: FlowStep, id: Int?, to json: inout JSONWriter) {
        json.object { json in
            if let id { json.member("id", id) }
            json.key("physicalLocation")
            json.object { json in
                writeArtifact(step.path, to: &json)
                guard let line = step.line, line > 0 else { return }
                json.key("region")
                json.object { json in
                    json.member("startLine", line)
                    if let last = step.lineEnd, last >= line { json.member("endLine", last) }
                }
            }
            guard !step.note.isEmpty else { return }
            json.key("message")
            SARIFText.message(step.note, to: &json)
        }
    }

    /// Only where the place of the text to be replaced is certain.
    private func writeFix(to json: inout JSONWriter) {
        guard let fix = finding.metadata.text("fix"), let line = finding.lineStart,
            let columns = SARIFColumns(finding), let start = columns.start, let end = columns.end
        else { return }
        json.key("fixes")
        json.array { json in
            json.object { json in
                json.key("artifactChanges")
                json.array { json in
                    json.object { json in
                        writeArtifact(finding.filePath, to: &json)
                        json.key("replacements")
                        json.array { json in
                            json.object { json in
                                json.key("deletedRegion")
                                json.object { json in
                                    json.member("startLine", line)
                                    json.member("startColumn", start)
                                    json.member("endLine", finding.lineEnd ?? line)
                                    json.member("endColumn", end)
                                }
                                json.key("insertedContent")
                                json.object { $0.member("text", fix) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeSuppression(to json: inout JSONWriter) {
        guard let verdict = item.verdict else { return }
        json.key("suppressions")
        json.array { json in
            json.object { json in
                json.member("kind", verdict.path == finding.filePath ? "inSource" : "external")
                json.member("status", "accepted")
                let reason = verdict.reason.isEmpty ? verdict.kind : "\(verdict.kind): \(verdict.reason)"
                json.member("justification", SafeText.line(reason))
                guard let path = verdict.path else { return }
                json.key("location")
                location(FlowStep(path: path, line: verdict.line, note: ""), id: nil, to: &json)
            }
        }
    }

    private func writeProperties(to json: inout JSONWriter) {
        json.member("tags", finding.complianceTags.map { SafeText.line($0, limit: 200) })
        json.member("severity", finding.severity.rawValue)
        json.member("confidence", finding.confidence.rawValue)
        json.member("security-severity", SARIFRules.score(finding))
        if let status = item.state?.status { json.member("status", status.rawValue) }
        if item.isRegressed { json.member("regressed", true) }
        if let commit = finding.metadata.text("commit") { json.member("commit", SafeText.line(commit)) }
        if let flaw = finding.flaw {
            json.member("purl", flaw.purl.map { SafeText.line($0) })
            json.member("fixedVersion", flaw.fixedVersion.map { SafeText.line($0) })
        }
    }
}

extension Severity {
    var sarifLevel: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "note"
        }
    }
}

/// Columns in UTF-16 code units. Findings count them in bytes, which is the same where the line is ASCII; elsewhere
/// nothing is said, since a wrong place is worse than a whole line.
struct SARIFColumns {
    var start: Int?
    var end: Int?

    init?(_ finding: Finding) {
        if let snippet = finding.snippet, !snippet.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
        guard let start = finding.columnStart, start > 0 else { return nil }
        self.start = start
        guard let end = finding.columnEnd, finding.lineEnd ?? finding.lineStart == finding.lineStart, end >= start
        else { return }
        self.end = end
    }
}
