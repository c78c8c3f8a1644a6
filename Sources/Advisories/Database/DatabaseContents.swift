/// All that a database holds, in a form that can be changed.
public struct DatabaseContents: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        public var advisory: Advisory
        /// Names of the feeds that brought it, sorted.
        public var feeds: [String]

        public init(_ advisory: Advisory, feeds: [String]) {
            self.advisory = advisory
            self.feeds = feeds
        }
    }

    /// By id.
    public private(set) var entries: [String: Entry] = [:]
    /// By name.
    public private(set) var feeds: [String: Feed] = [:]
    public var exploitation: [CVEID: Exploitation] = [:]

    public init() {}

    /// Takes over a record as it was stored.
    mutating func restore(_ entry: Entry) { entries[entry.advisory.id] = entry }

    mutating func restore(_ feed: Feed) { feeds[feed.name] = feed }

    /// Puts the advisories of a feed in the place of all that it brought before. A record that several feeds bring is
    /// kept once, as the one with the latest change has it.
    public mutating func replace(_ feed: Feed, with advisories: [Advisory]) {
        for (id, entry) in entries where entry.feeds.contains(feed.name) {
            let others = entry.feeds.filter { $0 != feed.name }
            if others.isEmpty { entries[id] = nil } else { entries[id]?.feeds = others }
        }
        add(feed, advisories)
    }

    /// Adds advisories to those that the feed brought before; of equal ids the later counts.
    public mutating func add(_ feed: Feed, _ advisories: [Advisory]) {
        for advisory in advisories { add(advisory, from: feed.name) }
        feeds[feed.name] = feed
    }

    private mutating func add(_ advisory: Advisory, from feed: String) {
        guard let known = entries[advisory.id] else {
            entries[advisory.id] = Entry(advisory, feeds: [feed])
            return
        }
        let isOlder = (advisory.modified ?? .min) < (known.advisory.modified ?? .min)
        let names = known.feeds.contains(feed) ? known.feeds : (known.feeds + [feed]).sorted()
        entries[advisory.id] = Entry(isOlder ? known.advisory : advisory, feeds: names)
    }

    /// Sets what is known about exploitation from one source, and when it was read.
    public mutating func note(_ feed: Feed) { feeds[feed.name] = feed }
}
