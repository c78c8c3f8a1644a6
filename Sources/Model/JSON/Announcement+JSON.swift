extension Announcement {
    /// The `data` of what webhooks are sent: numbers and names, never a finding and never a credential.
    public var data: String {
        var json = JSONWriter()
        json.object { json in
            switch self {
            case .scannerFailed(let failure, let scan): failure.writeMembers(of: scan, to: &json)
            case .scanEnded(let scan): scan.writeEnd(to: &json)
            }
        }
        return json.text
    }
}

extension ScannerFailure {
    fileprivate func writeMembers(of scan: Scan, to json: inout JSONWriter) {
        json.member("scan_id", scan.id)
        json.member("scanner", scanner)
        json.member("scan_type", scanType)
        json.member("error", String(error.prefix(ScanEvent.errorLimit)))
        json.member("duration_s", seconds)
    }
}

extension Scan {
    fileprivate func writeEnd(to json: inout JSONWriter) {
        json.member("scan_id", id)
        json.member("target_path", request.shownTarget)
        json.member("scan_types", request.scanTypes)
        json.member("scanners_run", scannersRun)
        json.key("scanners_skipped")
        json.value(scannersSkipped)
        json.member("findings_count", findingsCount)
        json.key("severity_counts")
        json.object { severityCounts.writeMembers(to: &$0) }
        json.member("risk_score", riskScore)
        json.member("duration_s", duration?.roundedToMilliseconds)
        json.member("started_at", startedAt)
        json.member("completed_at", completedAt)
        if status == .failed { json.member("error", error ?? "The scan failed.") }
    }
}
