internal import Packages

extension AdvisoryDatabase {
    /// Everything, in a form that can be changed and written again. Verifies the checksum first, so that damage is not
    /// handed on.
    public func contents() throws(AdvisoryError) -> DatabaseContents {
        try verify()
        var contents = DatabaseContents()
        let feeds = feeds
        for feed in feeds { contents.restore(feed) }
        for number in 0..<count {
            guard let row = table(.records)[number], let advisory = advisory(number) else {
                throw AdvisoryError(.damaged, "an advisory of the database cannot be read")
            }
            let mask = row.u64(Layout.RecordField.feeds)
            let names = feeds.enumerated().filter { mask >> UInt64($0.offset) & 1 == 1 }.map(\.element.name)
            contents.restore(DatabaseContents.Entry(advisory, feeds: names))
        }
        let rows = table(.exploitation)
        for index in 0..<rows.count {
            guard let row = rows[index] else { continue }
            let cve = CVEID(key: row.u64(Layout.ExploitationField.cve))
            contents.exploitation[cve] = exploitation(of: [cve.text])
        }
        return contents
    }

    /// What a record says about packages.
    func affected(_ record: Row) -> [AffectedPackage] {
        let links = table(.links)
        let field = Layout.RecordField.links
        guard let range = links.range(record.u32(field), record.u32(field + 4)) else { return [] }
        var budget = AdvisoryLimits.boundaries
        return range.prefix(AdvisoryLimits.packages).compactMap { index in
            links[index].flatMap { table(.affected)[Int($0.u32(0))] }.flatMap { affectedPackage($0, &budget) }
        }
    }

    private func affectedPackage(_ row: Row, _ budget: inout Int) -> AffectedPackage? {
        guard let package = PackageRow(self, Int(row.u32(Layout.AffectedField.package))),
            let name = text(row, Layout.AffectedField.name), let release = text(row, Layout.AffectedField.release)
        else { return nil }
        var affected = AffectedPackage(package.ecosystem, name, release: release)
        for event in events(row) {
            guard let event, budget > 0 else { break }
            budget -= 1
            guard let text = event.place == Layout.fromTheStart ? "0" : package.text(event.place) else { continue }
            if event.startsRange || affected.ranges.isEmpty { affected.ranges.append(AffectedRange([])) }
            affected.ranges[affected.ranges.count - 1].events.append(AffectedRange.Event(event.kind, text))
        }
        for run in runs(row) {
            guard let run else { break }
            for place in run {
                guard budget > 0, let text = package.text(place) else { break }
                budget -= 1
                affected.versions.append(text)
            }
        }
        return affected
    }

    struct EventRow {
        var kind: AffectedRange.Event.Kind
        var startsRange: Bool
        var place: UInt32
    }

    /// The events of a row of `affected`, range after range, each range in order; nil for one that is damaged.
    func events(_ affected: Row) -> some Sequence<EventRow?> {
        let rows = table(.events)
        let field = Layout.AffectedField.self
        let range = rows.range(affected.u32(field.events), affected.u32(field.eventCount)) ?? 0..<0
        return range.lazy.map { index in
            guard let row = rows[index],
                let kind = AffectedRange.Event.Kind(rawValue: Int(row.u32(0) & ~Layout.rangeStart))
            else { return nil }
            return EventRow(kind: kind, startsRange: row.u32(0) & Layout.rangeStart != 0, place: row.u32(4))
        }
    }

    /// The runs of listed versions of a row of `affected`; nil for one that is damaged.
    func runs(_ affected: Row) -> some Sequence<ClosedRange<UInt32>?> {
        let rows = table(.runs)
        let field = Layout.AffectedField.self
        let range = rows.range(affected.u32(field.runs), affected.u32(field.runCount)) ?? 0..<0
        return range.lazy.map { index in
            guard let row = rows[index], row.u32(0) <= row.u32(4) else { return nil }
            return row.u32(0)...row.u32(4)
        }
    }
}

/// A row of `packages` whose lists lie within their tables.
struct PackageRow {
    let database: AdvisoryDatabase
    let ecosystem: Ecosystem
    let affected: Range<Int>
    let versions: Range<Int>
    let literals: Range<Int>

    init?(_ database: AdvisoryDatabase, _ index: Int) {
        let field = Layout.PackageField.self
        guard let row = database.table(.packages)[index],
            let code = Int(exactly: row.u32(field.ecosystem)), code < database.ecosystems.count,
            let ecosystem = database.ecosystems[code],
            let affected = database.table(.affected).range(row.u32(field.affected), row.u32(field.affectedCount)),
            let versions = database.table(.versions).range(row.u32(field.versions), row.u32(field.versionCount)),
            let start = UInt32(exactly: versions.upperBound),
            let literals = database.table(.versions).range(start, row.u32(field.literalCount))
        else { return nil }
        self.database = database
        self.ecosystem = ecosystem
        self.affected = affected
        self.versions = versions
        self.literals = literals
    }

    /// The text at a place, whether it is a version or not; nil outside of the package's.
    func text(_ place: UInt32) -> String? {
        let list = place & Layout.literal == 0 ? versions : literals
        let offset = Int(place & ~Layout.literal)
        guard offset < list.count else { return nil }
        return database.table(.versions)[list.lowerBound + offset].flatMap { database.text($0, 0) }
    }

    /// The text of the version at a place, as bytes; nil outside of the table or the file.
    func utf8(_ offset: Int) -> UnsafeRawBufferPointer? {
        database.table(.versions)[versions.lowerBound + offset].flatMap { database.utf8($0, 0) }
    }

    /// The bytes by which the version at a place sorts; nil outside of the table or the file.
    func key(_ offset: Int) -> UnsafeRawBufferPointer? {
        database.table(.versions)[versions.lowerBound + offset].flatMap { database.utf8($0, 8) }
    }
}
