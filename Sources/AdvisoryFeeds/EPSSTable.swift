internal import Advisories
internal import CLibarchive
internal import Model

/// FIRST's table of exploitation probabilities: a comment line with the date, a line of names, then
/// `CVE-2021-44228,0.97565,0.99999`; plain or compressed by gzip.
enum EPSSTable {
    /// Bytes, unpacked; the table of a day has about 10 MB.
    static let limit = 512 << 20

    /// Takes the place of what was known from an earlier one.
    static func read(
        _ path: String, _ feed: Feed, into contents: inout DatabaseContents
    ) throws(FeedError) -> FeedReport {
        var report = FeedReport(feed)
        var found: [CVEID: Exploitation] = [:]
        for (index, line) in try unpacked(path).split(separator: 0x0A).enumerated() {
            let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            if text.hasPrefix("#") {
                report.feed.newest = report.feed.newest ?? date(text)
            } else if let (cve, fact) = row(text) {
                found[cve] = fact
            } else if !text.hasPrefix("cve,") {
                report.refuse("line \(index + 1)", "it is no CVE with two probabilities")
            }
        }
        guard !found.isEmpty else { throw FeedError(.file, "\(path) names no CVE") }
        report.feed.records = found.count
        for cve in contents.exploitation.keys where found[cve] == nil {
            contents.exploitation[cve]?.probability = nil
            contents.exploitation[cve]?.percentile = nil
        }
        for (cve, fact) in found {
            contents.exploitation[cve, default: Exploitation()].probability = fact.probability
            contents.exploitation[cve, default: Exploitation()].percentile = fact.percentile
        }
        contents.exploitation = contents.exploitation.filter { !$0.value.isEmpty }
        contents.note(report.feed)
        return report
    }

    private static func row(_ text: String) -> (CVEID, Exploitation)? {
        let cells = text.split(separator: ",", omittingEmptySubsequences: false)
        guard cells.count >= 3, let cve = CVEID(cells[0]), let probability = millionths(cells[1]),
            let percentile = millionths(cells[2])
        else { return nil }
        return (cve, Exploitation(probability: probability, percentile: percentile))
    }

    private static func millionths(_ cell: Substring) -> Int? {
        guard cell.utf8.count <= 32, let value = Double(cell), (0...1).contains(value) else { return nil }
        return Int(value * 1_000_000 + 0.5)
    }

    /// `#model_version:v2025.03.14,score_date:2026-01-31T12:55:00Z`
    private static func date(_ comment: String) -> Int64? {
        guard let field = comment.split(separator: ",").first(where: { $0.hasPrefix("score_date:") }) else {
            return nil
        }
        let text = field.dropFirst("score_date:".count).prefix(19)
        return Timestamp(iso8601: text + "Z").map { $0.microseconds / 1_000_000 }
    }

    private static func unpacked(_ path: String) throws(FeedError) -> [UInt8] {
        guard let archive = archive_read_new() else { throw FeedError(.file, "libarchive is out of memory") }
        defer { archive_read_free(archive) }
        archive_read_support_filter_gzip(archive)
        archive_read_support_format_raw(archive)
        var header: OpaquePointer?
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK,
            archive_read_next_header(archive, &header) == ARCHIVE_OK
        else { throw FeedError(.file, "\(path) cannot be read") }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = archive_read_data(archive, &part, part.count)
            guard count >= 0 else { throw FeedError(.file, "\(path) is damaged") }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw FeedError(.file, "\(path) is larger than \(limit) bytes") }
            bytes += part[..<count]
        }
    }
}
