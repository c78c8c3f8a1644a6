public import Advisories
internal import Model

/// What one import of one source did.
public struct FeedReport: Sendable, Equatable {
    /// A record, or a file, and why it or a part of it was not taken.
    public struct Note: Sendable, Equatable {
        public var record: String
        public var reason: String
    }

    /// Notes that are kept; more are only counted.
    public static let noteLimit = 1000

    public var feed: Feed
    /// Records that could not be read, or are about nothing that is matched here.
    public private(set) var refused: [Note] = []
    /// Records that were taken with something left out.
    public private(set) var remarks: [Note] = []
    public private(set) var remarkCount = 0

    init(_ feed: Feed) { self.feed = feed }

    mutating func refuse(_ record: String, _ reason: String) {
        feed.refused += 1
        if refused.count < FeedReport.noteLimit { refused.append(FeedReport.note(record, reason)) }
    }

    mutating func remark(_ record: String, _ reasons: [String]) {
        guard !reasons.isEmpty else { return }
        remarkCount += 1
        guard remarks.count < FeedReport.noteLimit else { return }
        remarks.append(FeedReport.note(record, reasons.prefix(5).joined(separator: "; ")))
    }

    private static func note(_ record: String, _ reason: String) -> Note {
        Note(record: record.cut(to: 200), reason: reason.cut(to: 400))
    }
}

/// Reads records for one feed, one file after the other.
struct FeedReader {
    private(set) var report: FeedReport
    private(set) var advisories: [Advisory] = []
    /// Places in `advisories` by id.
    private var known: [String: Int] = [:]

    init(_ feed: Feed) { report = FeedReport(feed) }

    /// Takes the records of one file: an object, an array of them, or an object with them in `vulns`, as OSV's API
    /// answers.
    mutating func take(_ bytes: [UInt8], name: String) {
        let value: JSONValue
        do throws(JSONSyntaxError) { value = try JSONReader.read(bytes) } catch {
            return report.refuse(name, "not JSON: \(error.message)")
        }
        guard let records = value.elements ?? value["vulns"]?.elements else { return take(value, name: name) }
        for (index, record) in records.enumerated() { take(record, name: "\(name)[\(index)]") }
    }

    mutating func refuse(_ name: String, _ reason: String) { report.refuse(name, reason) }

    private mutating func take(_ value: JSONValue, name: String) {
        do throws(FeedError) {
            let record = try OSVRecord(value)
            report.remark(record.advisory.id, record.remarks)
            add(record.advisory)
        } catch {
            report.refuse(value["id"]?.text ?? name, error.message)
        }
    }

    private mutating func add(_ advisory: Advisory) {
        if let modified = advisory.modified { report.feed.newest = max(report.feed.newest ?? modified, modified) }
        guard let place = known[advisory.id] else {
            known[advisory.id] = advisories.count
            advisories.append(advisory)
            report.feed.records += 1
            return
        }
        report.remark(advisory.id, ["the record comes twice; the later change counts"])
        if (advisory.modified ?? .min) >= (advisories[place].modified ?? .min) { advisories[place] = advisory }
    }
}
