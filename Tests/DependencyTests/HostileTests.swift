import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine
@testable import DependencyReaders

/// Files of an attacker, through the whole plugin.
@Suite struct HostileTests {
    private static let names = [
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "Cargo.lock", "pom.xml", "bom.json",
        "bom.xml",
        "requirements.txt", "go.mod", "Gemfile.lock", "mix.lock", ".securescan.yml", "openvex.json", "composer.lock",
        "packages.lock.json", "Package.resolved", "stack.yaml.lock", "Dockerfile", ".github/workflows/a.yml",
    ]

    @Test(arguments: ["[", "{\"a\":", "<a>", "- ", "a: {", "((", "[[a]]\n", "&a [*a,", "\u{0}", "\u{FF}", "${a}"])
    func nestingAndGarbageCostOnlyThemselves(piece: String) throws {
        let bytes = Array(String(repeating: piece, count: 200_000).utf8)
        let took = try ContinuousClock().measure {
            let report = try DependencyRun().report(
                bytes: Dictionary(uniqueKeysWithValues: Self.names.map { ($0, bytes) }))
            #expect(report.failure == nil)
            #expect(report.failedFiles.isEmpty)
        }
        #expect(took < .seconds(60))
    }

    @Test func invalidUTF8AndDuplicateKeys() throws {
        let lock =
            Array(#"{"packages": {"node_modules/a"#.utf8) + [0xFF, 0xC0]
            + Array(#"": {"version": "1", "version": 2}}, "packages": {}}"#.utf8)
        let report = try DependencyRun().report(bytes: ["package-lock.json": lock])
        #expect(report.failure == nil)
        #expect(!report.of(.unreadable).isEmpty)
    }

    @Test func cyclesEnd() throws {
        let packages = (0..<2000).map {
            #""node_modules/p\#($0)": {"version": "1.0.0", "dependencies": {"p\#(($0 + 1) % 2000)": "1", "p\#($0)": "#
                + #""1"}}"#
        }
        let lock = "{\"packages\": {\"\": {\"dependencies\": {\"p0\": \"1\"}}, \(packages.joined(separator: ","))}}"
        let run = DependencyRun(imported: (0..<2000).map { Advisory("A-\($0)", .npm, "p\($0)") })
        let found = try run.report(["package-lock.json": lock]).of(.vulnerable)
        #expect(found.count == 2000)
        let last = try #require(found.first { $0.properties?["package"] == "p1999" })
        let path = try #require(last.properties?["dependency_path"]?.array)
        #expect(path.count <= 16)
        #expect(path.first == "p0@1.0.0")
        #expect(path.last == "p1999@1.0.0")
    }

    @Test func namesAreEscapedInPackageURLs() throws {
        let name = "\\u001b[31m\\n$(id);`x`\\u202e"
        let lock = "{\"packages\": {\"node_modules/\(name)\": {\"version\": \"1\\u0007\"}}}"
        let report = try DependencyRun(imported: nil).report(["package-lock.json": lock])
        let purl = try #require(report.components.first?.purl)
        #expect(purl.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(!purl.contains("$(") && !purl.contains("`"))
    }

    @Test func aFileWithMorePackagesThanAreTaken() throws {
        let lines = (0..<300_000).map { "p\($0)==1.0\n" }.joined()
        let took = ContinuousClock().measure {
            let files = ["requirements.txt": Array(lines.utf8)]
            let inventory = files["requirements.txt"]?.withUnsafeBytes {
                LockfileFormat.requirements.read($0, Surroundings(path: "requirements.txt"))
            }
            #expect(inventory?.packages.count == 250_000)
            #expect(inventory?.warnings.isEmpty == false)
            let file = ScannedFile(
                path: Array("requirements.txt".utf8), format: "", inventory: inventory ?? Inventory())
            #expect(ComponentTable([file]).components.count == 250_000)
        }
        #expect(took < .seconds(120))
    }
}
