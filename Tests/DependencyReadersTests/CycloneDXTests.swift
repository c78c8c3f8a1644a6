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

    @Test func jsonHasComponentsInsideComponents() {
        let file = ReadFile(
            .bomJSON,
            """
            {
              "dependencies": [
                { "ref": "app", "dependsOn": ["e"] },
                { "ref": "e", "dependsOn": ["i", "nothing"] },
                { "ref": "i", "dependsOn": ["pkg:maven/org.acme/lib@2.0"] }
              ],
              "bomFormat": "CycloneDX",
              "specVersion": "1.6",
              "metadata": { "component": { "type": "application", "bom-ref": "app", "name": "shop" } },
              "components": [
                {
                  "type": "library", "bom-ref": "e", "name": "express", "version": "4.18.2",
                  "purl": "pkg:npm/express@4.18.2",
                  "hashes": [{ "alg": "SHA-256", "content": "\(Self.hash)" }, { "alg": "SHA-1", "content": "bad" }],
                  "licenses": [{ "license": { "id": "MIT" } }],
                  "components": [
                    {
                      "type": "library", "bom-ref": "i", "purl": "pkg:npm/%40scope/inner@1.0.0", "scope": "optional",
                      "licenses": [{ "expression": "Apache-2.0 OR MIT" }, { "license": { "name": "Own licence" } }]
                    }
                  ]
                },
                { "type": "library", "purl": "pkg:maven/org.acme/lib@2.0?type=jar&classifier=x", "scope": "excluded",
                  "bom-ref": "pkg:maven/org.acme/lib@2.0" },
                { "type": "file", "name": "a.txt" },
                { "type": "operating-system", "name": "debian" }
              ]
            }
            """)
        let lines = Self.expected.enumerated().map {
            $0.element.replacing("%d", with: "\([11, 17, 23][$0.offset])")
        }
        #expect(Set(file.packages) == Set(lines))
        #expect(file.edges == ["@scope/inner -> org.acme:lib", "express -> @scope/inner"])
        #expect(
            file.warnings == ["0: 1 components have no package URL of a known kind; they are not checked"])
        #expect(file.inventory.packages.first { $0.name == "express" }?.ecosystem == .npm)
    }

    @Test func xmlHasTheSame() {
        let file = ReadFile(
            .bomXML,
            """
            <?xml version="1.0"?>
            <bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
              <metadata><component type="application" bom-ref="app"><name>shop</name></component></metadata>
              <components>
                <component type="library" bom-ref="e">
                  <name>express</name>
                  <version>4.18.2</version>
                  <hashes><hash alg="SHA-256">\(Self.hash)</hash><hash alg="X">1</hash></hashes>
                  <licenses><license><id>MIT</id></license></licenses>
                  <purl>pkg:npm/express@4.18.2</purl>
                  <components>
                    <component type="library" bom-ref="i">
                      <scope>optional</scope>
                      <licenses>
                        <expression>Apache-2.0 OR MIT</expression><license><name>Own licence</name></license>
                      </licenses>
                      <purl>pkg:npm/%40scope/inner@1.0.0</purl>
                    </component>
                  </components>
                </component>
                <component type="library" bom-ref="l">
                  <scope>excluded</scope>
                  <purl>pkg:maven/org.acme/lib@2.0?type=jar&amp;classifier=x</purl>
                </component>
                <component type="operating-system"><name>debian</name></component>
              </components>
              <dependencies>
                <dependency ref="app"><dependency ref="e"/></dependency>
                <dependency ref="e"><dependency ref="i"/></dependency>
                <dependency ref="i"><dependency ref="l"/></dependency>
              </dependencies>
            </bom>
            """)
        let lines = Self.expected.enumerated().map {
            $0.element.replacing("%d", with: "\([5, 12, 21][$0.offset])")
        }
        #expect(Set(file.packages) == Set(lines))
        #expect(file.edges == ["@scope/inner -> org.acme:lib", "express -> @scope/inner"])
        #expect(
            file.warnings == ["0: 1 components have no package URL of a known kind; they are not checked"])
    }

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
