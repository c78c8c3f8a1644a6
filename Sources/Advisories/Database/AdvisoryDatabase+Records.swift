public import Packages

extension AdvisoryDatabase {
    /// Advisories that the database holds, those that were taken back too.
    public var count: Int { table(.records).count }

    /// Packages that an advisory of the database names.
    public var packageCount: Int { table(.packages).count }

    /// Where the advisories came from, by name.
    public var feeds: [Feed] {
        let rows = table(.feeds)
        return (0..<min(rows.count, Layout.feedLimit)).compactMap { rows[$0].flatMap(feed) }
    }

    private func feed(_ row: Row) -> Feed? {
        guard let name = text(row, Layout.FeedField.name) else { return nil }
        return Feed(
            name: name, source: text(row, Layout.FeedField.source) ?? "",
            importedAt: row.date(Layout.FeedField.importedAt) ?? 0, newest: row.date(Layout.FeedField.newest),
            records: Int(row.u32(Layout.FeedField.records)), refused: Int(row.u32(Layout.FeedField.refused)),
            entityTag: text(row, Layout.FeedField.tag) ?? "")
    }

    /// The import of an ecosystem's whole archive. Nil when there was none: the database may then know single
    /// advisories, but that it knows none for a package means nothing.
    public func feed(of ecosystem: Ecosystem) -> Feed? { feeds.first { $0.name == ecosystem.rawValue } }

    /// The advisory of a number; nil when there is none, or its row is damaged.
    /// - Parameter packages: read what it says about packages, which takes longest.
    public func advisory(_ number: Int, packages: Bool = true) -> Advisory? {
        guard let row = table(.records)[number], let id = text(row, Layout.RecordField.id) else { return nil }
        var advisory = Advisory(id: id)
        advisory.summary = text(row, Layout.RecordField.summary) ?? ""
        advisory.details = text(row, Layout.RecordField.details) ?? ""
        advisory.aliases = list(row, Layout.RecordField.aliases, limit: AdvisoryLimits.aliases)
        advisory.vectors = list(row, Layout.RecordField.vectors, limit: AdvisoryLimits.vectors)
        advisory.cwes = list(row, Layout.RecordField.cwes, limit: AdvisoryLimits.cwes)
        let pairs = list(row, Layout.RecordField.references, limit: 2 * AdvisoryLimits.references)
        advisory.references = stride(from: 0, to: pairs.count - 1, by: 2).map {
            Advisory.Reference(kind: pairs[$0], url: pairs[$0 + 1])
        }
        advisory.stated = PackedSeverity.unpack(row.u32(Layout.RecordField.stated))
        advisory.published = row.date(Layout.RecordField.published)
        advisory.modified = row.date(Layout.RecordField.modified)
        advisory.withdrawn = row.date(Layout.RecordField.withdrawn)
        if packages { advisory.affected = affected(row) }
        return advisory
    }

    /// The id of an advisory; nil when there is none of that number.
    public func id(_ number: Int) -> String? { table(.records)[number].flatMap { text($0, Layout.RecordField.id) } }

    /// Severity and ten times the score of an advisory, without reading the rest; nil when nobody says.
    public func severity(_ number: Int) -> Advisory.Stated? {
        table(.records)[number].flatMap { PackedSeverity.unpack($0.u32(Layout.RecordField.score)) }
    }

    /// All ids of a weakness, the one to show first: CVE before GHSA before others.
    public func ids(ofGroup group: Int) -> [String] {
        table(.groups)[group].map { list($0, 0, limit: 1000) } ?? []
    }

    /// What is known about the exploitation of the CVEs among some ids; of several the most worrying. Nil when nothing
    /// is known.
    public func exploitation(of ids: [String]) -> Exploitation? {
        ids.compactMap { CVEID($0).flatMap(exploitation) }.max {
            ($0.isKnown ? 1 : 0, $0.isRansomware ? 1 : 0, $0.probability ?? -1)
                < ($1.isKnown ? 1 : 0, $1.isRansomware ? 1 : 0, $1.probability ?? -1)
        }
    }

    private func exploitation(of cve: CVEID) -> Exploitation? {
        let rows = table(.exploitation)
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = low + (high - low) / 2
            guard let row = rows[middle] else { return nil }
            let key = row.u64(Layout.ExploitationField.cve)
            if key == cve.key { return exploitation(row) }
            if key < cve.key { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private func exploitation(_ row: Row) -> Exploitation {
        func part(_ field: Int) -> Int? { row.u32(field) <= 1_000_000 ? Int(row.u32(field)) : nil }
        let flags = row.u32(Layout.ExploitationField.flags)
        return Exploitation(
            probability: part(Layout.ExploitationField.probability),
            percentile: part(Layout.ExploitationField.percentile),
            isKnown: flags & 1 != 0, isRansomware: flags & 2 != 0)
    }
}
