extension Finding {
    /// Writes the object that the API, the command line and reports share. With `state` the listing's `state` member
    /// is added (null when nothing was decided).
    public func write(to json: inout JSONWriter, state: FindingState?? = .none, isRegressed: Bool = false) {
        json.object { json in
            json.member("id", id)
            json.member("scan_id", scanID)
            json.member("scanner", scanner)
            json.member("scan_type", scanType)
            json.member("severity", severity.rawValue)
            json.member("title", title)
            json.member("description", description)
            json.member("file_path", filePath)
            json.member("line_start", lineStart)
            json.member("line_end", lineEnd)
            json.member("column_start", columnStart)
            json.member("column_end", columnEnd)
            json.member("rule_id", ruleID)
            json.member("cwe", cwe)
            json.member("remediation", remediation)
            json.member("confidence", confidence.rawValue)
            json.member("metadata", metadata)
            json.member("compliance_tags", complianceTags)
            json.member("fingerprint", fingerprint)
            if case .some(let state) = state {
                json.key("state")
                if let state { state.write(to: &json, isRegressed: isRegressed) } else { json.null() }
            }
        }
    }
}

extension FindingWithState {
    public func write(to json: inout JSONWriter) {
        finding.write(to: &json, state: .some(state), isRegressed: isRegressed)
    }
}

extension FindingState {
    /// - Parameter isRegressed: added as the member `regressed` when given, as listings of findings have it.
    public func write(to json: inout JSONWriter, isRegressed: Bool? = nil) {
        json.object { json in
            json.member("fingerprint", fingerprint)
            json.member("status", status.rawValue)
            json.member("note", note)
            json.member("updated_at", updatedAt)
            json.member("updated_by", updatedBy)
            if let isRegressed { json.member("regressed", isRegressed) }
        }
    }
}

extension FindingComment {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("fingerprint", fingerprint)
            json.member("text", text)
            json.member("author", author)
            json.member("created_at", createdAt)
        }
    }
}
