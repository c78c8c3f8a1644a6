internal import Advisories
internal import Glibc
internal import Model
internal import Packages

/// Brings advisories from files into a database. All or nothing: when a source cannot be read the database stays as it
/// was, while a single bad record costs only itself and is named in the report.
public struct AdvisoryImport: Sendable {
    /// Bytes of one file with records.
    public static let fileLimit = 64 << 20
    /// Records in folders.
    public static let fileCountLimit = 2_000_000

    public let database: DatabaseFile
    /// Seconds since 1970, for the database to remember.
    public var time: Int64

    public init(into path: String, at time: Int64? = nil) {
        database = DatabaseFile(path)
        self.time = time ?? Timestamp.now().microseconds / 1_000_000
    }

    /// Reads archives, records, folders of them, EPSS tables and KEV catalogues. One report for each source.
    /// - Throws: `use` for a path that is none of these, `archive` and `file` for one that cannot be read, `busy` while
    ///   another import runs, `database` when the one that is there is damaged.
    public func run(_ paths: [String]) throws(FeedError) -> [FeedReport] {
        let lock = try DatabaseLock(for: database.path)
        defer { withExtendedLifetime(lock) {} }
        var contents = try database.contents()
        var reports: [FeedReport] = []
        for path in paths {
            for source in try ImportSource.found(at: path) { reports.append(try read(source, into: &contents)) }
        }
        try database.write(contents)
        return reports
    }

    private func read(_ source: ImportSource, into contents: inout DatabaseContents) throws(FeedError) -> FeedReport {
        switch source {
        case .archive(let path, let ecosystem):
            let reader = try AdvisoryImport.readArchive(path, feed(ecosystem.rawValue, path))
            try AdvisoryImport.demandRecords(reader, path)
            contents.replace(reader.report.feed, with: reader.advisories)
            return reader.report
        case .folder(let path, let ecosystem):
            let reader = try readFolder(path, feed(ecosystem.rawValue, path))
            try AdvisoryImport.demandRecords(reader, path)
            contents.replace(reader.report.feed, with: reader.advisories)
            return reader.report
        case .looseArchive(let path):
            return add(try AdvisoryImport.readArchive(path, feed(Feed.files, path)), to: &contents)
        case .looseFolder(let path):
            return add(try readFolder(path, feed(Feed.files, path)), to: &contents)
        case .file(let path):
            let bytes = try FileAccess.read(path, limit: AdvisoryImport.fileLimit)
            if let report = try KEVCatalogue.read(bytes, feed(Feed.kev, path), into: &contents) { return report }
            var reader = FeedReader(feed(Feed.files, path))
            reader.take(bytes, name: FileAccess.name(of: path))
            return add(reader, to: &contents)
        case .scores(let path):
            return try EPSSTable.read(path, feed(Feed.epss, path), into: &contents)
        }
    }

    private func feed(_ name: String, _ source: String) -> Feed {
        Feed(name: name, source: source.cut(to: 1024), importedAt: time)
    }

    /// The feed of single records tells of all that it brought so far.
    private func add(_ reader: FeedReader, to contents: inout DatabaseContents) -> FeedReport {
        var feed = reader.report.feed
        contents.add(feed, reader.advisories)
        feed.records = contents.entries.values.count { $0.feeds.contains(Feed.files) }
        contents.note(feed)
        return reader.report
    }

    /// So few may be odd in a small archive.
    private static let refusalLimit = 10

    /// An archive without a single advisory is no archive of advisories, whatever it is called; and one that is mostly
    /// unreadable must not take the place of what is known.
    static func demandRecords(_ reader: FeedReader, _ source: String) throws(FeedError) {
        let feed = reader.report.feed
        guard feed.records == 0 || (feed.refused > feed.records && feed.refused > refusalLimit) else { return }
        let first = reader.report.refused.first.map { ": \($0.record): \($0.reason)" } ?? ""
        let what = feed.records == 0 ? "no advisory" : "more records that cannot be read (\(feed.refused)) than others"
        throw FeedError(.archive, "\(source) holds \(what)\(first)")
    }

    static func readArchive(_ path: String, _ feed: Feed) throws(FeedError) -> FeedReader {
        guard case .file(let bytes)? = FileAccess.kind(path) else { throw FeedError(.file, "\(path) is no file") }
        var reader = FeedReader(feed)
        do throws(FeedError) {
            let archive = try ZipReader(path: path, archiveBytes: bytes)
            while let entry = try archive.next() {
                guard entry.name.lowercased().hasSuffix(".json") else { continue }
                switch entry.content {
                case .bytes(let bytes): reader.take(bytes, name: FileAccess.name(of: entry.name))
                case .tooLarge: reader.refuse(entry.name, "the file is too large")
                }
            }
        } catch {
            throw FeedError(error.code, "\(path): \(error.message)")
        }
        return reader
    }

    /// All records below a folder; links and hidden files are passed over.
    private func readFolder(_ path: String, _ feed: Feed) throws(FeedError) -> FeedReader {
        var reader = FeedReader(feed)
        var open = [(path: path, depth: 0)]
        var files = 0
        while let folder = open.popLast() {
            for name in try FileAccess.names(folder.path) where !name.hasPrefix(".") {
                let below = folder.path + "/" + name
                switch FileAccess.kind(below, following: false) {
                case .folder?:
                    if folder.depth < ImportSource.depthLimit {
                        open.append((below, folder.depth + 1))
                    } else {
                        reader.refuse(below, "more than \(ImportSource.depthLimit) folders deep")
                    }
                case .file? where name.lowercased().hasSuffix(".json"):
                    files += 1
                    guard files <= AdvisoryImport.fileCountLimit else {
                        throw FeedError(.file, "\(path) has more than \(AdvisoryImport.fileCountLimit) records")
                    }
                    do throws(FeedError) {
                        reader.take(try FileAccess.read(below, limit: AdvisoryImport.fileLimit), name: name)
                    } catch {
                        reader.refuse(below, error.message)
                    }
                default: break
                }
            }
        }
        return reader
    }
}
