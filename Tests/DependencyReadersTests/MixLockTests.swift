import Packages
import Testing

@testable import DependencyReaders

struct MixLockTests {
    static let inner = String(repeating: "a1", count: 32)
    static let outer = String(repeating: "B2", count: 32)

    @Test func gitPackagesHaveTheirTagOrRevision() {
        let file = ReadFile(
            .mixLock,
            """
            %{"a": {:git, "https://github.com/x/a.git", "0c9d", [tag: "v1.2.0"]},
              "b": {:git, "https://github.com/x/b.git", "77aa", []}, "c": {:path, "../c"}}
            """)
        #expect(
            file.packages == [
                "1 a@v1.2.0 vcs_url=git+https://github.com/x/a.git@0c9d",
                "2 b@77aa vcs_url=git+https://github.com/x/b.git@77aa",
            ])
        #expect(file.warnings == [])
    }

    @Test(arguments: [
        ("", "1: a map is expected; the rest of the file is not read"),
        ("[[1]]", "1: the name of a package is expected; the rest of the file is not read"),
        ("%{\n\"a\": {:hex, :a, \"1\"", "2: the file ends inside a term; the rest of the file is not read"),
        ("%{\"a\": {:hex, :a, nil}}", "1: an entry of Hex has no version"),
        ("%{\"a\": {:git, \"u\"}}", "1: an entry of Git has no address or no revision"),
        ("%{\"a\": {:svn, \"u\"}}", "1: an entry is neither from Hex nor from Git"),
        ("%{\"a\" {}}", "1: \"=>\" is expected after the name; the rest of the file is not read"),
        (
            "%{\"a\": {[] => 1}}",
            "1: a name before \"=>\" and a value after it are expected; the rest of the file is not read"
        ),
    ])
    func malformedTextIsAWarning(text: String, warning: String) {
        let file = ReadFile(.mixLock, text)
        #expect(file.warnings.first == warning)
        #expect(file.packages == [])
    }

    @Test func nestingAndLengthAreBounded() {
        let deep = ReadFile(.mixLock, "%{\"a\": " + String(repeating: "{", count: 100_000))
        #expect(deep.warnings == ["1: more than 32 terms inside one another; the rest of the file is not read"])
        let keys = ReadFile(.mixLock, "%{\"a\": {" + String(repeating: "k: ", count: 100_000))
        #expect(keys.warnings == ["1: more than 32 terms inside one another; the rest of the file is not read"])
        let long = ReadFile(.mixLock, "%{\"a\": {" + String(repeating: "1,", count: 100_000))
        #expect(long.warnings == ["1: more than 10000 terms in one entry; the rest of the file is not read"])
    }
}
