extension Finding {
    /// Reads the object that ``write(to:state:isRegressed:)`` writes; nil without a fingerprint, a rule or a severity
    /// that is known. What else is missing is empty.
    public init?(_ json: JSONValue) {
        guard case .object(let members) = json, let fingerprint = members.text("fingerprint"),
            let ruleID = members.text("rule_id"), let severity = members.text("severity").flatMap(Severity.init)
        else { return nil }
        self.init(
            id: members.text("id") ?? fingerprint, scanID: members.text("scan_id") ?? "",
            scanner: members.text("scanner") ?? "", scanType: members.text("scan_type") ?? "", severity: severity,
            title: members.text("title") ?? ruleID, description: members.text("description") ?? "",
            filePath: members.text("file_path") ?? "", lineStart: members.number("line_start"),
            lineEnd: members.number("line_end"), columnStart: members.number("column_start"),
            columnEnd: members.number("column_end"), ruleID: ruleID, cwe: members.text("cwe"),
            remediation: members.text("remediation"),
            confidence: members.text("confidence").flatMap(Confidence.init) ?? .medium,
            fingerprint: fingerprint)
        if case .object(let metadata)? = members["metadata"] { self.metadata = metadata }
        if case .array(let tags)? = members["compliance_tags"] {
            complianceTags = tags.compactMap { if case .string(let tag) = $0 { tag } else { nil } }
        }
    }
}

extension [String: JSONValue] {
    fileprivate func text(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }

    fileprivate func number(_ name: String) -> Int? {
        if case .int(let number)? = self[name] { Int(exactly: number) } else { nil }
    }
}
