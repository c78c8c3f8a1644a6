import Advisories
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CVSSTests {
    /// From the specifications and the examples that FIRST publishes beside them.
    @Test(
        arguments: [
            ("AV:N/AC:L/Au:N/C:N/I:N/A:C", 78),
            ("AV:N/AC:L/Au:N/C:C/I:C/A:C", 100),
            ("(AV:L/AC:H/Au:N/C:C/I:C/A:C)", 62),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61),
            ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 64),
            ("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 31),
            ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 99),
            ("CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 42),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:N/I:L/A:N", 58),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 75),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98),
            ("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 68),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100),
            ("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H/E:P", 88),
            ("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 73),
            ("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 77),
            ("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U", 52),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 100),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 93),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", 51),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0),
        ] as [(String, Int)])
    func publishedExamplesHaveTheirScore(vector: String, tenths: Int) {
        #expect(CVSS.score(of: vector)?.tenths == tenths)
    }

    /// Scores of another implementation for vectors drawn at random.
    @Test(
        arguments: [
            ("AV:N/AC:M/Au:N/C:P/I:C/A:C", 90),
            ("AV:N/AC:L/Au:M/C:P/I:N/A:C", 68),
            ("AV:L/AC:H/Au:M/C:P/I:P/A:N", 23),
            ("AV:A/AC:L/Au:M/C:C/I:N/A:N", 50),
            ("AV:N/AC:H/Au:S/C:P/I:N/A:P", 36),
            ("AV:L/AC:H/Au:M/C:C/I:C/A:P", 56),
            ("AV:L/AC:H/Au:M/C:N/I:N/A:N", 0),
            ("AV:L/AC:H/Au:S/C:P/I:N/A:C", 45),
            ("CVSS:3.1/AV:A/AC:L/PR:L/UI:R/S:U/C:L/I:L/A:N", 41),
            ("CVSS:3.1/AV:L/AC:L/PR:L/UI:R/S:U/C:H/I:H/A:H", 73),
            ("CVSS:3.0/AV:N/AC:H/PR:L/UI:R/S:C/C:H/I:L/A:N", 65),
            ("CVSS:3.0/AV:P/AC:L/PR:N/UI:R/S:U/C:H/I:L/A:L", 54),
            ("CVSS:3.1/AV:P/AC:H/PR:L/UI:N/S:C/C:N/I:H/A:N", 48),
            ("CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:H/I:L/A:L", 82),
            ("CVSS:3.1/AV:L/AC:H/PR:N/UI:R/S:U/C:N/I:L/A:H", 53),
            ("CVSS:3.0/AV:A/AC:H/PR:L/UI:N/S:C/C:H/I:L/A:L", 71),
            ("CVSS:4.0/AV:A/AC:L/AT:N/PR:H/UI:A/VC:L/VI:L/VA:H/SC:N/SI:H/SA:H", 70),
            (
                "CVSS:4.0/AV:P/AC:L/AT:N/PR:H/UI:A/VC:L/VI:L/VA:L/SC:N/SI:L/SA:H/"
                    + "CR:L/IR:H/AR:H/MAT:N/MPR:X/MVC:N/MSC:N",
                42
            ),
            ("CVSS:4.0/AV:L/AC:H/AT:P/PR:L/UI:P/VC:L/VI:H/VA:H/SC:L/SI:N/SA:H", 58),
            ("CVSS:4.0/AV:P/AC:H/AT:N/PR:N/UI:P/VC:L/VI:N/VA:N/SC:N/SI:L/SA:H", 20),
            ("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:A/VC:N/VI:N/VA:L/SC:L/SI:L/SA:N", 10),
            ("CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:A/VC:L/VI:L/VA:N/SC:L/SI:L/SA:L", 24),
            ("CVSS:4.0/AV:L/AC:H/AT:P/PR:H/UI:P/VC:N/VI:L/VA:L/SC:H/SI:N/SA:L", 20),
            ("CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:P/VC:L/VI:L/VA:N/SC:H/SI:N/SA:N", 60),
            ("CVSS:4.0/AV:A/AC:H/AT:P/PR:H/UI:A/VC:N/VI:L/VA:N/SC:H/SI:H/SA:H", 24),
            ("CVSS:4.0/AV:A/AC:L/AT:N/PR:H/UI:A/VC:H/VI:L/VA:H/SC:H/SI:H/SA:H/MAV:P/MAC:X/MAT:N/MPR:H", 72),
            ("CVSS:4.0/AV:L/AC:L/AT:P/PR:H/UI:A/VC:L/VI:N/VA:L/SC:L/SI:H/SA:L/AR:L/MUI:X/MVC:L/MSC:N", 20),
            ("CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:P/VC:L/VI:H/VA:N/SC:N/SI:L/SA:N", 43),
            ("CVSS:4.0/AV:P/AC:H/AT:P/PR:N/UI:P/VC:L/VI:L/VA:L/SC:H/SI:L/SA:H/IR:H/MAV:P/MAT:N/MUI:P/MVA:N", 23),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:P/VC:N/VI:N/VA:L/SC:N/SI:L/SA:N", 51),
            ("CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:N/VI:H/VA:H/SC:H/SI:L/SA:N/AR:L", 57),
            ("CVSS:4.0/AV:N/AC:H/AT:N/PR:H/UI:P/VC:N/VI:L/VA:N/SC:L/SI:L/SA:H/MAT:P/MPR:X/MVI:N/MSA:X", 48),
        ] as [(String, Int)])
    func anyVectorScoresAsElsewhere(vector: String, tenths: Int) {
        #expect(CVSS.score(of: vector)?.tenths == tenths)
    }

    @Test(arguments: [
        "", "/", "CVSS:3.1/", "CVSS:3.1/AV:N", "CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "9.8",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:H",
        "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/ZZ:1",
        "CVSS:3.1/av:n/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H", "AV:N/AC:L/Au:N/C:P/I:P", "(AV:N",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:R/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H",
        "CVSS:3.1/" + String(repeating: "AV:N/", count: 100_000),
    ])
    func whatIsNoVectorHasNoScore(vector: String) {
        #expect(CVSS.score(of: vector) == nil)
    }

    @Test(arguments: [
        (0, AdvisorySeverity.none), (1, .low), (39, .low), (40, .medium), (69, .medium), (70, .high), (89, .high),
        (90, .critical), (100, .critical),
    ])
    func scoresHaveTheirWord(tenths: Int, severity: AdvisorySeverity) {
        #expect(AdvisorySeverity(tenths: tenths) == severity)
        #expect(AdvisorySeverity(word: severity.word.uppercased()) == severity)
    }

    @Test func laterRevisionCountsAndOfOneRevisionTheWorst() {
        let v2 = "AV:N/AC:L/Au:N/C:C/I:C/A:C"
        let v3 = "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N"
        let worse = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"
        let v4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N"
        #expect(CVSS.score(ofAny: [v2, v3, "odd"]) == CVSS.Score(tenths: 31, revision: .v3))
        #expect(CVSS.score(ofAny: [v3, worse, v2]) == CVSS.Score(tenths: 75, revision: .v3))
        #expect(CVSS.score(ofAny: [worse, v4]) == CVSS.Score(tenths: 51, revision: .v4))
        #expect(CVSS.score(ofAny: ["odd"]) == nil)
    }
}
