import Packages
import Testing

@testable import DependencyReaders

struct CycloneDXTests {
    static let hash = String(repeating: "ab", count: 32)
    static let expected = [
        "%d express@4.18.2 direct sha256:\(hash) [MIT]",
        "%d @scope/inner@1.0.0 transitive optional [Apache-2.0 OR MIT AND Own licence]",
        "%d org.acme:lib@2.0 transitive development classifier=x type=jar",
    ]

    @Test func developmentPropertyAndChecksumsOfTheURLCount() {
        let file = ReadFile(
            .bomJSON,
            """
            {"bomFormat": "CycloneDX", "components": [{"type": "library", "version": "2",
            "purl": "pkg:pypi/Foo?checksum=sha256:\(Self.hash)&file_name=x",
            "properties": [{"name": "cdx:npm:package:development", "value": "true"}]}]}
            """)
        #expect(file.packages == ["1 foo@2 development file_name=x sha256:\(Self.hash)"])
    }

    @Test func otherFilesAreNotTaken() {
        #expect(ReadFile(.bomJSON, "{\"a\": 1}").warnings == ["0: the file does not say that it is CycloneDX"])
        #expect(
            ReadFile(.bomXML, "<sbom/>").warnings == ["1: the outermost element is expected to be \"bom\""])
    }

    @Test func nestingIsBounded() {
        let json =
            "{\"bomFormat\": \"CycloneDX\", \"components\": " + String(repeating: "[{\"components\": ", count: 50_000)
        #expect(ReadFile(.bomJSON, json).warnings.first?.contains("more than 120 values inside one another") == true)
        let xml = "<bom>" + String(repeating: "<components><component>", count: 50_000)
        #expect(ReadFile(.bomXML, xml).warnings.first?.contains("inside one another") == true)
    }
}
