import Packages
import Testing

struct VersionComparisonLineTests {
    @Test(arguments: [
        ("npm\t1.0.0\t1.0.1", "-1"), ("PyPI\t1.0\t1.0.0", "0"), ("Maven\t1.0\t1.0-rc1", "1"),
        ("npm\t1.0.0\t1.0.1\r", "-1"), ("Debian:12\t1.0~rc1\t1.0", "-1"), ("Alpine:v3.19\t1.0_rc1\t1.0", "-1"),
        ("pypi\t2\t1", "1"), ("CRATES.IO\t1\t2", "-1"), ("cargo\t1\t2", "-1"), ("golang\tv1.0.0\t1.0.0", "0"),
        ("gem\t1.a\t1", "-1"), ("composer\t1\t1.0.0.0", "0"), ("deb\t1:0\t2", "1"), ("apk\t1a\t1b", "-1"),
        ("GitHub Actions\tv3\tv4", "-1"), ("githubactions\tv3\tv4", "-1"), ("swift\t1\t2", "-1"),
        ("SwiftURL\t1.0\t1.0.0", "0"), ("ConanCenter\t1\t1.0", "0"), ("conan\t1\t1.0", "0"),
        ("Red Hat:rhel:8\t1.0-1\t1.0-2", "-1"), ("Ubuntu:22.04:LTS\t1~\t1", "-1"), ("openSUSE\t1^a\t1", "1"),
    ])
    func answersWithTheOrder(line: String, answer: String) {
        #expect(VersionComparisonLine.answer(to: line) == answer)
    }

    @Test(arguments: [
        "", "npm", "npm\t1.0.0", "npm\t1.0.0\t1.0.0\t1.0.0", "npm\tlatest\t1.0.0", "npm\t1.0.0\t", "\t1\t2",
        "unknown\t1\t2", "npm 1.0.0 1.0.1", "PyPI\t2004d\t2004d",
    ])
    func answersThatItDoesNotKnow(line: String) {
        #expect(VersionComparisonLine.answer(to: line) == "?")
    }

    @Test(arguments: Ecosystem.allCases)
    func knowsEveryEcosystemByBothNames(ecosystem: Ecosystem) {
        for name in [ecosystem.rawValue, ecosystem.rawValue.uppercased(), ecosystem.purlType] {
            #expect(VersionComparisonLine.answer(to: "\(name)\t1.9\t1.10") == "-1")
        }
    }
}
