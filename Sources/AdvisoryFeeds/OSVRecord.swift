public import Advisories
internal import Model
internal import Packages

/// Reads one OSV record (schema 1.7), tolerant of everything that does not matter for packages and their versions.
public struct OSVRecord {
    /// The advisory, and what of the record had to be left out, as clauses.
    public private(set) var advisory: Advisory
    public private(set) var remarks: [String] = []
    private var boundaries = 0

    /// - Parameter value: one record, as JSON.
    init(_ value: JSONValue) throws(FeedError) {
        guard case .object(let record) = value else { throw FeedError(.record, "the record is no object") }
        guard let id = record["id"]?.text, !id.isEmpty else { throw FeedError(.record, "the record has no id") }
        guard id.utf8.count <= AdvisoryLimits.id, !id.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw FeedError(.record, "the id is longer than \(AdvisoryLimits.id) bytes or has spaces in it")
        }
        advisory = Advisory(id: id)
        readTexts(record)
        readDates(record)
        readSeverity(record)
        readWeaknesses(record)
        readReferences(record)
        try readAffected(record)
    }

    private mutating func readTexts(_ record: [String: JSONValue]) {
        advisory.summary = (record["summary"]?.text ?? "").cut(to: AdvisoryLimits.summary)
        advisory.details = (record["details"]?.text ?? "").cut(to: AdvisoryLimits.details)
        var known: Set<String> = [advisory.id]
        advisory.aliases = (record["aliases"]?.texts ?? []).filter {
            !$0.isEmpty && $0.utf8.count <= AdvisoryLimits.id && known.insert($0).inserted
        }
        if advisory.aliases.count > AdvisoryLimits.aliases {
            remarks.append("more than \(AdvisoryLimits.aliases) aliases")
            advisory.aliases.removeLast(advisory.aliases.count - AdvisoryLimits.aliases)
        }
    }

    private mutating func readDates(_ record: [String: JSONValue]) {
        func date(_ name: String) -> Int64? {
            record[name]?.text.flatMap { Timestamp(iso8601: $0) }.map { $0.microseconds / 1_000_000 }
        }
        advisory.published = date("published")
        advisory.modified = date("modified")
        advisory.withdrawn = date("withdrawn")
        // A record whose date of withdrawal cannot be read was taken back all the same.
        if advisory.withdrawn == nil, record["withdrawn"]?.text?.isEmpty == false {
            remarks.append("the date of withdrawal cannot be read")
            advisory.withdrawn = advisory.modified ?? 0
        }
    }

    private mutating func readSeverity(_ record: [String: JSONValue]) {
        let packages = record["affected"]?.elements ?? []
        let lists = [record["severity"]] + packages.prefix(AdvisoryLimits.packages).map { $0["severity"] }
        var known: Set<String> = []
        for entry in lists.compactMap({ $0?.elements }).joined() {
            guard let vector = entry["score"]?.text, vector.utf8.count <= CVSS.vectorLimit,
                known.insert(vector).inserted
            else { continue }
            advisory.vectors.append(vector)
            if advisory.vectors.count == AdvisoryLimits.vectors { break }
        }
        if !advisory.vectors.isEmpty, CVSS.score(ofAny: advisory.vectors) == nil {
            remarks.append("no score follows from the severity \"\(advisory.vectors[0].cut(to: 80))\"")
        }
        let first = packages.first
        let places = [record["database_specific"], first?["database_specific"], first?["ecosystem_specific"]]
        advisory.stated = places.lazy.compactMap { $0.flatMap(OSVRecord.stated) }.first
    }

    /// What databases say in members of their own: a word, a score without its vector.
    private static func stated(_ specific: JSONValue) -> Advisory.Stated? {
        let names = ["cvss_v4_score", "cvss_v3_score", "cvss_score", "cvss_v2_score"]
        let scores = names.lazy.compactMap { specific[$0]?.number }.filter { (0...10).contains($0) }
        let tenths = scores.first.map { Int(($0 * 10).rounded()) }
        let word = specific["severity"]?.text.flatMap { AdvisorySeverity(word: $0) }
        guard let severity = word ?? tenths.map({ AdvisorySeverity(tenths: $0) }) else { return nil }
        return Advisory.Stated(tenths: tenths, severity: severity)
    }

    /// GitHub has `cwe_ids` for the record; those who copy the CVE record have `cwes` with objects.
    private mutating func readWeaknesses(_ record: [String: JSONValue]) {
        let packages = record["affected"]?.elements ?? []
        let places = [record["database_specific"]] + packages.prefix(16).map { $0["database_specific"] }
        var known: Set<String> = []
        for place in places.compactMap({ $0 }) {
            let objects = (place["cwes"]?.elements ?? []).compactMap { $0.text ?? $0["cweId"]?.text ?? $0["id"]?.text }
            for name in (place["cwe_ids"]?.texts ?? []) + (place["cwe"]?.texts ?? []) + objects {
                guard let cwe = OSVRecord.weakness(name), advisory.cwes.count < AdvisoryLimits.cwes else { continue }
                if known.insert(cwe).inserted { advisory.cwes.append(cwe) }
            }
        }
    }

    /// `CWE-79` and `79`.
    private static func weakness(_ text: String) -> String? {
        let digits = text.uppercased().hasPrefix("CWE-") ? text.dropFirst(4) : text[...]
        guard (1...6).contains(digits.utf8.count), let number = Int(digits), number > 0 else { return nil }
        return "CWE-\(number)"
    }

    private mutating func readReferences(_ record: [String: JSONValue]) {
        var known: Set<String> = []
        for entry in record["references"]?.elements ?? [] {
            guard advisory.references.count < AdvisoryLimits.references else { break }
            guard let url = entry["url"]?.text, url.utf8.count <= AdvisoryLimits.url,
                url.hasPrefix("https://") || url.hasPrefix("http://"), !url.utf8.contains(where: { $0 <= 0x20 }),
                known.insert(url).inserted
            else { continue }
            advisory.references.append(
                Advisory.Reference(kind: (entry["type"]?.text ?? "WEB").cut(to: 32), url: url))
        }
    }
}

