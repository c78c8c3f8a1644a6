import Packages
import Testing

@testable import DependencyReaders

struct OtherLockfileTests {
    static let sha256 = String(repeating: "cd", count: 32)
    static let sha1 = String(repeating: "12", count: 20)

    @Test func packageResolvedOfAllVersions() {
        let one = ReadFile(
            .packageResolved,
            """
            {"object": {"pins": [
              {"package": "NIO", "repositoryURL": "https://github.com/apple/swift-nio.git",
               "state": {"branch": null, "revision": "\(Self.sha1)", "version": "2.62.0"}}
            ]}, "version": 1}
            """)
        let git = "https://github.com/apple/swift-nio.git"
        #expect(one.packages == ["2 \(git)@2.62.0 vcs_url=git+\(git)@\(Self.sha1)"])
        let three = ReadFile(
            .packageResolved,
            """
            {
              "originHash" : "x",
              "pins" : [
                { "identity" : "a", "kind" : "remoteSourceControl", "location" : "https://x.test/a",
                  "state" : { "branch" : "main", "revision" : "\(Self.sha1)" } },
                { "identity" : "mona.LinkedList", "kind" : "registry", "location" : "",
                  "state" : { "version" : "1.2.0" } },
                { "identity" : "broken", "state" : {} }
              ],
              "version" : 3
            }
            """)
        #expect(
            three.packages == [
                "4 https://x.test/a@\(Self.sha1) (main) vcs_url=git+https://x.test/a@\(Self.sha1)",
                "6 mona.LinkedList@1.2.0",
            ])
        #expect(three.warnings == ["8: a pin has no version and no revision"])
    }

    @Test func juliaManifestOfBothFormats() {
        let uuid = "682c06a0-de6a-54ab-a142-c8b1cf79cde6"
        let body = { (prefix: String) in
            """
            [[\(prefix)JSON]]
            deps = ["Dates", "Parsers"]
            git-tree-sha1 = "\(Self.sha1)"
            uuid = "\(uuid)"
            version = "0.21.4"

            [[\(prefix)Dates]]
            uuid = "u"

            [[\(prefix)Parsers]]
            uuid = "p"
            version = "2.7.2"
            repo-url = "https://x.test/p.git"
            repo-rev = "main"

                [\(prefix)Parsers.deps]
                Dates = "u"

            [[\(prefix)Test]]
            uuid = "t"
            """
        }
        let two = ReadFile(
            .juliaManifest, "julia_version = \"1.9.3\"\nmanifest_format = \"2.0\"\n\n" + body("deps."),
            at: "a/Manifest.toml",
            beside: ["a/Project.toml": "name = \"X\"\n[deps]\nJSON = \"\(uuid)\"\n[extras]\nTest = \"t\"\n"])
        #expect(
            two.packages == [
                "4 JSON@0.21.4 direct uuid=\(uuid) sha1:\(Self.sha1)", "10 Dates@1.9.3 transitive uuid=u",
                "13 Parsers@2.7.2 transitive uuid=p vcs_url=git+https://x.test/p.git@main",
                "22 Test@1.9.3 direct development uuid=t",
            ])
        #expect(two.edges == ["JSON -> Dates", "JSON -> Parsers", "Parsers -> Dates"])
        let one = ReadFile(.juliaManifest, body(""), at: "Manifest.toml")
        #expect(one.packages.first == "1 JSON@0.21.4 uuid=\(uuid) sha1:\(Self.sha1)")
        #expect(one.packages[1] == "7 Dates@ uuid=u")
        #expect(one.edges == two.edges)
        #expect(one.warnings + two.warnings == [])
    }

    @Test(arguments: LockfileFormat.others.map(\.id))
    func hostileTextIsHarmless(id: String) throws {
        let format = try #require(LockfileFormat.others.first { $0.id == id })
        let deep = ["[", "{\"a\":", "{", "- ", "<a>", "\"", "(", "a.", "a: {", "[[", "${", "#", "\n", "%{"]
        for part in deep {
            _ = ReadFile(format, String(repeating: part, count: 20_000), at: "a/b").inventory
        }
        for bytes: [UInt8] in [[0xFF, 0xFE, 0x00], [0xEF, 0xBB, 0xBF], [0x80, 0x0A, 0xC0, 0x22]] {
            #expect(ReadFile(format, bytes, at: "a/b").packages == [])
        }
    }

    @Test func identifiersAreUnique() {
        #expect(Set(LockfileFormat.all.map(\.id)).count == LockfileFormat.all.count)
    }
}
