import Testing

@testable import Pipeline

struct FrameworkNoteTests {
    @Test(arguments: [0, 1, 10, 11, 1000])
    func aScanTellsOfTenProblemsAtMostAndHowManyMoreThereAre(count: Int) {
        let notes = ScanRun.frameworkNotes((0..<count).map { "p\($0)" })
        #expect(notes.count == min(count, 10))
        #expect(notes.first.map { $0 == "Compliance: p0" } ?? true)
        if count > 10 {
            #expect(notes.last == "Compliance: \(count - 9) more; 'securescan compliance validate' shows all.")
        }
    }
}
