internal import Glibc
internal import TestSupport
import Testing

@testable import PluginHost

@Suite(.timeLimit(.minutes(10)))
struct DiscoveryTests {
    private func reason(_ plugin: DiscoveredPlugin?) -> String {
        switch plugin?.outcome {
        case .verified: "verified"
        case .rejected(let reason): reason
        case nil: "not found"
        }
    }

    /// Stages the words plugin, lets `spoil` change its folder, and says what discovery makes of it.
    private func verdict(_ spoil: (String) throws -> Void) throws -> String {
        let directory = try TemporaryFolder()
        try spoil(PluginFixture.words.stage(in: directory.path))
        let found = PluginDiscovery.discover(in: [directory.path])
        #expect(found.count == 1)
        return reason(found.first)
    }

    @Test func stagedPluginIsVerified() throws {
        let directory = try TemporaryFolder()
        try PluginFixture.words.stage(in: directory.path)
        let plugin = try #require(PluginDiscovery.discover(in: [directory.path]).first)
        #expect(plugin.id == "fixture.words")
        #expect(plugin.folder == directory.path + "/fixture.words")
        #expect(plugin.sha256 == plugin.manifest?.sha256)
        #expect(reason(plugin) == "verified")
    }

    @Test func aFileBeyondTheLimitIsRefused() throws {
        let directory = try TemporaryFolder()
        try PluginFixture.words.stage(in: directory.path)
        let found = PluginDiscovery.discover(in: [directory.path], fileBytes: 1024)
        #expect(reason(found.first).hasSuffix("is larger than 1024 bytes"))
    }

    @Test func aDirectoryWithAManifestIsOnePlugin() throws {
        let directory = try TemporaryFolder()
        let folder = try PluginFixture.words.stage(in: directory.path)
        let found = PluginDiscovery.discover(in: [folder])
        #expect(found.map(\.id) == ["fixture.words"])
        #expect(found.map(\.folder) == [folder])
        #expect(found.map(reason) == ["verified"])
    }

    @Test func foldersWithoutManifestAreNoPlugins() throws {
        let directory = try TemporaryFolder()
        try directory.makeFolder("Modules")
        try directory.write("libother.so", "x")
        #expect(PluginDiscovery.discover(in: [directory.path]).isEmpty)
    }

