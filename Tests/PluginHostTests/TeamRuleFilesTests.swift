import Glibc
import Model
import TestSupport
import Testing

@testable import PluginHost

struct TeamRuleFilesTests {
    private func names(_ rules: TeamRuleFiles) -> [String] {
        rules.files.compactMap {
            if case .object(let members) = $0, case .string(let name)? = members["name"] { name } else { nil }
        }
    }

    @Test func filesOfAFolderComeInTheOrderOfTheirPaths() throws {
        let folder = try TemporaryFolder()
        for name in ["b.yml", "a/z.yaml", "a.txt", ".hidden.yml", ".git/x.yml", "b.test.yml", "b.fixed.yml", "b.py"] {
            try folder.write(name, "rules: []\n")
        }
        let rules = TeamRuleFiles(folder: folder.path)
        #expect(names(rules) == ["SECURESCAN_RULES_DIR/a/z.yaml", "SECURESCAN_RULES_DIR/b.yml"])
        #expect(rules.problems == [])
    }

    @Test func whatOthersMayHaveWrittenIsNotUsed() throws {
        let folder = try TemporaryFolder()
        chmod(try folder.write("open.yml", "rules: []\n"), 0o666)
        try folder.write("real.yml", "rules: []\n")
        try folder.link("link.yml", to: "real.yml")
        let rules = TeamRuleFiles(folder: folder.path)
        #expect(names(rules) == ["SECURESCAN_RULES_DIR/real.yml"])
        #expect(rules.problems.count == 2)
        #expect(rules.problems.contains { $0.contains("link.yml is a symbolic link; only real files are read") })
        #expect(rules.problems.contains { $0.contains("open.yml can be written to by everyone") })
    }

    @Test func aFolderThatIsNotThereIsTold() {
        let rules = TeamRuleFiles(folder: "/nowhere/rules")
        #expect(rules.files == [])
        #expect(
            rules.problems == [
                "Rules were not used: SECURESCAN_RULES_DIR: the folder /nowhere/rules: No such file or directory."
            ])
        #expect(TeamRuleFiles(folder: nil).problems == [])
    }

    @Test func sizeAndNumberAreLimited() {
        var rules = TeamRuleFiles()
        rules.add("large.yml", [UInt8](repeating: 0x20, count: TeamRuleFiles.fileBytes + 1))
        rules.add("latin.yml", [0xE9])
        #expect(rules.files == [] && rules.problems.count == 2)
        for number in 0...(TeamRuleFiles.mostFiles + 3) { rules.add("\(number).yml", Array("rules: []".utf8)) }
        #expect(rules.files.count == TeamRuleFiles.mostFiles)
        #expect(rules.problems.count == 3 && rules.problems[2].contains("\(TeamRuleFiles.mostFiles).yml"))
    }

    /// Each line feed takes two bytes in JSON.
    @Test func whatIsHandedOverFitsIntoAConfiguration() {
        var rules = TeamRuleFiles()
        for number in 0..<8 { rules.add("\(number).yml", [UInt8](repeating: 0x0A, count: TeamRuleFiles.fileBytes)) }
        #expect(rules.files.count == 1 && rules.problems.count == 1)
    }

    @Test func onlyPluginsThatReadRulesGetThem() throws {
        var rules = TeamRuleFiles()
        rules.add("a.yml", Array("x".utf8))
        let options = JSONValue.object(["rules": .array([.string("own")]), "k": .int(1)])
        #expect(
            rules.configuration(of: try plugin([.rules]), options: options)
                == #"{"k":1,"rules":["own",{"name":"a.yml","text":"x"}]}"#)
        #expect(rules.configuration(of: try plugin([]), options: options) == #"{"k":1,"rules":["own"]}"#)
        #expect(TeamRuleFiles().configuration(of: try plugin([.rules]), options: nil) == "{}")
    }

    private func plugin(_ permissions: Set<PluginManifest.Permission>) throws -> VerifiedPlugin {
        let directory = try TemporaryFolder()
        try PluginFixture.words.stage(in: directory.path)
        let found = try #require(PluginDiscovery.discover(in: [directory.path]).first)
        guard case .verified(let plugin) = found.outcome else { throw SystemError(EINVAL, "the fixture") }
        let old = plugin.manifest
        let words = permissions.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        let text =
            #"{"id":"\#(old.id)","version":"1.0.0","library":"x.so","permissions":[\#(words)],"#
            + #""sha256":"\#(old.sha256)"}"#
        let manifest = try PluginManifest.parse(Array(text.utf8), folder: "x")
        return VerifiedPlugin(manifest: manifest, folder: plugin.folder, library: plugin.library, data: plugin.data)
    }
}
