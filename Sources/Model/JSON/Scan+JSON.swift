extension Scan {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("target_path", request.targetPath)
            json.member("scan_types", request.scanTypes)
            json.member("status", status.rawValue)
            json.member("created_at", createdAt)
            json.member("started_at", startedAt)
            json.member("completed_at", completedAt)
            json.member("findings_count", findingsCount)
            json.member("risk_score", riskScore)
            json.member("summary", summary)
            json.member("error", error)
            json.member("target_url", request.targetURL)
            json.member("target_host", request.targetHost)
            json.member("ref", request.ref)
            json.member("base_ref", request.baseRef)
            json.member("history", request.history)
            json.member("no_ignore", request.noIgnore)
            json.member("options", request.options)
            json.member("scanners_run", scannersRun)
            json.key("scanners_skipped")
            json.value(scannersSkipped)
            json.key("scanners_failed")
            json.value(scannersFailed)
            json.key("notes")
            json.value(notes)
            json.key("target")
            if let target { target.write(to: &json) } else { json.null() }
            json.key("progress")
            json.object { json in
                json.member("files_done", progress.filesDone)
                json.member("files_total", progress.filesTotal)
            }
        }
    }

    /// The body of `GET /scans/{id}/summary`.
    public func writeSummary(to json: inout JSONWriter) {
        json.object { json in
            json.member("total_findings", findingsCount)
            severityCounts.writeMembers(to: &json)
            json.member("risk_score", riskScore)
            json.member("scanners_run", scannersRun)
            json.key("scanners_skipped")
            json.value(scannersSkipped)
            json.member("duration_s", duration)
        }
    }
}

extension SeverityCounts {
    /// Adds one member per severity, worst first, to the object being written.
    public func writeMembers(to json: inout JSONWriter) {
        for severity in Severity.allCases.reversed() { json.member(severity.rawValue, self[severity]) }
    }
}

extension TargetSummary {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("kind", kind.rawValue)
            json.member("commit", commit)
            json.member("branch", branch)
            json.key("dirty")
            if let dirty { json.value(dirty) } else { json.null() }
            json.member("remote", remote)
            json.member("files", files)
            json.key("bytes")
            json.value(bytes)
            json.member("skipped", skipped.mapValues { JSONValue.int(Int64($0)) })
        }
    }
}

extension JSONWriter {
    public mutating func value(_ scanners: [SkippedScanner]) {
        array { json in
            for scanner in scanners {
                json.object { json in
                    json.member("name", scanner.name)
                    json.member("reason", scanner.reason)
                    json.member("install_hint", scanner.installHint)
                }
            }
        }
    }

    public mutating func value(_ notes: [ScanNote]) {
        array { json in
            for note in notes {
                json.object { json in
                    json.member("scanner", note.scanner)
                    json.member("message", note.message)
                }
            }
        }
    }

    public mutating func value(_ scanners: [FailedScanner]) {
        array { json in
            for scanner in scanners {
                json.object { json in
                    json.member("name", scanner.name)
                    json.member("error", scanner.error)
                }
            }
        }
    }
}
