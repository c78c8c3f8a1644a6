import Model
import SBOM
import Testing

struct StreamingTests {
    /// Components that are made up as they are asked for.
    struct Endless: SBOMSource {
        var count: Int
        var failure: Int?

        struct Broken: Error {}

        private func ref(_ number: Int) -> String { "pkg:npm/p\(number + 1_000_000)@1" }
        private func number(_ ref: String) -> Int { (Int(ref.dropFirst(9).prefix(7)) ?? 0) - 1_000_000 }

        func components(after ref: String?) throws -> [Component] {
            let start = ref.map { number($0) + 1 } ?? 0
            if let failure, start >= failure { throw Broken() }
            return (start..<min(start + 500, count)).map { number in
                let purl = self.ref(number)
                return Component(ref: purl, name: "p\(number)", purl: purl, direct: number % 2 == 0)
            }
        }

        func relations(after relation: ComponentRelation?) -> [ComponentRelation] {
            let start = relation.map { number($0.from) + 1 } ?? 0
            return (start..<min(start + 700, count)).map { ComponentRelation(from: ref($0), to: ref($0 * 7 % count)) }
        }

        func vulnerabilities(from cursor: String?) -> SBOMVulnerabilityPage {
            let page = cursor.flatMap(Int.init) ?? 0
            let items = (0..<300).map {
                SBOMVulnerability(id: "CVE-1-\(page / 2)", affects: [.init(ref: ref(page * 300 + $0))])
            }
            return SBOMVulnerabilityPage(items: items, next: page < 9 ? String(page + 1) : nil)
        }
    }

    @Test(arguments: Written.formats) func partsAreBoundedAndMakeUpTheWholeDocument(format: SBOMFormat) async throws {
        var sizes: [Int] = []
        try await SBOMDocument(format, of: Fixture.all[0].subject, from: Endless(count: 5000)).write {
            sizes.append($0.count)
        }
        #expect(sizes.allSatisfy { $0 > 0 && $0 <= 65_536 })
        #expect(sizes.count > 10)
        #expect(sizes.dropLast().filter { $0 < 61_440 }.count * 10 < sizes.count)
    }

    @Test func aComponentLargerThanAPartIsSplit() async throws {
        for format in Written.formats {
            var sizes: [Int] = []
            try await SBOMDocument(format, of: Fixture.long.subject, from: Fixture.long.inventory).write {
                sizes.append($0.count)
            }
            #expect(sizes.max() ?? 0 <= 65_536)
            #expect(sizes.reduce(0, +) < 1_000_000)
        }
    }

    @Test func pagesOfAnySizeGiveTheSameDocument() async throws {
        let source = Endless(count: 1700)
        let subject = Fixture.all[0].subject
        let (whole, edges) = (try components(of: source), relations(of: source))
        let found = try await Written.bytes(
            .standard, of: subject, from: SBOMInventory(components: whole, relations: edges))
        var bare = Endless(count: 1700)
        bare.failure = nil
        let streamed = try await Written.bytes(.standard, of: subject, from: WithoutVulnerabilities(base: bare))
        #expect(streamed == found)
    }

    private struct WithoutVulnerabilities: SBOMSource {
        let base: Endless
        func components(after ref: String?) throws -> [Component] { try base.components(after: ref) }
        func relations(after relation: ComponentRelation?) -> [ComponentRelation] { base.relations(after: relation) }
    }

    private func components(of source: Endless) throws -> [Component] {
        var all: [Component] = []
        while let page = Optional(try source.components(after: all.last?.ref)), !page.isEmpty { all += page }
        return all
    }

    private func relations(of source: Endless) -> [ComponentRelation] {
        var all: [ComponentRelation] = []
        while let page = Optional(source.relations(after: all.last)), !page.isEmpty { all += page }
        return all
    }

    @Test func oneVulnerabilityOfManyPagesIsMergedAcrossThem() async throws {
        let bytes = try await Written.bytes(.standard, of: Fixture.all[0].subject, from: Endless(count: 3000))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.matches(of: /"id":"CVE-1-/).count == 5)
    }

    @Test func anEntryWithVeryManyAffectedIsWrittenInSeveral() async throws {
        var fixture = Fixture(name: "many")
        fixture.components = (0..<2500).map { Component(ref: "r\($0)", name: "n") }
        fixture.vulnerabilities = (0..<2500).map { SBOMVulnerability(id: "CVE-1-1", affects: [.init(ref: "r\($0)")]) }
        let found = try await Written.json(fixture)["vulnerabilities"].elements.map { $0["affects"].elements.count }
        #expect(found == [1000, 1000, 500])
    }

    @Test func anErrorOfTheSourceOrTheSinkEndsTheDocument() async throws {
        struct Full: Error {}
        let subject = Fixture.all[0].subject
        for format in Written.formats {
            await #expect(throws: Endless.Broken.self) {
                try await SBOMDocument(format, of: subject, from: Endless(count: 9000, failure: 1000)).write { _ in }
            }
            await #expect(throws: Full.self) {
                try await SBOMDocument(format, of: subject, from: Endless(count: 9000)).write { _ in throw Full() }
            }
        }
    }
}
