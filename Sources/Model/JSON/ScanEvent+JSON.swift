extension ScanEvent {
    /// The longest error text that an event carries, in characters.
    public static let errorLimit = 200

    /// The payload of the event, one line of JSON.
    public func payload(scanID: String) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("scan_id", scanID)
            writeMembers(to: &json)
        }
        return json.text
    }

    private func writeMembers(to json: inout JSONWriter) {
        switch self {
        case .scanStart(let target, let scanTypes, let scannerCount):
            json.member("target", target)
            json.member("scan_types", scanTypes)
            json.member("scanner_count", scannerCount)
        case .scannerStart(let scanner):
            json.member("scanner", scanner)
        case .scannerProgress(let scanner, let filesDone, let filesTotal, let findingsCount):
            json.member("scanner", scanner)
            json.member("files_done", filesDone)
            json.member("files_total", filesTotal)
            json.member("findings_count", findingsCount)
        case .scannerComplete(let scanner, let seconds, let findingsCount):
            json.member("scanner", scanner)
            json.member("duration_s", seconds.roundedToMilliseconds)
            json.member("findings_count", findingsCount)
        case .scannerSkipped(let skipped):
            json.member("scanner", skipped.name)
            json.member("reason", skipped.reason)
            json.member("install_hint", skipped.installHint)
        case .scannerFailed(let scanner, let error, let seconds):
            json.member("scanner", scanner)
            json.member("error", String(error.prefix(ScanEvent.errorLimit)))
            json.member("duration_s", seconds.roundedToMilliseconds)
        case .scanComplete(let counts, let riskScore, let scannersRun, let scannersSkipped, let seconds):
            json.member("findings_count", counts.total)
            json.member("risk_score", riskScore)
            json.key("severity_counts")
            json.object { counts.writeMembers(to: &$0) }
            json.member("scanners_run", scannersRun)
            json.key("scanners_skipped")
            json.value(scannersSkipped)
            json.member("duration_s", seconds.roundedToMilliseconds)
        case .scanFailed(let error):
            json.member("error", String(error.prefix(ScanEvent.errorLimit)))
        case .scanCancelled:
            break
        }
    }
}

extension Double {
    /// Durations are shown to the millisecond.
    var roundedToMilliseconds: Double { (self * 1000).rounded() / 1000 }
}
