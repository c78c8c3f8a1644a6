import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine

@Suite struct ComponentTests {
    private static let sha = String(repeating: "ab", count: 32)

    @Test func packagesOfSeveralFilesAreOne() throws {
        let report = try DependencyRun().report([
            "one/package-lock.json": """
            {"packages": {"": {"devDependencies": {"a": "1"}}, "node_modules/a": {"version": "1.0.0", "dev": true}}}
            """,
            "two/package-lock.json": """
            {"packages": {"node_modules/a": {"version": "1.0.0", "license": "MIT", "dependencies": {"b": "1"}},
            "node_modules/b": {"version": "2.0.0", "dev": true}}}
            """,
        ])
        #expect(report.components.map(\.purl) == ["pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0"])
        #expect(report.components.map(\.scope) == [.required, .development])
        #expect(report.components.map(\.direct) == [true, false])
        #expect(report.components.map(\.licenses) == ["MIT", ""])
        #expect(report.relations.map { [$0.from, $0.to] } == [["pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0"]])
    }

    @Test func hashesAreJoined() throws {
        let other = String(repeating: "cd", count: 32)
        let report = try DependencyRun().report([
            "a/requirements.txt": "flask==3.0.0 --hash=sha256:\(Self.sha)\n",
            "b/requirements.txt": "flask==3.0.0 --hash=sha256:\(other) --hash=sha256:\(Self.sha)\n",
        ])
        #expect(report.components.map(\.hashes) == [["sha256:" + Self.sha, "sha256:" + other]])
    }

    @Test func aManifestSaysNothingThatTheLockfileBesideItPins() throws {
        let manifest = #"{"dependencies": {"a": "^1", "z": "^9"}}"#
        let report = try DependencyRun().report([
            "package.json": manifest, "package-lock.json": #"{"packages": {"node_modules/a": {"version": "1.0.0"}}}"#,
            "other/package.json": #"{"dependencies": {"a": "^1"}}"#,
        ])
        #expect(report.components.map(\.purl).sorted() == ["pkg:npm/a", "pkg:npm/a@1.0.0", "pkg:npm/z"])
    }

    @Test func developmentPackagesAreMarkedAndHeldAgainstAdvisories() throws {
        let lock = #"{"packages": {"node_modules/a": {"version": "1.0.0", "dev": true}}}"#
        let report = try DependencyRun(imported: [Advisory("A-1", .npm, "a")]).report(["package-lock.json": lock])
        #expect(report.components.map(\.scope) == [.development])
        #expect(report.of(.vulnerable).map { $0.properties?["scope"] } == ["development"])
    }

    @Test(arguments: [
        ("requirements.txt", "-e git+https://user:hunter2hunter2@git.example/acme/tool.git@v1#egg=tool\n"),
        ("requirements.txt", "x @ https://hunter2hunter2@files.example/x-1.0.tar.gz\n"),
        ("requirements.txt", "--index-url https://user:hunter2hunter2@pypi.example/simple\nflask==1\n"),
        ("requirements.txt", "git+https://user:hunter2hunter2@git.example/%%%\n???https://u:hunter2hunter2@h\n"),
        (
            "package-lock.json",
            #"{"packages": {"node_modules/a": {"version": "1.0.0", "resolved": "#
                + #""https://u:hunter2hunter2@npm.example/a.tgz"}}}"#
        ),
        ("package.json", #"{"dependencies": {"a": "git+https://u:hunter2hunter2@git.example/a.git"}}"#),
        (
            "Gemfile.lock",
            "GEM\n  remote: https://u:hunter2hunter2@gems.example/\n  specs:\n    a (1.0)\n\nDEPENDENCIES\n  a\n"
        ),
        (
            "Cargo.lock",
            "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \""
                + "git+https://u:hunter2hunter2@git.example/a#abc\"\n"
        ),
        (
            "poetry.lock",
            """
            [[package]]
            name = "a"
            version = "1.0"
            [package.source]
            type = "git"
            url = "https://u:hunter2hunter2@git.example/a"
            reference = "main"
            resolved_reference = "abc"
            """
        ),
        ("yarn.lock", "a@1:\n  version \"1.0.0\"\n  resolved \"https://u:hunter2hunter2@npm.example/a.tgz#abc\"\n"),
        (
            "composer.lock",
            #"{"packages": [{"name": "a/b", "version": "1.0", "source": {"type": "git", "url": "#
                + #""https://u:hunter2hunter2@git.example/a", "reference": "x"}}]}"#
        ),
        (
            "Package.resolved",
            #"{"version": 2, "pins": [{"identity": "a", "kind": "remoteSourceControl", "location": "#
                + #""https://u:hunter2hunter2@git.example/a.git", "state": {"version": "1.0.0"}}]}"#
        ),
    ])
    func credentialsAreNotPassedOn(path: String, text: String) throws {
        let report = try DependencyRun(imported: nil).report([path: text])
        let components = report.components.map { "\($0)" }.joined()
        #expect(!components.contains("hunter2"))
        #expect(!report.findings.contains { "\($0)".contains("hunter2") })
        #expect(!report.relations.contains { "\($0)".contains("hunter2") })
        #expect(!report.logs.contains { $0.message.contains("hunter2") })
    }
}
