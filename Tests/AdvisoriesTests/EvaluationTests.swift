import Advisories
import Packages
import Testing

/// The database against the algorithm written down as the OSV schema has it, on advisories drawn at random.
@Suite(.timeLimit(.minutes(10)))
struct EvaluationTests {
    @Test(arguments: 0..<40)
    func databaseAnswersAsTheSchemaEvaluates(seed: UInt64) throws {
        var random = Xorshift(seed)
        let ecosystems: [Ecosystem] = [.pypi, .npm, .maven, .rubygems, .go, .packagist, .debian]
        let ecosystem = ecosystems[Int(seed) % ecosystems.count]
        let prefix = ecosystem == .go ? "v" : ""
        func version() -> String {
            prefix + (0..<3).map { _ in String(random.next() % 4) }.joined(separator: ".")
        }
        var advisories: [Advisory] = []
        for number in 0..<30 {
            var advisory = Advisory(id: "A-\(number)")
            let ranges = (0..<Int(random.next() % 3)).map { _ in
                AffectedRange(
                    (0..<Int(random.next() % 5 + 1)).map { _ in
                        let kind = AffectedRange.Event.Kind(rawValue: Int(random.next() % 4)) ?? .fixed
                        return AffectedRange.Event(
                            kind, random.next() % 6 == 0 && kind == .introduced ? "0" : version())
                    })
            }
            let versions = (0..<Int(random.next() % 4)).map { _ in version() }
            advisory.affected = [AffectedPackage(ecosystem, "left", ranges: ranges, versions: versions)]
            advisories.append(advisory)
        }
        let sample = try SampleDatabase(advisories)
        for _ in 0..<100 {
            let version = version()
            let expected = advisories.filter { Schema.isAffected($0.affected[0], version) }.map(\.id).sorted()
            #expect(sample.ids(ecosystem, "left", version) == expected, "\(ecosystem) \(version)")
            for match in sample.database.matches(ecosystem, name: "left", version: version) {
                let advisory = try #require(sample.database.advisory(match.advisories[0]))
                let candidates = Schema.fixes(advisory.affected[0], after: version)
                #expect(match.fixed.smallest.flatMap { Version($0, in: ecosystem) } == candidates.first)
            }
        }
    }
}

/// OSV schema, "Evaluation": without any index, version by version.
enum Schema {
    static func isAffected(_ package: AffectedPackage, _ text: String) -> Bool {
        guard let version = Version(text, in: package.ecosystem) else { return false }
        if package.versions.contains(where: { Version($0, in: package.ecosystem) == version }) { return true }
        return package.ranges.contains { isInside($0, version, package.ecosystem) }
    }

    private static func isInside(_ range: AffectedRange, _ version: Version, _ ecosystem: Ecosystem) -> Bool {
        func parsed(_ event: AffectedRange.Event) -> Version? {
            event.kind == .introduced && event.version == "0" ? nil : Version(event.version, in: ecosystem)
        }
        let limits = range.events.filter { $0.kind == .limit }.compactMap(parsed)
        guard limits.isEmpty || limits.contains(where: { version < $0 }) else { return false }
        let sorted = range.events.enumerated().sorted { a, b in
            switch (parsed(a.element), parsed(b.element)) {
            case (nil, nil): a.offset < b.offset
            case (nil, _): true
            case (_, nil): false
            case (let x?, let y?): x == y ? a.offset < b.offset : x < y
            }
        }
        var isAffected = false
        for event in sorted.map(\.element) {
            switch (event.kind, parsed(event)) {
            case (.introduced, nil): isAffected = true
            case (.introduced, let start?) where version >= start: isAffected = true
            case (.fixed, let end?) where version >= end: isAffected = false
            case (.lastAffected, let last?) where version > last: isAffected = false
            default: break
            }
        }
        return isAffected
    }

    /// Sorted.
    static func fixes(_ package: AffectedPackage, after text: String) -> [Version] {
        guard let version = Version(text, in: package.ecosystem) else { return [] }
        let fixed = package.ranges.flatMap(\.events).filter { $0.kind == .fixed }
        return fixed.filter { !isAffected(package, $0.version) }
            .compactMap { Version($0.version, in: package.ecosystem) }.filter { $0 > version }.sorted()
    }
}

/// Numbers that are the same in every run.
struct Xorshift: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D >> 11
    }
}
