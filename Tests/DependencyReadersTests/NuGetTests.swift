import Packages
import Testing

@testable import DependencyReaders

struct NuGetTests {
    /// 64 bytes of zero as base64 and as hex.
    static let base64 = String(repeating: "A", count: 86) + "=="
    static let hash = "sha512:" + String(repeating: "0", count: 128)

    @Test func nearestCentralFileHidesOthersUnlessItImports() {
        let central = { (version: String, rest: String) in
            "<Project>\(rest)<ItemGroup><PackageVersion Include=\"\(version)\" Version=\"\(version)\"/></ItemGroup>"
                + "</Project>"
        }
        let project = "<Project><ItemGroup><PackageReference Include=\"1\"/></ItemGroup></Project>"
        let read = { (rest: String) in
            ReadFile(
                .projectFile, project, at: "a/b/c.fsproj",
                beside: [
                    "a/Directory.Packages.props": central("2", rest), "Directory.Packages.props": central("1", ""),
                ]
            ).packages
        }
        #expect(read("") == ["1 1@ direct"])
        #expect(read("<Import Project=\"$(Above)\"/>") == ["1 1@1 direct"])
    }

    @Test func globalReferencesAreOfTheSharedFile() {
        let text =
            "<Project><ItemGroup><GlobalPackageReference Include=\"Nerdbank\" Version=\"3.6\"/>\n</ItemGroup></Project>"
        let file = ReadFile(
            .projectFile, text, at: "Directory.Packages.props", beside: ["Directory.Packages.props": text])
        #expect(file.packages == ["1 Nerdbank@3.6 direct development"])
    }

    @Test(arguments: [
        LockfileFormat.packagesLock, .packagesConfig, .depsJSON, .projectAssets, .projectFile,
    ])
    func malformedFileIsAWarning(format: LockfileFormat) {
        for text in [
            "", "{", "[]", "<x", "<x/>", "null nonsense", "{\"libraries\": 1, \"targets\": [], \"dependencies\": []",
        ] {
            let file = ReadFile(format, text, at: "x")
            #expect(file.packages == [])
            #expect(!file.warnings.isEmpty, "\(format.id): \(text)")
        }
    }
}
