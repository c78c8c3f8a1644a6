import Packages
import Testing

@testable import DependencyReaders

struct MixLockTests {
    static let inner = String(repeating: "a1", count: 32)
    static let outer = String(repeating: "B2", count: 32)

    @Test func hexPackagesHaveHashesAndEdges() {
        let file = ReadFile(
            .mixLock,
            """
            %{
              # a comment with "quotes"
              "castore": {:hex, :castore, "1.0.4", "\(Self.inner)", [:mix], [], "hexpm", "\(Self.outer)"},
              "phoenix": {:hex, :phoenix, "1.7.10", "\(Self.inner)", [:mix], [{:castore, ">= 0.0.0", [hex: :castore, repo: "hexpm", optional: false]}, {:plug, "~> 1.14", [hex: :plug, optional: true]}], "hexpm", "\(Self.outer)"},
              "old" => {:hex, :old_name, "0.1.0", "\(Self.inner)", [:rebar3], [{:phoenix, "~> 1.0", []}]},
              "private": {:hex, :private, "2.0.0", "\(Self.inner)", [:mix], [], "acme", "\(Self.outer)"},
            }
            """)
        let outer = "sha256:" + Self.outer.lowercased()
        #expect(
            file.packages == [
                "3 castore@1.0.4 \(outer)", "4 phoenix@1.7.10 \(outer)", "5 old_name@0.1.0 sha256:\(Self.inner)",
                "6 private@2.0.0 repository_url=https://repo.hex.pm/repos/acme \(outer)",
            ])
        #expect(file.edges == ["old_name -> phoenix", "phoenix -> castore"])
        #expect(file.warnings == [])
        #expect(file.inventory.packages.allSatisfy { $0.ecosystem == .hex })
    }

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