    @Test func changedLibraryIsRejectedWithBothDigests() throws {
        let text = try verdict { try PluginFixture.write([1, 2, 3], to: $0 + "/fixture.words.so") }
        #expect(
            text.hasPrefix(
                "the SHA-256 of fixture.words.so is "
                    + "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81, plugin.json says "
            ))
    }

    @Test func missingLibraryIsRejected() throws {
        #expect(try verdict { remove($0 + "/fixture.words.so") } == "fixture.words.so does not exist")
    }

    @Test func linksAreRejected() throws {
        let text = try verdict {
            rename($0 + "/fixture.words.so", $0 + "/real.so")
            symlink("real.so", $0 + "/fixture.words.so")
        }
        #expect(text == "fixture.words.so is a symbolic link; plugins are loaded from real files only")
    }

    @Test func pipesInPlaceOfFilesAreRejectedAndDoNotBlock() throws {
        let text = try verdict {
            remove($0 + "/fixture.words.so")
            mkfifo($0 + "/fixture.words.so", 0o600)
        }
        #expect(text == "fixture.words.so is not a regular file")
    }

    @Test(arguments: ["", "/plugin.json", "/fixture.words.so"])
    func whatEveryoneCanWriteToIsRejected(_ part: String) throws {
        let text = try verdict { chmod($0 + part, 0o777) }
        #expect(text.hasSuffix("can be written to by everyone; take that away with chmod o-w"))
    }

    @Test func openDirectoryIsRejectedAsAWhole() throws {
        let directory = try TemporaryFolder()
        try PluginFixture.words.stage(in: directory.path)
        chmod(directory.path, 0o777)
        let found = PluginDiscovery.discover(in: [directory.path])
        #expect(found.map(\.id) == [directory.path])
        #expect(reason(found.first).hasSuffix("can be written to by everyone; take that away with chmod o-w"))
    }

    @Test func missingDirectoryIsAnEntryWithAReason() {
        let found = PluginDiscovery.discover(in: ["/nowhere/at/all"])
        #expect(found.map(\.id) == ["/nowhere/at/all"])
        #expect(reason(found.first) == "the plugin directory /nowhere/at/all: No such file or directory")
    }

    @Test func firstDirectoryWins() throws {
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        try PluginFixture.words.stage(in: first.path)
        try PluginFixture.words.stage(in: second.path)
        let found = PluginDiscovery.discover(in: [first.path, second.path])
        let winner = found.first { $0.folder.hasPrefix(first.path + "/") }
        let loser = found.first { $0.folder.hasPrefix(second.path + "/") }
        #expect(reason(winner) == "verified")
        #expect(reason(loser) == "the id `fixture.words` is already taken by the plugin in \(first.path)/fixture.words")
    }

    @Test func ownIdsBelongToTheFirstDirectory() throws {
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        var fixture = PluginFixture.words
        fixture.id = "secrets"
        try fixture.stage(in: second.path)
        let shadow = PluginDiscovery.discover(in: [first.path, second.path]).first { $0.id == "secrets" }
        #expect(reason(shadow) == "the id `secrets` is reserved for the plugin that comes with SecureScan")
        #expect(reason(PluginDiscovery.discover(in: [second.path]).first) == "verified")
    }

    @Test func resultIsSortedById() throws {
        let directory = try TemporaryFolder()
        for id in ["b.two", "a.one", "c"] {
            var fixture = PluginFixture.words
            fixture.id = id
            try fixture.stage(in: directory.path)
        }
        #expect(PluginDiscovery.discover(in: [directory.path]).map(\.id) == ["a.one", "b.two", "c"])
    }

    @Test func dataFilesAreVerifiedToo() throws {
        let directory = try TemporaryFolder()
        var fixture = PluginFixture.words
        fixture.permissions = ["data"]
        fixture.data = [("words.txt", Array("needle".utf8))]
        let folder = try fixture.stage(in: directory.path)
        #expect(reason(PluginDiscovery.discover(in: [directory.path]).first) == "verified")
        try PluginFixture.write(Array("changed".utf8), to: folder + "/words.txt")
        #expect(reason(PluginDiscovery.discover(in: [directory.path]).first).hasPrefix("the SHA-256 of words.txt is "))
    }

    private static let digest = String(repeating: "0", count: 64)

    @Test(arguments: [
        ("nonsense", "plugin.json: not valid JSON"),
        ("[]", "plugin.json: not a JSON object"),
        (#"{"version":"1.0.0","sha256":"D"}"#, "plugin.json: `id` is missing"),
        (#"{"id":7,"version":"1.0.0","sha256":"D"}"#, "plugin.json: `id` is not text"),
        (
            #"{"id":"a","version":"1.0.0","sha256":"D","permissions":"data"}"#,
            "plugin.json: `permissions` is not a list"
        ),
        (#"{"id":"a","version":"1.0.0","sha256":"D","data":[7]}"#, "plugin.json: `data.0` is not a JSON object"),
        (
            #"{"id":"Upper","version":"1.0.0","sha256":"D"}"#,
            "plugin.json: id `Upper` is not lower-case letters, digits and hyphens in parts joined by dots, at most "
                + "128 characters"
        ),
        (
            #"{"id":"a","version":"1.0","sha256":"D"}"#,
            "plugin.json: version `1.0` is not a semantic version such as 1.0.0"
        ),
        (
            #"{"id":"a","version":"1.0.0","sha256":"abc"}"#,
            "plugin.json: sha256 is not 64 lower-case hexadecimal digits"
        ),
        (
            #"{"id":"a","version":"1.0.0","sha256":"D","library":"../a.so"}"#,
            "plugin.json: library `../a.so` is not the plain name of a file in its folder"
        ),
        (
            #"{"id":"a","version":"1.0.0","sha256":"D","permissions":["root"]}"#,
            "plugin.json: permission `root` is unknown; there are network, tmpdir, data, advisories, cache, rules"
        ),
        (
            #"{"id":"a","version":"1.0.0","sha256":"D","data":[{"name":"x","sha256":"D"}]}"#,
            "plugin.json: lists data files without the permission `data`"
        ),
        (
            #"{"id":"a","version":"1.0.0","sha256":"D","permissions":["data"],"#
                + #""data":[{"name":"x","sha256":"D"},{"name":"x","sha256":"D"}]}"#,
            "plugin.json: data file `x` is listed twice"
        ),
    ])
    func manifestErrorsNameTheField(_ text: String, _ expected: String) {
        let bytes = Array(text.replacing("\"D\"", with: "\"\(Self.digest)\"").utf8)
        let error = #expect(throws: PluginRejection.self) { try PluginManifest.parse(bytes, folder: "a") }
        #expect(error?.reason == expected)
    }

    @Test func libraryIsNamedForItsFolderUnlessSaidOtherwise() throws {
        let text = #"{"id":"a","version":"1.0.0-rc.1+b7","sha256":"\#(Self.digest)"}"#
        #expect(try PluginManifest.parse(Array(text.utf8), folder: "x").library == "x.so")
    }

    @Test(arguments: ["1.0.0", "0.0.0", "10.20.30", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0+b.01", "1.0.0-x-y.z+q"])
    func semanticVersions(_ text: String) { #expect(SemanticVersion.isValid(text)) }

    @Test(arguments: [
        "", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "v1.0.0", "1.0.x", "1.0.0-ä",
    ])
    func otherVersions(_ text: String) { #expect(!SemanticVersion.isValid(text)) }
}
