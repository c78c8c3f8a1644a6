import Foundation
import Testing

@testable import Compliance

struct FrameworkLibraryTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    private func write(_ text: String, to name: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    private static func framework(_ control: String, id: String = "acme") -> String {
        FrameworkReaderTests.text(
            #"[{"id":"\#(control)","title":"T","assessable":true,"cwes":["CWE-89"]}]"#, id: id)
    }

    private static func tags(_ set: FrameworkSet) -> [String] {
        set.map.assignments(for: RuleFacts(id: "x", cwes: ["CWE-89"])).map(\.control)
    }

    @Test func anOwnFrameworkAddsToTheBuiltInOnes() throws {
        try write(Self.framework("ACME-1"), to: "acme.json")
        let set = FrameworkLibrary(directory: folder.path).current()
        #expect(set.problems == [])
        #expect(set.frameworks.count == FrameworkSet.builtIn.frameworks.count + 1)
        #expect(Self.tags(set).contains("ACME-1") && Self.tags(set).contains("OWASP-A03"))
    }

    @Test func oneWithTheIdOfABuiltInOneStandsInItsPlace() throws {
        try write(Self.framework("OWASP-A03", id: "owasp-top10-2021"), to: "ours.json")
        let set = FrameworkLibrary(directory: folder.path).current()
        #expect(set.problems == [])
        #expect(set.frameworks.map(\.id) == FrameworkSet.builtIn.frameworks.map(\.id))
        #expect(set.framework(id: "owasp-top10-2021")?.controls.count == 1)
    }

    @Test func aTagOfAnotherFrameworkIsRefused() throws {
        try write(Self.framework("OWASP-A03"), to: "acme.json")
        let set = FrameworkLibrary(directory: folder.path).current()
        #expect(set.framework(id: "acme") == nil)
        let files = FrameworkLibrary(directory: folder.path).files()
        #expect(files.problems == [] && files.allProblems() == set.problems, "scans tell of it, too")
        #expect(
            set.problems == [
                "acme.json: is not used: its control OWASP-A03 is also one of the framework owasp-top10-2021; to "
                    + "replace that framework, give this one its id"
            ])
    }

    @Test func aChangeHoldsFromTheNextLookOn() throws {
        try write(Self.framework("ACME-1"), to: "acme.json")
        let library = FrameworkLibrary(directory: folder.path)
        #expect(Self.tags(library.current()).contains("ACME-1"))
        try write(Self.framework("ACME-22"), to: "acme.json")
        #expect(Self.tags(library.current()).contains("ACME-22"))
        try FileManager.default.removeItem(at: folder.appendingPathComponent("acme.json"))
        #expect(Self.tags(library.current()) == Self.tags(.builtIn))
    }

    @Test func aBrokenFileLeavesItsLastGoodStateInForceAndIsToldOf() throws {
        try write(Self.framework("ACME-1"), to: "acme.json")
        let library = FrameworkLibrary(directory: folder.path)
        try write("{", to: "acme.json")
        let set = library.current()
        #expect(Self.tags(set).contains("ACME-1"))
        #expect(
            set.problems == [
                "acme.json: line 1, column 2: is not JSON: expected a key in double quotes",
                "acme.json: what it said before stays in force",
            ])
        #expect(Self.tags(library.files().set()).contains("ACME-1"), "scans get the same")
        #expect(library.files().problems == set.problems)
        try write(Self.framework("ACME-3"), to: "acme.json")
        #expect(library.current().problems == [] && Self.tags(library.current()).contains("ACME-3"))
    }

    @Test func aFileThatWasNeverGoodIsNotUsed() throws {
        try write("[]", to: "acme.json")
        let problems = FrameworkLibrary(directory: folder.path).current().problems
        #expect(problems == ["acme.json: must be an object", "acme.json: it is not used"])
    }

    @Test func aMissingFolderIsToldOf() {
        let problems = FrameworkLibrary(directory: folder.path).current().problems
        #expect(problems.count == 1 && problems[0].hasSuffix("No such file or directory; it is not used"))
    }

    @Test func whatOthersMayChangeAndLinksAreNotUsed() throws {
        try write(Self.framework("ACME-1"), to: "open.json")
        let open = folder.appendingPathComponent("open.json").path
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: open)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appendingPathComponent("link.json").path, withDestinationPath: open)
        let set = FrameworkLibrary(directory: folder.path).current()
        #expect(set.framework(id: "acme") == nil)
        #expect(set.problems.contains("link.json: is a symbolic link; only real files are read"))
        #expect(set.problems.contains("open.json: may be written to by everybody; run chmod o-w on it"))
    }

    @Test func aFolderThatEverybodyMayWriteToIsNotUsed() throws {
        try write(Self.framework("ACME-1"), to: "acme.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        let set = FrameworkLibrary(directory: folder.path).current()
        #expect(set.framework(id: "acme") == nil)
        #expect(
            set.problems == ["\(folder.path): may be written to by everybody; run chmod o-w on it; it is not used"])
    }

    @Test func otherFilesInTheFolderAreLeftAlone() throws {
        try write("nonsense", to: "README.md")
        try write("nonsense", to: ".hidden.json")
        #expect(FrameworkLibrary(directory: folder.path).current().problems == [])
    }

    @Test func oneOfTwoFilesWithOneIdIsUsedAndTheOtherIsToldOf() throws {
        try write(Self.framework("ACME-1"), to: "a.json")
        try write(Self.framework("ACME-2"), to: "b.json")
        let problems = ["a.json: id: is not used: acme is also the id in b.json"]
        let set = FrameworkLibrary(directory: folder.path).current()
        #expect(set.problems == problems && Self.tags(set).contains("ACME-2") && !Self.tags(set).contains("ACME-1"))
        #expect(FrameworkCheck.problems(of: folder.path, isFolder: true) == problems)
        #expect(FrameworkCheck.problems(of: folder.path + "/a.json", isFolder: false) == [])
        #expect(FrameworkCheck.problems(of: folder.path + "/none.json", isFolder: false).count == 1)
    }
}
