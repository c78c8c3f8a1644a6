import Packages
import Testing

@testable import DependencyReaders

struct ContainerTests {
    static let digest = "sha256:" + String(repeating: "ab", count: 32)

    @Test func textOfHereDocumentsIsNoInstruction() {
        let file = ReadFile(
            .dockerfile,
            """
            FROM a:1
            RUN <<EOF cat > x <<-"END"
            FROM b:1
            EOF
            FROM c:1
              END
            RUN echo "<<<EOF"
            FROM d:1
            """, at: "x/Dockerfile.dev")
        #expect(file.packages == ["1 a@1 direct", "8 d@1 direct"])
    }

    @Test func escapeDirectiveChangesTheContinuation() {
        let file = ReadFile(.dockerfile, "# escape=`\nFROM `\n  a:1\nRUN dir C:\\\nFROM b:2\n", at: "Dockerfile")
        #expect(file.packages == ["2 a@1 direct", "5 b@2 direct"])
    }

    @Test(arguments: [
        ("${A:-x}", "x"), ("${A-x}", "x"), ("${B:-x}", "1"), ("${B:+y}", "y"), ("${A:+y}", ""), ("$B$B", "11"),
        ("$A", nil), ("${B", nil), ("${B:?x}", nil), ("$", nil), ("a", "a"),
    ])
    func variablesAreExpanded(text: String, result: String?) {
        var variables = DockerfileVariables()
        variables.declare(["B=1", "A"])
        #expect(variables.expand(text[...]) == result)
    }

    @Test func doublingArgumentsAreBounded() {
        var text = "ARG A0=xxxxxxxxxx\n"
        for index in 1...100 { text += "ARG A\(index)=$A\(index - 1)$A\(index - 1)\n" }
        let file = ReadFile(.dockerfile, text + "FROM a:$A100\nFROM a:$A2\n", at: "Dockerfile")
        #expect(file.packages.last == "103 a@" + String(repeating: "x", count: 40) + " direct")
        #expect(file.warnings == ["102: the version has a variable without a default; the image is unpinned"])
        let many = ReadFile(.dockerfile, (0..<3000).map { "FROM a:\($0)\n" }.joined(), at: "Dockerfile")
        #expect(many.packages.count == 1000)
        #expect(many.warnings == ["1001: more than 1000 images; the inventory is partial"])
    }

    @Test(arguments: [
        ("node", "", "node", "", ""), ("node:20", "", "node", "20", ""),
        ("docker.io/library/node:20", "", "node", "20", ""), ("a/b", "", "a/b", "", ""),
        ("ghcr.io/a/b:1", "ghcr.io", "a/b", "1", ""), ("localhost/a", "localhost", "a", "", ""),
        ("h:5000/a", "h:5000", "a", "", ""), ("a@sha256:X", "", "a", "", "sha256:x"),
    ])
    func referencesAreCut(text: String, registry: String, path: String, tag: String, digest: String) throws {
        let image = try #require(ImageReference(text))
        #expect([image.registry, image.path, image.tag, image.digest] == [registry, path, tag, digest])
    }

    @Test func ignoreFileIsNoDockerfile() {
        #expect(ReadFile(.dockerfile, "FROM", at: "Dockerfile.dockerignore").inventory == Inventory())
    }
}

struct WorkflowTests {
    static let commit = "b4ffde65f46336ab88eb53be808477a3936bae11"

    @Test func actionNamesItsStepsOrItsImage() {
        let composite = "name: x\nruns:\n  using: composite\n  steps:\n    - uses: actions/cache@v4\n"
        #expect(ReadFile(.workflow, composite, at: "action.yml").packages == ["5 actions/cache@v4 direct development"])
        let docker = "runs:\n  using: docker\n  image: docker://a:1\n"
        #expect(ReadFile(.workflow, docker, at: "action.yml").packages == ["3 a@1 direct development"])
        #expect(ReadFile(.workflow, docker.replacing("docker://a:1", with: "Dockerfile")).packages == [])
    }

    @Test(arguments: [
        (" v4.1.1", "v4.1.1"), ("4.1", "4.1"), (" tag=v1.2.3", "v1.2.3"), (" ratchet:actions/checkout@v4", "v4"),
        (" pin@v2 because", "v2"), (" see 12", nil), (" nothing", nil), ("", nil),
    ])
    func versionStandsInTheComment(comment: String, version: String?) {
        let reference = ActionReference("a/b@\(Self.commit)")
        #expect(reference?.package(comment: comment[...], line: 1)?.version == version ?? Self.commit)
    }

    @Test(arguments: ["", "[", "jobs: [a]", "jobs:\n  a: 1", "jobs: {a: {steps: {}, uses: [x]}}", "\u{0}"])
    func malformedFileIsHarmless(text: String) {
        #expect(ReadFile(.workflow, text).packages == [])
    }
}
