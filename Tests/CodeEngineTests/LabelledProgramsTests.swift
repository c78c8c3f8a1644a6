import Testing

/// How much is found, and how much is said that is not so, on programs that were not written for the rules. The bounds
/// follow what was reached: they go up, never down.
@Suite(.timeLimit(.minutes(10)))
struct LabelledProgramsTests {
    @Test(arguments: [
        ("python", 0.96, 0.03), ("javascript", 0.95, 0.03), ("java", 0.95, 0.03), ("go", 0.96, 0.03),
        ("php", 0.98, 0.02), ("ruby", 0.98, 0.02), ("c", 0.96, 0.02),
    ])
    func programsAreToldApart(language: String, recall: Double, falseAlarms: Double) throws {
        let programs = try LabelledPrograms(language)
        #expect(programs.labels.count >= 150)
        let figures = "recall \(programs.recall), false alarms \(programs.falseAlarms)"
        #expect(programs.recall >= recall, "\(figures)")
        #expect(programs.falseAlarms <= falseAlarms, "\(figures)")
    }
}
