@testable import DependencyReaders

extension Fixture {
    static let cycloneDX: [Fixture] = [
        Fixture(
            name: "bom.json", format: .bomJSON,
            text: """
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
                      "hashes": [{ "alg": "SHA-256", "content": "\(sha256)" }, { "alg": "SHA-1", "content": "bad" }],
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
                """,
            expected: [
                "@scope/inner@1.0.0 :17 optional transitive [Apache-2.0 OR MIT AND Own licence] > org.acme:lib@2.0",
                "express@4.18.2 :11 direct sha256:e3b0c4 [MIT] > @scope/inner@1.0.0",
                "org.acme:lib@2.0 :23 development transitive classifier=x type=jar",
                "! 0 without a package URL of a known kind, and so not checked: 1 of the components",
            ]),
        Fixture(
            name: "bom.xml", format: .bomXML,
            text: """
                <?xml version="1.0"?>
                <bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
                  <metadata><component type="application" bom-ref="app"><name>shop</name></component></metadata>
                  <components>
                    <component type="library" bom-ref="e">
                      <name>express</name>
                      <version>4.18.2</version>
                      <hashes><hash alg="SHA-256">\(sha256)</hash><hash alg="X">1</hash></hashes>
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
                """,
            expected: [
                "@scope/inner@1.0.0 :12 optional transitive [Apache-2.0 OR MIT AND Own licence] > org.acme:lib@2.0",
                "express@4.18.2 :5 direct sha256:e3b0c4 [MIT] > @scope/inner@1.0.0",
                "org.acme:lib@2.0 :21 development transitive classifier=x type=jar",
                "! 0 without a package URL of a known kind, and so not checked: 1 of the components",
            ]),
    ]
}
