internal import Packages

/// One version held against all that is known about its package.
struct Query {
    /// Where a version lies among the sorted ones of the package: 2i + 1 at the i-th, 2i before it.
    typealias Position = Int

    private enum Verdict {
        case clear, affected, unclear
    }

    private struct Entry {
        var group: Int
        var record: Int
        var row: Row
        var verdict: Verdict
    }

    private let package: PackageRow
    private let version: String
    private let release: String
    private let position: Position?
    private let major: UInt64
    private var steps = AdvisoryDatabase.stepLimit

    init(_ package: PackageRow, version: String, release: String) {
        self.package = package
        self.version = version
        self.release = release
        position = Query.position(of: version, in: package)
        var text = version
        major = text.withUTF8 { Query.major(UnsafeRawBufferPointer($0)) }
    }

    /// Nil when the text is no version there, or the table is damaged.
    private static func position(of text: String, in package: PackageRow) -> Position? {
        guard text.utf8.count <= AdvisoryLimits.version, let version = Version(text, in: package.ecosystem) else {
            return nil
        }
        return version.key.withUnsafeBytes { position(ofKey: $0, in: package) }
    }

    private static func position(ofKey version: UnsafeRawBufferPointer, in package: PackageRow) -> Position? {
        var (low, high) = (0, package.versions.count)
        while low < high {
            let middle = low + (high - low) / 2
            guard let key = package.key(middle) else { return nil }
            let order = AdvisoryDatabase.compare(key, version)
            if order == 0 { return 2 * middle + 1 }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return 2 * low
    }

    mutating func matches() -> [Match] {
        var entries: [Entry] = []
        for index in package.affected {
            guard let entry = entry(index) else { continue }
            entries.append(entry)
        }
        guard entries.contains(where: { $0.verdict != .clear }) else { return [] }
        entries.sort { ($0.group, $0.record) < ($1.group, $1.record) }
        var matches: [Match] = []
        var start = 0
        while start < entries.count {
            let end = entries[start...].firstIndex { $0.group != entries[start].group } ?? entries.count
            if let match = match(entries[start..<end]) { matches.append(match) }
            start = end
        }
        return matches
    }

    /// Nil for what does not concern the version's release, or was taken back.
    private mutating func entry(_ index: Int) -> Entry? {
        guard let row = package.database.table(.affected)[index] else { return nil }
        let number = Int(row.u32(Layout.AffectedField.record))
        guard let record = package.database.table(.records)[number],
            record.date(Layout.RecordField.withdrawn) == nil
        else { return nil }
        if !release.isEmpty, row.u32(Layout.AffectedField.release + 4) > 0,
            package.database.text(row, Layout.AffectedField.release) != release
        {
            return nil
        }
        let verdict = verdict(row, at: position)
        return Entry(group: Int(record.u32(Layout.RecordField.group)), record: number, row: row, verdict: verdict)
    }

    private mutating func verdict(_ row: Row, at position: Position?) -> Verdict {
        let listed = isListed(row, at: position)
        return listed == .affected ? listed : inRanges(row, at: position, elsewhere: listed)
    }

    private mutating func isListed(_ row: Row, at position: Position?) -> Verdict {
        var isUnclear = false
        for run in package.database.runs(row) {
            steps -= 1
            guard let run, steps > 0 else { return .unclear }
            if run.lowerBound & Layout.literal != 0 {
                // Texts that are no versions are the same only when they are written the same.
                for place in run {
                    steps -= 1
                    guard steps > 0, let text = package.text(place) else { return .unclear }
                    if text == version { return .affected }
                }
            } else if let position {
                if position & 1 == 1, run.contains(UInt32(position / 2)) { return .affected }
            } else {
                isUnclear = true
            }
        }
        return isUnclear ? .unclear : .clear
    }

    /// - Parameter elsewhere: what the list of versions says.
    private mutating func inRanges(_ row: Row, at position: Position?, elsewhere: Verdict) -> Verdict {
        var range = RangeState()
        var result = elsewhere
        var isFirst = true
        for event in package.database.events(row) {
            steps -= 1
            guard let event, steps > 0, let position else { return .unclear }
            if event.startsRange, !isFirst {
                if range.isAffected { return .affected }
                if range.isUnclear { result = .unclear }
                range = RangeState()
            }
            isFirst = false
            range.apply(event, at: position, of: package.versions.count)
        }
        if range.isAffected { return .affected }
        return range.isUnclear ? .unclear : result
    }

    private mutating func match(_ entries: ArraySlice<Entry>) -> Match? {
        let hits = entries.filter { $0.verdict == .affected }
        let open = hits.isEmpty ? entries.filter { $0.verdict == .unclear } : hits
        guard let first = open.first else { return nil }
        var numbers: [Int] = []
        for entry in open where numbers.last != entry.record { numbers.append(entry.record) }
        guard hits.isEmpty else {
            return Match(advisories: numbers, group: first.group, outcome: .affected, fixed: fixed(entries))
        }
        return Match(advisories: numbers, group: first.group, outcome: .couldNotCompare(reason), fixed: FixedVersions())
    }

    private var reason: String {
        if version.isEmpty { return "the version is not known" }
        return position == nil
            ? "the version is none that \(package.ecosystem.rawValue) can order"
            : "the advisory names versions that \(package.ecosystem.rawValue) cannot order"
    }

    /// Versions that the advisories name as fixed, later than this one, and affected by none of them.
    private mutating func fixed(_ entries: ArraySlice<Entry>) -> FixedVersions {
        guard let position else { return FixedVersions() }
        var candidates: Set<Int> = []
        for entry in entries {
            for event in package.database.events(entry.row) {
                steps -= 1
                guard let event, steps > 0 else { break }
                let place = Int(event.place)
                if event.kind == .fixed, place < package.versions.count, 2 * place + 1 > position {
                    candidates.insert(place)
                }
            }
        }
        var fixed = FixedVersions()
        for place in candidates.sorted() {
            guard steps > 0, fixed.sameMajor == nil else { break }
            guard let text = package.utf8(place) else { continue }
            let isSame = Query.major(text) == major
            guard isSame || fixed.smallest == nil, isClear(entries, at: 2 * place + 1) else { continue }
            let version = String(decoding: text, as: UTF8.self)
            if fixed.smallest == nil { fixed.smallest = version }
            if isSame { fixed.sameMajor = version }
        }
        return fixed
    }

    private mutating func isClear(_ entries: ArraySlice<Entry>, at position: Position) -> Bool {
        for entry in entries where verdict(entry.row, at: position) != .clear { return false }
        return true
    }

    /// The first number of a version, behind an epoch and a leading letter; 0 when there is none.
    static func major(_ version: UnsafeRawBufferPointer) -> UInt64 {
        let mark = version.firstIndex { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: ":") }
        var major: UInt64 = 0
        var hasDigit = false
        for byte in version[(mark.map { $0 + 1 } ?? 0)...] {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                hasDigit = true
                major = major &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            } else if hasDigit || !(byte | 0x20 == UInt8(ascii: "v") || byte == UInt8(ascii: "=") || byte == 0x20) {
                break
            }
        }
        return major
    }
}
