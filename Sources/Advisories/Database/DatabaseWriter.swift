internal import Packages

/// Writes the file that ``AdvisoryDatabase`` reads. The same contents give the same bytes.
public struct DatabaseWriter {
    private var pool = TextPool()
    private var sections: [Layout.Section: SectionBytes] = [:]
    private let advisories: [Advisory]
    private let feeds: [Feed]
    private let ecosystems: [Ecosystem]
    /// Rows of `affected`, by record.
    private var links: [[UInt32]]

    /// The bytes of the file.
    public static func bytes(_ contents: DatabaseContents) throws(AdvisoryError) -> [UInt8] {
        let entries = contents.entries.values.sorted {
            $0.advisory.id.utf8.lexicographicallyPrecedes($1.advisory.id.utf8)
        }
        var writer = try DatabaseWriter(entries.map(\.advisory), contents.feeds.values.sorted { $0.name < $1.name })
        writer.writeFeeds()
        writer.writePackages()
        writer.writeRecords(entries.map(\.feeds))
        writer.writeExploitation(contents.exploitation)
        return try writer.file()
    }

    private init(_ advisories: [Advisory], _ feeds: [Feed]) throws(AdvisoryError) {
        guard feeds.count <= Layout.feedLimit else {
            throw AdvisoryError(.tooLarge, "more than \(Layout.feedLimit) sources of advisories")
        }
        self.advisories = advisories
        self.feeds = feeds
        links = Array(repeating: [], count: advisories.count)
        ecosystems = Set(advisories.flatMap { $0.affected.map(\.ecosystem) }).sorted { $0.rawValue < $1.rawValue }
        for section in Layout.Section.allCases { sections[section] = SectionBytes() }
    }

    private mutating func write(_ section: Layout.Section, _ body: (inout SectionBytes, inout TextPool) -> Void) {
        body(&sections[section, default: SectionBytes()], &pool)
    }

    private func rows(_ section: Layout.Section) -> UInt32 {
        UInt32(clamping: (sections[section]?.bytes.count ?? 0) / section.stride)
    }

    private mutating func writeFeeds() {
        for feed in feeds {
            write(.feeds) { row, pool in
                for text in [feed.name, feed.source, feed.entityTag] { row.reference(pool.add(text)) }
                row.date(feed.importedAt)
                row.date(feed.newest)
                row.u32(feed.records)
                row.u32(feed.refused)
            }
        }
        for ecosystem in ecosystems { write(.ecosystems) { $0.reference($1.add(ecosystem.rawValue)) } }
    }

