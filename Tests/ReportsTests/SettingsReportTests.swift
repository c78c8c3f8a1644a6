import Reports
import Testing

struct SettingsReportTests {
    @Test func columnsAreAsWideAsTheirUsualValues() {
        let long = String(repeating: "x", count: 41)
        let text = SettingsReport.text([
            ("A", "1", "default"), ("LONGER", "22", "flag --a"), ("B", long, "environment"),
        ])
        #expect(text == "A       1   default\nLONGER  22  flag --a\nB       \(long)  environment")
    }

    @Test func controlCharactersAreNotShown() {
        #expect(!SettingsReport.text([("A", "\u{1B}[2J", "default")]).contains("\u{1B}"))
        #expect(SettingsReport.text([]).isEmpty)
    }
}
