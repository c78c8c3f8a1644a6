internal import Advisories
internal import Glibc
internal import Model
public import Packages

/// Fetches the public archives of advisories and brings them into a database. What cannot be fetched, or is not what it
/// should be, leaves the advisories of its ecosystem as they were.
public struct AdvisoryUpdate: Sendable {
    public enum Outcome: Sendable, Equatable {
        case updated(FeedReport)
        /// The server has nothing newer; the age of the ecosystem counts from now.
        case unchanged
        case failed(String)
    }

    public struct Progress: Sendable, Equatable {
        public var ecosystem: Ecosystem
        /// Bytes of the archive that have come, those of an earlier attempt too.
        public var received: Int64
        /// Bytes of the whole archive; nil when the server does not say.
        public var total: Int64?
    }

    /// The ecosystems that OSV publishes an archive of and whose packages projects name; those of distributions are
    /// much larger and have to be asked for.
    public static let ecosystems: [Ecosystem] = [
        .crates, .conan, .cran, .githubActions, .go, .hackage, .hex, .julia, .maven, .npm, .nuget, .packagist, .pub,
        .pypi, .rubygems, .swift,
    ]

    public let database: DatabaseFile
    public let address: FeedAddress
    public var time: Int64
    /// Fetch even what the server says is at hand.
    public var isForced = false
    var limits = Download.Limits()

    public init(_ path: String, from address: FeedAddress, at time: Int64? = nil) {
        database = DatabaseFile(path)
        self.address = address
        self.time = time ?? Timestamp.now().microseconds / 1_000_000
    }

    /// The outcome of each ecosystem, in their order.
    /// - Throws: `busy` while another import runs, `database` when the one that is there is damaged, `file` when the
    ///   new one cannot be written.
    public func run(
        _ ecosystems: [Ecosystem], progress: @escaping (Progress) -> Void = { _ in }
    ) throws(FeedError) -> [(ecosystem: Ecosystem, outcome: Outcome)] {
        let lock = try DatabaseLock(for: database.path)
        defer { withExtendedLifetime(lock) {} }
        var contents = try database.contents()
        var outcomes: [(ecosystem: Ecosystem, outcome: Outcome)] = []
        // A partial file goes when its advisories are in the database, so that a crash does not cost the download.
        var fetched: [Download] = []
        for ecosystem in ecosystems {
            let download = self.download(ecosystem, contents.feeds[ecosystem.rawValue], progress)
            let outcome = outcome(of: download, ecosystem, &contents)
            if case .updated = outcome { fetched.append(download) }
            outcomes.append((ecosystem, outcome))
        }
        let hasNews = outcomes.contains { if case .failed = $0.outcome { false } else { true } }
        if hasNews { try database.write(contents) }
        for download in fetched { download.discard() }
        return outcomes
    }

    private func download(
        _ ecosystem: Ecosystem, _ known: Feed?, _ progress: @escaping (Progress) -> Void
    ) -> Download {
        let url = address.archive(of: ecosystem)
        let tag = known?.source == url && !isForced ? known?.entityTag ?? "" : ""
        let name = String(ecosystem.rawValue.map { $0 == " " || $0 == "/" ? "-" : $0 })
        return Download(
            url: url, partial: "\(database.path).\(name).part", entityTag: tag, isLoopback: address.isLoopback,
            limits: limits
        ) { progress(Progress(ecosystem: ecosystem, received: $0, total: $1)) }
    }

    private func outcome(
        of download: Download, _ ecosystem: Ecosystem, _ contents: inout DatabaseContents
    ) -> Outcome {
        do throws(FeedError) {
            switch try download.run() {
            case .unchanged:
                if var feed = contents.feeds[ecosystem.rawValue] {
                    feed.importedAt = time
                    contents.note(feed)
                }
                return .unchanged
            case .fetched(let tag):
                let reader = try read(download, tag, ecosystem)
                contents.replace(reader.report.feed, with: reader.advisories)
                return .updated(reader.report)
            }
        } catch {
            return .failed(error.message)
        }
    }

    /// An archive that cannot be read is not kept to be continued.
    private func read(_ download: Download, _ tag: String, _ ecosystem: Ecosystem) throws(FeedError) -> FeedReader {
        let feed = Feed(name: ecosystem.rawValue, source: download.url, importedAt: time, entityTag: tag)
        do throws(FeedError) {
            let reader = try AdvisoryImport.readArchive(download.partial, feed)
            try AdvisoryImport.demandRecords(reader, download.url)
            return reader
        } catch {
            download.discard()
            throw FeedError(.download, "\(download.url) did not send an archive of advisories: \(error.message)")
        }
    }
}