    private mutating func writePackages() {
        var mentions: [PackageTable.Key: [PackageTable.Mention]] = [:]
        for (record, advisory) in advisories.enumerated() {
            for (index, package) in advisory.affected.enumerated() {
                let name = package.ecosystem.normalizedName(package.name)
                mentions[PackageTable.Key(ecosystem: package.ecosystem, name: name), default: []]
                    .append(PackageTable.Mention(record: record, affected: index))
            }
        }
        for (code, ecosystem) in ecosystems.enumerated() {
            let keys = mentions.keys.filter { $0.ecosystem == ecosystem }
            for key in keys.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                writePackage(key, code, mentions[key] ?? [])
            }
        }
    }

    private mutating func writePackage(_ key: PackageTable.Key, _ code: Int, _ mentions: [PackageTable.Mention]) {
        let packages = mentions.map { advisories[$0.record].affected[$0.affected] }
        let table = PackageTable(packages, in: key.ecosystem)
        let (package, firstAffected, firstVersion) = (rows(.packages), rows(.affected), rows(.versions))
        for version in table.versions + table.literals.map({ (text: $0, key: []) }) {
            write(.versions) { row, pool in
                row.reference(pool.add(version.text))
                row.reference(pool.addBytes(version.key))
            }
        }
        for (mention, affected) in zip(mentions, packages) {
            links[mention.record].append(rows(.affected))
            write(affected, of: mention.record, package, table)
        }
        write(.packages) { row, pool in
            row.u32(code)
            row.reference(pool.add(key.name))
            row.u32(firstAffected)
            row.u32(mentions.count)
            row.u32(firstVersion)
            row.u32(table.versions.count)
            row.u32(table.literals.count)
        }
    }

    private mutating func write(
        _ affected: AffectedPackage, of record: Int, _ package: UInt32, _ table: PackageTable
    ) {
        let (firstEvent, firstRun) = (rows(.events), rows(.runs))
        for range in affected.ranges {
            for (index, event) in table.ordered(range).enumerated() {
                write(.events) { row, _ in
                    row.u32(UInt32(event.kind.rawValue) | (index == 0 ? Layout.rangeStart : 0))
                    row.u32(event.place)
                }
            }
        }
        for run in table.runs(affected.versions) {
            write(.runs) { row, _ in
                row.u32(run.first)
                row.u32(run.last)
            }
        }
        let (eventCount, runCount) = (rows(.events) - firstEvent, rows(.runs) - firstRun)
        write(.affected) { row, pool in
            row.u32(record)
            row.u32(package)
            row.reference(pool.add(affected.name))
            row.reference(pool.add(affected.release))
            for number in [firstEvent, eventCount, firstRun, runCount] { row.u32(number) }
        }
    }

    private mutating func writeRecords(_ origins: [[String]]) {
        let groups = AliasGroups(advisories)
        for ids in groups.ids { write(.groups) { $0.reference($1.addList(ids)) } }
        let bits = Dictionary(
            feeds.enumerated().map { ($1.name, UInt64(1) << UInt64($0)) }, uniquingKeysWith: { first, _ in first })
        for (index, advisory) in advisories.enumerated() {
            let link = TextPool.Reference(first: rows(.links), count: UInt32(clamping: links[index].count))
            for row in links[index] { write(.links) { section, _ in section.u32(row) } }
            let mask = origins[index].reduce(0) { $0 | (bits[$1] ?? 0) }
            write(.records) { row, pool in
                for text in [advisory.id, advisory.summary, advisory.details] { row.reference(pool.add(text)) }
                for list in [advisory.aliases, advisory.vectors, advisory.cwes] { row.reference(pool.addList(list)) }
                row.reference(pool.addList(advisory.references.flatMap { [$0.kind, $0.url] }))
                row.reference(link)
                for date in [advisory.published, advisory.modified, advisory.withdrawn] { row.date(date) }
                row.u64(mask)
                row.u32(groups.groups[index])
                row.u32(PackedSeverity.stated(advisory.stated))
                row.u32(PackedSeverity.shown(advisory))
                row.u32(0)
            }
        }
    }

    private mutating func writeExploitation(_ facts: [CVEID: Exploitation]) {
        for (cve, fact) in facts.sorted(by: { $0.key < $1.key }) where !fact.isEmpty {
            write(.exploitation) { row, _ in
                row.u64(cve.key)
                row.u32(fact.probability.map(UInt32.init(clamping:)) ?? Layout.none)
                row.u32(fact.percentile.map(UInt32.init(clamping:)) ?? Layout.none)
                row.u32(UInt32(fact.isKnown ? 1 : 0) | UInt32(fact.isRansomware ? 2 : 0))
            }
        }
    }

    private mutating func file() throws(AdvisoryError) -> [UInt8] {
        sections[.texts] = pool.texts
        sections[.textLists] = pool.lists
        var body = SectionBytes()
        var places = SectionBytes()
        for section in Layout.Section.allCases {
            let bytes = sections[section]?.bytes ?? []
            guard !pool.isFull, bytes.count / section.stride < Int(Layout.literal) || section == .texts else {
                throw AdvisoryError(.tooLarge, "the advisories are more than one file can hold")
            }
            places.u64(UInt64(Layout.headerSize + body.bytes.count))
            places.u64(UInt64(bytes.count))
            body.append(bytes)
            body.pad(to: 8)
        }
        var header = SectionBytes()
        header.append(Layout.magic)
        header.u32(Layout.version)
        header.u32(Layout.headerSize)
        header.u64(UInt64(Layout.headerSize + body.bytes.count))
        header.u64(body.bytes.withUnsafeBytes(Checksum64.of))
        header.append(places.bytes)
        header.append(Array(repeating: 0, count: Layout.headerChecksumOffset - header.bytes.count))
        header.u64(header.bytes.withUnsafeBytes(Checksum64.of))
        header.append(body.bytes)
        return header.bytes
    }
}
