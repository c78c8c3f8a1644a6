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
