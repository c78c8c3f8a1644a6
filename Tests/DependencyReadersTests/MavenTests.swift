import Packages
import Testing

@testable import DependencyReaders

struct MavenTests {
    private func project(_ body: String) -> String {
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n\(body)\n</project>"
    }

    private func dependency(_ name: String, _ rest: String = "") -> String {
        let parts = name.split(separator: ":")
        return "<dependency><groupId>\(parts[0])</groupId><artifactId>\(parts[1])</artifactId>\(rest)</dependency>"
    }

    @Test func parentsInTheTreeGivePropertiesAndVersions() {
        let parent = "<parent><groupId>g</groupId><artifactId>root</artifactId><version>3</version></parent>"
        let managed = dependency("m:scoped", "<version>7</version><scope>test</scope>")
        let file = ReadFile(
            .pom,
            project(
                parent + "<artifactId>child</artifactId><properties><v>child</v></properties><dependencies>\n"
                    + dependency("a:managed") + "\n" + dependency("m:scoped") + "\n"
                    + dependency("${project.groupId}:sibling", "<version>${project.version}</version>")
                    + "</dependencies>"),
            at: "modules/child/pom.xml",
            beside: [
                "modules/pom.xml": project(
                    "<groupId>g</groupId><artifactId>root</artifactId><version>3</version><parent><groupId>"
                        + "top</groupId>"
                        + "<artifactId>top</artifactId><relativePath>../top</relativePath></parent><properties><v>"
                        + "root</v>"
                        + "</properties><dependencyManagement><dependencies>\(managed)</dependencies>"
                        + "</dependencyManagement>"
                ),
                "top/pom.xml": project(
                    "<groupId>top</groupId><artifactId>top</artifactId><dependencyManagement><dependencies>"
                        + dependency("a:managed", "<version>1-${v}</version>")
                        + dependency("m:scoped", "<version>8</version>")
                        + "</dependencies></dependencyManagement>"),
            ])
        #expect(
            file.packages == [
                "3 a:managed@1-child direct", "4 m:scoped@7 direct development", "5 g:sibling@3 direct",
            ])
        #expect(file.warnings == [])
    }

    @Test(arguments: [
        "<relativePath/>", "<relativePath>../../../outside</relativePath>", "<relativePath>../other.xml</relativePath>",
    ])
    func otherParentsAreNotTaken(relativePath: String) {
        let parent =
            "<parent><groupId>g</groupId><artifactId>root</artifactId><version>3</version>\(relativePath)</parent>"
        let root = project(
            "<groupId>g</groupId><artifactId>other</artifactId><dependencyManagement><dependencies>"
                + dependency("a:b", "<version>1</version>") + "</dependencies></dependencyManagement>")
        let file = ReadFile(
            .pom, project(parent + "<dependencies>" + dependency("a:b") + "</dependencies>"), at: "child/pom.xml",
            beside: ["pom.xml": root, "other.xml": root])
        #expect(file.packages == ["2 a:b@ direct"])
        #expect(file.warnings == ["2: no version is known for 1 of the dependencies (not in the tree: g:root:3)"])
    }

    @Test func billsOfMaterialsInTheTreeAreImported() {
        let bill = { (name: String) in
            "<dependencyManagement><dependencies>"
                + dependency("g:\(name)", "<version>1</version><type>pom</type><scope>import</scope>")
                + "</dependencies></dependencyManagement>"
        }
        let uses = "<dependencies>" + dependency("a:b") + dependency("a:c") + "</dependencies>"
        let root = project(
            "<groupId>g</groupId><artifactId>root</artifactId><modules><module>platform/bom</module></modules>")
        let bom = project(
            "<groupId>g</groupId><artifactId>acme-bom</artifactId><properties><v>5</v></properties>"
                + "<dependencyManagement><dependencies>" + dependency("a:b", "<version>${v}</version>")
                + dependency("g:far", "<version>1</version><scope>import</scope>")
                + "</dependencies></dependencyManagement>")
        let far = project(
            "<groupId>g</groupId><artifactId>far</artifactId><dependencyManagement><dependencies>"
                + dependency("a:b", "<version>0</version>") + dependency("a:c", "<version>6</version>")
                + "</dependencies></dependencyManagement>")
        let file = ReadFile(
            .pom, project(bill("acme-bom") + uses), at: "app/pom.xml",
            beside: ["pom.xml": root, "platform/bom/pom.xml": bom, "far/pom.xml": far])
        #expect(file.packages == ["2 a:b@5 direct", "2 a:c@6 direct"])
        #expect(file.warnings == [])
        let alone = ReadFile(.pom, project(bill("spring-bom") + uses), at: "app/pom.xml", beside: ["pom.xml": root])
        #expect(alone.packages == ["2 a:b@ direct", "2 a:c@ direct"])
        #expect(
            alone.warnings == ["2: no version is known for 2 of the dependencies (not in the tree: g:spring-bom:1)"])
    }

    @Test func profilesCountAsOptionalUnlessActive() {
        let profile = { (name: String, active: Bool) in
            "<profile><id>p</id><dependencies>" + dependency("p:\(name)", "<version>${v}</version>")
                + "</dependencies><activation><activeByDefault>\(active)</activeByDefault></activation><properties><v>"
                + (active ? "2" : "3") + "</v></properties></profile>"
        }
        let file = ReadFile(
            .pom, project("<profiles>\(profile("on", true))\(profile("off", false))</profiles>"), at: "pom.xml")
        #expect(file.packages == ["2 p:on@2 direct", "2 p:off@2 direct optional"])
    }

    @Test func cyclesAndBombsEnd() {
        let parent = { (path: String) in
            "<groupId>g</groupId><artifactId>a</artifactId><parent><groupId>g</groupId><artifactId>a</artifactId>"
                + "<relativePath>\(path)</relativePath></parent>"
        }
        let doubling = (0..<100).map { "<p\($0)>${p\($0 + 1)}${p\($0 + 1)}</p\($0)>" }.joined()
        let file = ReadFile(
            .pom,
            project(
                parent("b/pom.xml") + "<properties><x>${y}</x><y>${x}</y>\(doubling)</properties><dependencies>"
                    + dependency("a:b", "<version>${x}</version>") + dependency("a:c", "<version>${p0}</version>")
                    + "</dependencies>"),
            at: "pom.xml",
            beside: ["b/pom.xml": project(parent("../pom.xml")), "pom.xml": project(parent("b/pom.xml"))])
        #expect(file.packages == ["2 a:b@ (${x}) direct", "2 a:c@ (${p0}) direct"])
        let bill = dependency("g:bom", "<scope>import</scope>")
        let cycle = project(
            "<groupId>g</groupId><artifactId>bom</artifactId><dependencyManagement><dependencies>\(bill)</dependencies>"
                + "</dependencyManagement>")
        #expect(ReadFile(.pom, cycle, at: "x/pom.xml", beside: ["bom/pom.xml": cycle]).warnings == [])
    }

    @Test func expandedTextIsBoundedInAll() {
        var text = PropertyText(opening: "{", closing: "}") { _ in String(repeating: "x", count: 500) }
        var count = 0
        while text.expand("${x}") != nil, count < 1_000_000 { count += 1 }
        #expect((60_000...70_000).contains(count))
        #expect(text.expand("plain") == "plain")
    }

    @Test(arguments: [
        "", "<project>", "<project><dependencies><dependency>", "<html/>", "not xml", "<project>&x;</project>",
    ])
    func malformedFileIsAWarning(text: String) {
        let file = ReadFile(.pom, text, at: "pom.xml")
        #expect(file.packages == [])
        #expect(!file.warnings.isEmpty)
    }

    @Test func brokenEndCostsOnlyWhatFollows() {
        // libxml2 reads ahead by some hundred bytes.
        let padding = String(repeating: "<!-- more -->", count: 1000)
        let text = project(
            "<dependencies>" + dependency("a:b", "<version>1</version>") + padding + "<dependency></oops>")
        let file = ReadFile(.pom, text, at: "pom.xml")
        #expect(file.packages.first == "2 a:b@1 direct")
        #expect(file.warnings.contains { $0.contains("the rest of the file is not read") })
    }

    @Test func entitiesAreRefused() {
        let text = """
            <!DOCTYPE project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
            <project><dependencies><dependency><groupId>&b;&x;</groupId></dependency></dependencies></project>
            """
        let file = ReadFile(.pom, text, at: "pom.xml")
        #expect(file.packages == [])
        #expect(
            file.warnings == [
                "1: a document type with declarations in it is refused; the rest of the file is not read"
            ])
    }
}