extension OSVRecord {
    private mutating func readAffected(_ record: [String: JSONValue]) throws(FeedError) {
        let entries = record["affected"]?.elements ?? []
        guard entries.count <= AdvisoryLimits.packages else {
            throw FeedError(.record, "more than \(AdvisoryLimits.packages) packages")
        }
        var unknown: Set<String> = []
        for entry in entries {
            guard let package = entry["package"] else { continue }
            guard let name = package["name"]?.text, !name.isEmpty, name.utf8.count <= AdvisoryLimits.name,
                let label = package["ecosystem"]?.text, label.utf8.count <= AdvisoryLimits.name
            else {
                remarks.append("a package without name or ecosystem")
                continue
            }
            guard let ecosystem = Ecosystem(osvName: label) else {
                unknown.insert(label.cut(to: 40))
                continue
            }
            let release = label.firstIndex(of: ":").map { String(label[label.index(after: $0)...]) } ?? ""
            var affected = AffectedPackage(ecosystem, name, release: release)
            affected.versions = try versions(entry)
            for range in entry["ranges"]?.elements ?? [] {
                if let range = try self.range(range) { affected.ranges.append(range) }
            }
            advisory.affected.append(affected)
        }
        remarks += unknown.sorted().prefix(5).map { "packages of \($0), which is not known here" }
        // One that was taken back has nothing to match, and must still replace what it was.
        guard advisory.affected.isEmpty, advisory.withdrawn == nil else { return }
        throw FeedError(.noPackage, remarks.isEmpty ? "the record names no package" : remarks.joined(separator: "; "))
    }

    private mutating func versions(_ entry: JSONValue) throws(FeedError) -> [String] {
        let listed = entry["versions"]?.elements ?? []
        try count(listed.count)
        let texts = listed.compactMap(\.text).filter { !$0.isEmpty && $0.utf8.count <= AdvisoryLimits.version }
        if texts.count < listed.count { remarks.append("a listed version that is no text or too long") }
        return texts
    }

    /// Nil for a range of commits, and for one that says nothing.
    private mutating func range(_ value: JSONValue) throws(FeedError) -> AffectedRange? {
        guard value["type"]?.text != "GIT" else { return nil }
        let events = value["events"]?.elements ?? []
        try count(events.count)
        var range = AffectedRange([])
        for event in events {
            guard case .object(let members) = event else {
                remarks.append("an event that is no object")
                continue
            }
            let known = OSVRecord.events.filter { members[$0.name] != nil }
            if known.isEmpty { remarks.append("an event of an unknown kind") }
            for (name, kind) in known {
                guard let text = members[name]?.text, !text.isEmpty, text.utf8.count <= AdvisoryLimits.version else {
                    remarks.append("an event whose version is no text or too long")
                    continue
                }
                range.events.append(AffectedRange.Event(kind, text))
            }
        }
        if !range.events.isEmpty, !range.events.contains(where: { $0.kind == .introduced }) {
            remarks.append("a range that begins nowhere; it is taken to begin with the first version")
            range.events.insert(AffectedRange.Event(.introduced, "0"), at: 0)
        }
        return range.events.isEmpty ? nil : range
    }

    private static let events: [(name: String, kind: AffectedRange.Event.Kind)] = [
        ("introduced", .introduced), ("fixed", .fixed), ("last_affected", .lastAffected), ("limit", .limit),
    ]

    private mutating func count(_ more: Int) throws(FeedError) {
        boundaries += more
        guard boundaries <= AdvisoryLimits.boundaries else {
            throw FeedError(.record, "more than \(AdvisoryLimits.boundaries) versions and events")
        }
    }
}
