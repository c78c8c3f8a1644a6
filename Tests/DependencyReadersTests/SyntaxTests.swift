import Packages
import Testing

@testable import DependencyReaders

@Suite struct SyntaxTests {
    @Test func linesAreSlicesWithoutTheirEnds() {
        let text = "\u{FEFF}a\r\n\n  b \nlast"
        text.utf8Bytes.withUnsafeBytes {
            let lines = Array(TextLines($0))
            #expect(lines.map(\.text) == ["a", "", "  b ", "last"])
            #expect(lines.map(\.number) == [1, 2, 3, 4])
            #expect(lines.map(\.indent) == [0, 0, 2, 0])
            #expect(lines.map(\.isEmpty) == [false, true, false, false])
        }
    }

    @Test func longLinesAreCut() {
        let text = String(repeating: "x", count: TextLines.lengthLimit + 5) + "\ny"
        text.utf8Bytes.withUnsafeBytes {
            let lines = Array(TextLines($0))
            #expect(lines.map(\.isCut) == [true, false])
            #expect(lines[0].bytes.count == TextLines.lengthLimit)
            #expect(lines[1].text == "y")
        }
    }

    @Test(arguments: [
        ("sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=", ["sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709"]),
        ("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=?x", ["sha256:" + Fixture.sha256]),
        ("md5-1B2M2Y8AsgTpgAmY7PhCfg== sha1-bad", ["md5:d41d8cd98f00b204e9800998ecf8427e"]),
        ("sha512-AAAA", []), ("", []), ("sha256", []), ("sha999-AAAA", []), ("sha1-!!!!", []),
    ])
    func integrityBecomesHexadecimal(_ text: String, _ expected: [String]) {
        #expect(Digests.integrity(text) == expected)
    }

    @Test func hashesAreLabelledOrToldByTheirLength() {
        #expect(Digests.labelled("SHA256=\(Fixture.sha256.uppercased())") == "sha256:\(Fixture.sha256)")
        #expect(Digests.labelled("sha256:\(Fixture.sha256.dropLast())") == nil)
        #expect(Digests.labelled("nothing") == nil)
        #expect(Digests.bare(Fixture.sha1) == "sha1:\(Fixture.sha1)")
        #expect(Digests.bare("xyz") == nil)
        #expect(Digests.hex(Fixture.sha1.dropLast() + "g", algorithm: "sha1") == nil)
    }

    @Test(arguments: [
        ("x", "app/x"), ("./x/../y", "app/y"), ("../x", "x"), ("../../x", nil), ("/x", nil), ("", nil),
        ("a/../../../x", nil),
    ])
    func pathsStayInsideOfTheTarget(_ relative: String, _ expected: String?) {
        #expect(Surroundings(path: "app/file").resolve(relative) == expected)
    }

    @Test func equalPackagesBecomeOneAndTheWidestScopeHolds() {
        var builder = InventoryBuilder()
        var places: [Int?] = []
        var package = Package(.npm, "a", "1", line: 3)
        package.scope = .development
        package.hashes = ["sha1:00"]
        package.isDirect = false
        places.append(builder.add(package))
        package.scope = .optional
        package.hashes = ["sha1:11", "sha1:00"]
        package.isDirect = true
        package.line = 9
        package.licence = "MIT"
        places.append(builder.add(package))
        package.qualifiers = ["platform": "x"]
        places.append(builder.add(package))
        places.append(builder.add(Package(.npm, "", "1", line: 4)))
        #expect(places == [0, 0, 1, nil])
        let inventory = builder.finish()
        #expect(Reading.lines(inventory).first == "a@1 :3 optional direct sha1:00 sha1:11 [MIT]")
        #expect(inventory.warnings == [Inventory.Warning(line: 4, "a package has no name")])
    }

    @Test func scopesFollowFromRootsThroughEdges() {
        var builder = InventoryBuilder()
        for name in ["req", "dev", "both", "opt", "onlyDev", "behindOpt", "island"] {
            builder.add(Package(.npm, name, "1", line: 1), key: name)
        }
        builder.edge(from: 0, to: "both")
        builder.edge(from: 0, to: "opt", optional: true)
        builder.edge(from: 1, to: "both")
        builder.edge(from: 1, to: "onlyDev")
        builder.edge(from: 3, to: "behindOpt")
        builder.edge(from: 4, to: "dev")
        builder.edge(from: 0, to: "nowhere")
        builder.edge(from: 0, to: "both")
        builder.edge(from: 0, to: "req")
        builder.root("req", .required)
        builder.root("dev", .development)
        builder.root("nowhere", .required)
        builder.spreadsScopes = true
        builder.knowsDirect = true
        #expect(
            Reading.lines(builder.finish()) == [
                "req@1 :1 direct > both@1 opt@1", "dev@1 :1 development direct > both@1 onlyDev@1",
                "both@1 :1 transitive",
                "opt@1 :1 optional transitive > behindOpt@1", "onlyDev@1 :1 development transitive > dev@1",
                "behindOpt@1 :1 optional transitive", "island@1 :1 transitive",
            ])
    }

    @Test func aFileWithTooManyPackagesSaysThatItIsPartial() {
        var builder = InventoryBuilder()
        for index in 0..<InventoryBuilder.packageLimit + 5 {
            builder.add(Package(.npm, "a", String(index), line: index))
        }
        let inventory = builder.finish()
        #expect(inventory.packages.count == InventoryBuilder.packageLimit)
        #expect(inventory.warnings.map(\.reason) == ["more than 250000 packages; the inventory is partial"])
    }

    @Test func aFileThatIsTooLargeIsReadInPart() {
        let start = Array("[[package]]\nname = \"a\"\nversion = \"1\"\n#".utf8)
        let bytes = start + Array(repeating: UInt8(ascii: "x"), count: SourceFile.sizeLimit)
        let inventory = Reading.inventory(.poetryLock, bytes)
        #expect(Reading.lines(inventory) == ["a@1 :1", "! 0 the file is larger than 64 MiB; the inventory is partial"])
    }
}
