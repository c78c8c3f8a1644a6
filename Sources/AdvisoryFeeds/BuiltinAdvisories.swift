internal import Advisories

/// The database of famous advisories that the program brings along, so that a first scan without any download finds
/// something.
public enum BuiltinAdvisories {
    /// How the source of its records is called.
    public static let source = "built in"

    /// Writes the database for all records in a folder; its date is that of the latest record, so that the same records
    /// give the same file.
    /// - Returns: the number of records.
    /// - Throws: `record` when one of them cannot be read in full: here nothing may be left out.
    public static func compile(folder: String, to path: String) throws(FeedError) -> Int {
        var reader = FeedReader(Feed(name: Feed.files, source: source, importedAt: 0))
        for name in try FileAccess.names(folder) where name.hasSuffix(".json") {
            reader.take(try FileAccess.read(folder + "/" + name, limit: AdvisoryImport.fileLimit), name: name)
        }
        if let note = (reader.report.refused + reader.report.remarks).first {
            throw FeedError(.record, "\(note.record): \(note.reason)")
        }
        try AdvisoryImport.demandRecords(reader, folder)
        var feed = reader.report.feed
        feed.importedAt = feed.newest ?? 0
        var contents = DatabaseContents()
        contents.add(feed, reader.advisories)
        try DatabaseFile(path).write(contents)
        return feed.records
    }
}
