internal import Advisories
internal import Model

/// What one source of advisories brought, for people.
enum AdvisoryReport {
    static func line(_ feed: Feed) -> String {
        let day = Timestamp(microseconds: feed.importedAt * 1_000_000).iso8601.prefix(10)
        var line = "\(feed.name): \(feed.records) records"
        if feed.refused > 0 { line += ", \(feed.refused) refused" }
        line += ", imported \(day)"
        if let newest = feed.newest {
            line += ", newest of \(Timestamp(microseconds: newest * 1_000_000).iso8601.prefix(10))"
        }
        return line + " from \(feed.source)"
    }
}
