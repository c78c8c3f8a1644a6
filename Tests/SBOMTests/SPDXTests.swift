import Model
import SBOM
import Testing

struct SPDXTests {
    @Test func theHeadNamesTheScan() async throws {
        let document = try await Written.json(Fixture.all[0], .spdx)
        #expect(document["spdxVersion"].text == "SPDX-2.3")
        #expect(document["creationInfo"]["created"].text == "2026-01-01T00:00:01Z")
        #expect(document["creationInfo"]["creators"].texts == ["Tool: securescan-1.4.0", "Tool: dependency-1.4.0"])
        let namespace = "https://spdx.org/spdxdocs/securescan-0b5d7c1e-5a7e-4c53-9c39-2b6a3b1d9f10"
        #expect(document["documentNamespace"].text == namespace)
        #expect(document["packages"].elements.map { $0["name"].text } == ["shop"])
    }

    @Test func packagesTellWhatTheLockfileTells() async throws {
        let packages = try await Written.json(.everyEcosystem, .spdx)["packages"]
        let core = packages["SPDXID", "SPDXRef-pkg-3Anpm-2F-2540angular-2Fcore-4017.0.1"]
        #expect(core["name"].text == "@angular/core")
        #expect(core["externalRefs"][0]["referenceLocator"].text == "pkg:npm/%40angular/core@17.0.1")
        #expect(core["externalRefs"][0]["referenceCategory"].text == "PACKAGE-MANAGER")
        #expect(core["sourceInfo"].text == "declared in app/lock.file, line 12")
        #expect(core["downloadLocation"].text == "NOASSERTION")
        let django = packages["name", "Django"]
        #expect(django["checksums"][0]["algorithm"].text == "SHA256")
    }

    @Test func licencesOutsideTheListAreToldInWords() async throws {
        let packages = try await Written.json(.licences, .spdx)["packages"]
        #expect(packages["name", "l4"]["licenseDeclared"].text == "(MIT AND (BSD-3-Clause OR ISC))")
        #expect(packages["name", "l8"]["licenseDeclared"].text == "NOASSERTION")
        #expect(packages["name", "l8"]["licenseComments"].text == "declared as: LicenseRef-Shop-1")
        #expect(packages["name", "l10"]["licenseComments"].text == "declared as: UNLICENSED")
        #expect(packages["name", "l11"]["licenseComments"] == JSONTree(nil))
    }

    @Test func relationshipsTellTheScope() async throws {
        let found = try await Written.json(.scopes, .spdx)["relationships"].elements.map { relationship in
            ["spdxElementId", "relationshipType", "relatedSpdxElement"].map { relationship[$0].text ?? "" }.joined(
                separator: " ")
        }
        let (root, jest) = ("SPDXRef-securescan-3Atarget", "SPDXRef-pkg-3Anpm-2Fjest-4029")
        #expect(
            Set(found) == [
                "SPDXRef-DOCUMENT DESCRIBES \(root)", "\(root) DEPENDS_ON SPDXRef-pkg-3Anpm-2Fa-401",
                "\(jest) DEV_DEPENDENCY_OF \(root)", "SPDXRef-pkg-3Anpm-2Fjest-2Dcore-4029 DEV_DEPENDENCY_OF \(root)",
                "SPDXRef-pkg-3Apypi-2Fblack-4024 DEV_DEPENDENCY_OF \(root)",
                "SPDXRef-pkg-3Anpm-2Ffsevents-402 OPTIONAL_DEPENDENCY_OF \(root)",
                "\(jest) DEPENDS_ON SPDXRef-pkg-3Anpm-2Fjest-2Dcore-4029",
            ])
    }

    @Test func idsHoldOnlyWhatSPDXAllowsAndAreUnique() async throws {
        for fixture in [Fixture.hostile, .twins, .bare, .long] {
            let ids = try await Written.json(fixture, .spdx)["packages"].elements.compactMap { $0["SPDXID"].text }
            #expect(ids.count == fixture.components.count + 1)
            #expect(Set(ids).count == ids.count)
            #expect(ids.allSatisfy { $0.wholeMatch(of: /SPDXRef-[A-Za-z0-9.\-]+/) != nil })
        }
    }
}
