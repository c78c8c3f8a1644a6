internal import Advisories
internal import Model

/// CISA's catalogue of known exploited vulnerabilities, as JSON.
enum KEVCatalogue {
    /// Takes the place of what was known from an earlier one. Nil when the file is something else.
    static func read(
        _ bytes: [UInt8], _ feed: Feed, into contents: inout DatabaseContents
    ) throws(FeedError) -> FeedReport? {
        guard let value = try? JSONReader.read(bytes), let entries = value["vulnerabilities"]?.elements,
            value["catalogVersion"] != nil || entries.first?["cveID"] != nil
        else { return nil }
        var report = FeedReport(feed)
        var found: [CVEID: Exploitation] = [:]
        for (index, entry) in entries.enumerated() {
            guard let cve = entry["cveID"]?.text.flatMap({ CVEID($0) }) else {
                report.refuse("entry \(index + 1)", "it has no CVE id")
                continue
            }
            let ransomware = entry["knownRansomwareCampaignUse"]?.text?.lowercased() == "known"
            found[cve] = Exploitation(isKnown: true, isRansomware: ransomware)
        }
        guard !found.isEmpty else { throw FeedError(.file, "\(feed.source) names no CVE") }
        if let text = value["dateReleased"]?.text, let date = Timestamp(iso8601: text) {
            report.feed.newest = date.microseconds / 1_000_000
        }
        report.feed.records = found.count
        for cve in contents.exploitation.keys where contents.exploitation[cve]?.isKnown == true && found[cve] == nil {
            contents.exploitation[cve]?.isKnown = false
            contents.exploitation[cve]?.isRansomware = false
        }
        for (cve, fact) in found {
            contents.exploitation[cve, default: Exploitation()].isKnown = true
            contents.exploitation[cve, default: Exploitation()].isRansomware = fact.isRansomware
        }
        contents.note(report.feed)
        return report
    }
}
