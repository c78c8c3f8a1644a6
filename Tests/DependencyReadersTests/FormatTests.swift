import Testing

@testable import DependencyReaders

@Suite struct FormatTests {
    @Test(arguments: Fixture.all)
    func findsExactlyWhatTheFileSays(_ fixture: Fixture) {

        #expect(fixture.lines == fixture.expected)
    }

    @Test func everyFormatHasAFixture() {
        let tested = Set(Fixture.all.map(\.format.id))
        #expect(LockfileFormat.all.filter { !tested.contains($0.id) }.map(\.id) == [])
    }

    @Test func formatsAreToldApartByTheirIds() {
        let ids = LockfileFormat.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(LockfileFormat.all.allSatisfy { !$0.patterns.isEmpty })
    }
}

/// The page for people names every format with its files, and nothing that is not read.
@Suite struct FormatPageTests {
    @Test func thePageHasTheFormatsThatAreRead() throws {
        let page = try #require(
            RepositoryFile.text("docs/dependencies.md"), "docs/dependencies.md is not where the tests run")
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { row in
            row.split(separator: "|").prefix(2).map { $0.trimmingSpaces }.joined(separator: ": ")
        }
        let formats = LockfileFormat.all.map { format in
            format.id + ": " + format.patterns.map { "`\($0)`" }.joined(separator: ", ")
        }
        #expect(Array(rows).sorted() == formats.sorted())
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        let start = drop { $0 == " " }
        return start[..<(start.lastIndex { $0 != " " }.map { start.index(after: $0) } ?? start.startIndex)]
    }
}
