import Model
import SBOM
import Testing

struct SBOMFormatTests {
    private static let refusal =
        "Accept must allow one of application/vnd.cyclonedx+json, "
        + "application/vnd.cyclonedx+xml, application/spdx+json"

    @Test(
        arguments: [
            (nil, nil, nil, "cyclonedx-json 1.6"), (nil, nil, "", "cyclonedx-json 1.6"),
            (nil, nil, "*/*", "cyclonedx-json 1.6"), (nil, "1.5", "application/json", "cyclonedx-json 1.5"),
            (nil, nil, "application/vnd.cyclonedx+xml", "cyclonedx-xml 1.6"),
            (nil, nil, "Application/VND.CycloneDX+XML ; version=1.7", "cyclonedx-xml 1.7"),
            (nil, "1.5", "application/vnd.cyclonedx+xml;version=\"1.7\"", "cyclonedx-xml 1.5"),
            (nil, nil, "application/spdx+json", "spdx 2.3"),
            (nil, nil, "text/html, application/vnd.cyclonedx+xml;q=0.4, application/spdx+json;q=0.5", "spdx 2.3"),
            (nil, nil, "application/spdx+json;q=0, */*;q=0.1", "cyclonedx-json 1.6"),
            (nil, nil, "application/vnd.cyclonedx+json;q=0, */*;q=0.1", "cyclonedx-xml 1.6"),
            (nil, nil, "*/*;q=0.5, application/vnd.cyclonedx+json;q=0.1", "cyclonedx-xml 1.6"),
            (nil, nil, "*/*;q=0.1, application/vnd.cyclonedx+json;q=0.9", "cyclonedx-json 1.6"),
            (nil, nil, "application/spdx+json;q=nan,application/vnd.cyclonedx+xml;q=9", "spdx 2.3"),
            ("cyclonedx", nil, nil, "cyclonedx-json 1.6"), ("cyclonedx", "1.7", "text/html", "cyclonedx-json 1.7"),
            ("cyclonedx", nil, "application/vnd.cyclonedx+xml", "cyclonedx-xml 1.6"),
            ("cyclonedx-json", nil, "application/vnd.cyclonedx+xml", "cyclonedx-json 1.6"),
            ("cyclonedx-xml", "1.5", nil, "cyclonedx-xml 1.5"), ("spdx", "2.3", "text/html", "spdx 2.3"),
        ] as [(String?, String?, String?, String)])
    func theRequestSaysTheFormat(format: String?, version: String?, accept: String?, expected: String) throws {
        let found = try SBOMFormat.negotiated(format: format, version: version, accept: accept)
        #expect("\(found.kind.rawValue) \(found.version)" == expected)
    }

    @Test(
        arguments: [
            (
                "CycloneDX", nil, nil, .unknownFormat,
                "Format must be one of cyclonedx, cyclonedx-json, cyclonedx-xml, spdx"
            ),
            ("", nil, nil, .unknownFormat, "Format must be one of cyclonedx, cyclonedx-json, cyclonedx-xml, spdx"),
            (
                "cyclonedx", "1.4", nil, .unknownVersion,
                "Version must be one of 1.5, 1.6, 1.7 for format cyclonedx-json"
            ),
            ("spdx", "1.6", nil, .unknownVersion, "Version must be one of 2.3 for format spdx"),
            (
                nil, nil, "application/vnd.cyclonedx+xml; version=2.0", .unknownVersion,
                "Version must be one of 1.5, 1.6, 1.7 for format cyclonedx-xml"
            ),
            (
                nil, nil, "text/html", .notAcceptable,
                Self.refusal
            ),
            (
                nil, nil, "*/*;q=0", .notAcceptable,
                Self.refusal
            ),
        ] as [(String?, String?, String?, SBOMError.Code, String)])
    func unknownWordsAreRefused(
        format: String?, version: String?, accept: String?, code: SBOMError.Code, message: String
    ) {
        #expect(throws: SBOMError(code, message)) {
            try SBOMFormat.negotiated(format: format, version: version, accept: accept)
        }
    }

    @Test func aVeryLongHeaderIsNotReadToItsEnd() throws {
        let header = String(repeating: "text/html,", count: 100_000) + "application/spdx+json"
        #expect(throws: SBOMError.self) { try SBOMFormat.negotiated(accept: header) }
    }

    @Test(arguments: [
        ("/srv/src/shop", "shop.cdx.json"), ("/srv/a b\"; x=\n", "a-b---x--.cdx.json"), ("/", "target.cdx.json"),
        ("/srv/.hidden", "hidden.cdx.json"), ("/srv/日本", "sbom.cdx.json"),
        ("/srv/" + String(repeating: "n", count: 300), String(repeating: "n", count: 100) + ".cdx.json"),
    ])
    func fileNamesAreSafe(path: String, name: String) {
        var fixture = Fixture(name: "n")
        fixture.scan.request.targetPath = path
        #expect(SBOMFormat.standard.fileName(for: fixture.subject) == name)
    }

    @Test func mediaTypesAndEndingsFollowTheFormat() throws {
        let subject = Fixture(name: "n").subject
        let found = Written.formats.map { ($0.mediaType, $0.fileName(for: subject)) }
        #expect(found.map(\.0).first == "application/vnd.cyclonedx+json; version=1.5")
        #expect(found.map(\.0).contains("application/vnd.cyclonedx+xml; version=1.7"))
        #expect(found.last.map { [$0.0, $0.1] } == ["application/spdx+json", "shop.spdx.json"])
        #expect(Set(found.map(\.1)) == ["shop.cdx.json", "shop.cdx.xml", "shop.spdx.json"])
    }
}
