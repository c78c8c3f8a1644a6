import Model
import SBOM
import Testing

struct CycloneDXTests {
    @Test func theHeadTellsScanToolsAndTarget() async throws {
        let document = try await Written.json(Fixture.all[11])
        #expect(document["specVersion"].text == "1.6")
        let metadata = document["metadata"]
        #expect(metadata["timestamp"].text == "2026-01-01T00:00:01.250000Z")
        #expect(metadata["tools"]["components"].elements.map { $0["name"].text } == ["securescan", "dependency"])
        let target = metadata["component"]
        #expect(target["name"].text == "web")
        #expect(target["version"].text == Fixture.git.commit)
        #expect(target["properties"]["name", "securescan:branch"]["value"].text == "main")
        #expect(
            target["properties"]["name", "securescan:remote"]["value"].text == "https://git.example.com/shop/web.git")
    }

    @Test(arguments: SBOMFormat.Kind.allCases)
    func noCredentialAndNoPathOfTheMachineIsShown(kind: SBOMFormat.Kind) async throws {
        var fixture = Fixture(name: "f")
        for remote in [
            "https://robot:ghp_notatoken@h/x.git", "ghp_notatoken@x", "git://a:ghp_notatoken@h/x#ghp_notatoken",
            "https://h/x?key=ghp_notatoken", "HTTPS://ghp_notatoken@h/x", "u:ghp_notatoken@h:x.git",
            "ssh://u:ghp_notatoken@h/x",
        ] {
            fixture.scan.target = TargetSummary(kind: .git, remote: remote)
            let hasNoSecret = remote == "ghp_notatoken@x"
            let text = try await Written.text(fixture, kind)
            #expect(text.contains("ghp_notatoken") == hasNoSecret, "\(remote)")
            #expect(!text.contains("/srv/work"))
        }
    }

    @Test func theSerialNumberIsTheScans() async throws {
        #expect(Fixture(name: "f").subject.uuid == "0b5d7c1e-5a7e-4c53-9c39-2b6a3b1d9f10")
        let (a, b) = (Fixture(name: "a", scan: Fixture.scan("7")), Fixture(name: "a", scan: Fixture.scan("8")))
        #expect(a.subject.uuid == Fixture(name: "x", scan: Fixture.scan("7")).subject.uuid)
        #expect(a.subject.uuid != b.subject.uuid)
        #expect(
            a.subject.uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        let document = try await Written.json(a)
        #expect(document["serialNumber"].text == "urn:uuid:" + a.subject.uuid)
    }

    @Test(arguments: Fixture.all) func equalScansGiveEqualBytes(fixture: Fixture) async throws {
        var shuffled = fixture
        shuffled.components.reverse()
        shuffled.relations.reverse()
        for kind in SBOMFormat.Kind.allCases {
            let format = try SBOMFormat(kind)
            let bytes = try await Written.bytes(fixture, format)
            #expect(try await Written.bytes(shuffled, format) == bytes)
        }
    }

    @Test func aComponentIsWholeInJSON() async throws {
        let document = try await Written.json(.everyEcosystem)
        let core = document["components"]["bom-ref", "pkg:npm/%40angular/core@17.0.1"]
        #expect(core["group"].text == "@angular")
        #expect(core["name"].text == "core")
        #expect(core["version"].text == "1.0.0")
        #expect(core["scope"].text == "required")
        #expect(core["purl"].text == "pkg:npm/%40angular/core@17.0.1")
        #expect(core["evidence"]["occurrences"][0]["location"].text == "app/lock.file")
        #expect(core["evidence"]["occurrences"][0]["line"].number == 12)
        let django = document["components"]["bom-ref", "pkg:pypi/django@4.2.1"]
        #expect(django["name"].text == "Django")
        #expect(django["hashes"][0]["alg"].text == "SHA-256")
    }

    @Test func aVersionWithoutALineInOccurrencesHasItAsProperty() async throws {
        let document = try await Written.json(.everyEcosystem, version: "1.5")
        let core = document["components"]["bom-ref", "pkg:npm/%40angular/core@17.0.1"]
        #expect(core["evidence"]["occurrences"][0].keys == ["location"])
        #expect(core["properties"]["name", "securescan:line"]["value"].text == "12")
    }

    @Test func aComponentIsWholeInXML() async throws {
        let text = try await Written.text(.everyEcosystem, .cycloneDXXML)
        let core = """
            <component type="library" bom-ref="pkg:npm/%40angular/core@17.0.1"><group>@angular</group><name>core</name>\
            <version>1.0.0</version><scope>required</scope><purl>pkg:npm/%40angular/core@17.0.1</purl><properties>\
            <property name="securescan:scanner">dependency</property></properties><evidence><occurrences><occurrence>\
            <location>app/lock.file</location><line>12</line></occurrence></occurrences></evidence></component>
            """
        #expect(text.contains(core))
        #expect(
            text.hasPrefix(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\""))
        #expect(text.hasSuffix("</bom>\n"))
    }

    @Test func developmentIsMarkedAndKept() async throws {
        let document = try await Written.json(.scopes)
        #expect(document["components"].elements.count == 6)
        let jest = document["components"]["bom-ref", "pkg:npm/jest@29"]
        #expect(jest["scope"].text == "optional")
        #expect(jest["properties"]["name", "securescan:scope"]["value"].text == "development")
        #expect(jest["properties"]["name", "cdx:npm:package:development"]["value"].text == "true")
        let black = document["components"]["bom-ref", "pkg:pypi/black@24"]
        #expect(black["properties"]["name", "securescan:scope"]["value"].text == "development")
        #expect(black["properties"]["name", "cdx:npm:package:development"] == JSONTree(nil))
        let fsevents = document["components"]["bom-ref", "pkg:npm/fsevents@2"]
        #expect(fsevents["scope"].text == "optional")
        #expect(fsevents["properties"]["name", "securescan:scope"] == JSONTree(nil))
    }

    @Test func theGraphHasEveryComponentAndTheRootItsDirectOnes() async throws {
        let nodes = try await Written.json(.cycle)["dependencies"]
        #expect(
            nodes.elements.map { $0["ref"].text }
                == ["securescan:target", "a", "b", "c"].map {
                    $0.count == 1 ? "pkg:gem/\($0)@1" : $0
                })
        #expect(
            nodes.elements.map { $0["dependsOn"].texts }
                == [["a"], ["b"], ["c"], ["a", "b"]].map {
                    $0.map { "pkg:gem/\($0)@1" }
                })
    }

    @Test func referencesAreToldApart() async throws {
        let document = try await Written.json(.twins)
        let references = document["components"].elements.compactMap { $0["bom-ref"].text }
        #expect(references.prefix(3) == ["pkg:npm/x@1", "b", "c"])
        #expect(Set(references.map { Array($0.utf8) }).count == Fixture.twins.components.count)
        #expect(document["dependencies"]["ref", "b"]["dependsOn"].texts == ["pkg:npm/x@1"])
        let bare = try await Written.json(.bare)
        #expect(bare["components"]["name", "debian"]["bom-ref"].text == "securescan:target~2")
        #expect(bare["components"]["name", "no purl"]["purl"] == JSONTree(nil))
    }

    @Test func vulnerabilitiesThatSayTheSameAreOne() async throws {
        let vulnerabilities = try await Written.json(.advisories)["vulnerabilities"]
        let slow = vulnerabilities["id", "GHSA-29mw-wpgm-hmr9"]
        #expect(slow["affects"].elements.map { $0["ref"].text } == ["pkg:npm/lodash@4.17.20", "pkg:cargo/rand@0.7.2"])
        #expect(slow["affects"][0]["versions"][0]["version"].text == "4.17.20")
        #expect(slow["recommendation"].text == "Upgrade lodash to 4.17.21.\nUpgrade rand.")
        #expect(slow["source"]["url"].text == "https://github.com/advisories/GHSA-29mw-wpgm-hmr9")
        #expect(slow["references"].elements.map { $0["id"].text } == ["CVE-2020-28500"])
        #expect(slow["ratings"][0]["score"].number == 5.3)
        #expect(slow["ratings"][0]["severity"].text == "medium")
        #expect(slow["ratings"][0]["method"].text == "CVSSv31")
        #expect(slow["cwes"].elements.compactMap(\.number) == [400, 1333])
        #expect(slow["advisories"].elements.map { $0["url"].text } == ["https://example.com/a%20b?x=%5B1%5D#y%23z"])
        #expect(slow["description"].text == "Slow on <hostile> \u{FFFD} text.\nTwo lines.")
        let known = vulnerabilities["id", "CVE-2021-44228"]["analysis"]
        #expect(known["state"].text == "exploitable")
        #expect(known["response"].texts == ["will_not_fix"])
        let methods = vulnerabilities.elements.map { $0["ratings"][0]["method"].text }
        #expect(methods == ["CVSSv3", "CVSSv31", "CVSSv2", "CVSSv4", nil])
        #expect(vulnerabilities["id", "RUSTSEC-2024-1"]["ratings"][0]["score"].number == 10)
    }

    @Test func oneThatIsDecidedDifferentlyStaysApart() async throws {
        var fixture = Fixture.cycle
        let states: [SBOMVulnerability.Analysis?] = [nil, nil, .init(state: .falsePositive)]
        fixture.vulnerabilities = zip("abc", states).map {
            SBOMVulnerability(id: "CVE-1-1", affects: [.init(ref: "pkg:gem/\($0)@1")], analysis: $1)
        }
        let found = try await Written.json(fixture)["vulnerabilities"]
        #expect(found.elements.map { $0["affects"].elements.count } == [2, 1])
    }

    @Test func anEmptyScanIsAnEmptyDocument() async throws {
        let document = try await Written.json(Fixture.all[0])
        #expect(document["components"].value == .array([]))
        #expect(document["vulnerabilities"].value == .array([]))
        #expect(document["dependencies"].elements.count == 1)
    }
}
