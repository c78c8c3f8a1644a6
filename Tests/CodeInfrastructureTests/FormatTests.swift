import CodeInfrastructure
import Testing

struct FormatTests {
    private func format(_ path: String, _ text: String = "") -> InfrastructureFormat? {
        Array(text.utf8).withUnsafeBytes { InfrastructureScanner().format(of: path, prefix: $0) }
    }

    @Test(arguments: [
        "Dockerfile", "a/b.dockerfile", "app.Dockerfile", "Containerfile", "dockerfile",
    ])
    func dockerfilesAreKnownByName(path: String) { #expect(format(path) == .dockerfile) }

    @Test func otherEndingsNeedAFirstInstruction() {
        #expect(
            format("a/Dockerfile.release", "\u{FEFF}# syntax=docker/dockerfile:1\n\n  from debian\n") == .dockerfile)
        #expect(format("Containerfile.dev", "ARG TAG\nFROM a:$TAG\n") == .dockerfile)
        #expect(format("Dockerfile.swift", "import Model\n") == nil)
        #expect(format("Dockerfile.j2", "{% if x %}\nFROM a\n{% endif %}\n") == nil)
    }

    @Test(arguments: ["Dockerfile.dockerignore", "Dockerfile.j2", "Dockerfile.md", "DockerfileNotes", "docker/file"])
    func otherNamesAreNoDockerfiles(path: String) { #expect(format(path) == nil) }

    @Test(arguments: ["compose.yaml", "docker-compose.yml", "a/docker-compose.prod.yml", "compose-dev.yaml"])
    func composeFilesAreKnownByName(path: String) { #expect(format(path) == .compose) }

    @Test func workflowsAndActionsAreKnownByPlace() {
        #expect(format(".github/workflows/ci.yml") == .githubActions)
        #expect(format("sub/.github/workflows/ci.yaml") == .githubActions)
        #expect(format("tools/action.yml") == .githubActions)
        #expect(format(".github/dependabot.yml") == nil)
        #expect(format("workflows/ci.yml") == nil)
    }

    @Test func manifestsAreKnownByContent() {
        #expect(format("a.yaml", "kind: Pod\napiVersion: v1\n") == .kubernetes)
        #expect(format("a.yml", "---\n# first\n\"apiVersion\": v1\n\"kind\": Pod\n") == .kubernetes)
        #expect(format("a.yaml", "kind: Pod\n") == nil)
        #expect(format("a.txt", "kind: Pod\napiVersion: v1\n") == nil)
    }

    @Test func marksOfOtherSystemsDoNoHarm() {
        let text = "FROM debian\r\nRUN chmod 777 /srv \\\r\n  /opt\r\nUSER app\r\n"
        let rules = ["docker.latest-image", "docker.world-writable"]
        #expect(Scanning.rules(text, .dockerfile) == rules)
        #expect(Scanning.rules("\u{FEFF}" + text, .dockerfile) == rules)
        let compose = "services:\r\n  a:\r\n    image: b:1\r\n    privileged: true\r\n"
        #expect(Scanning.places("compose.privileged", "\u{FEFF}" + compose, .compose) == ["privileged: true"])
        let terraform = "resource \"aws_s3_bucket\" \"é\" {\r\n  acl = \"public-read\"\r\n}\r\n"
        let place = ["acl = \"public-read\""]
        #expect(Scanning.places("terraform.aws-public-bucket", "\u{FEFF}" + terraform, .terraform) == place)
    }

    @Test func placesAreBytesBehindLongCharacters() {
        let text = "services:\n  größe_日本:\n    image: b:1\n    # 🙂\n    privileged: true\n"
        #expect(Scanning.places("compose.privileged", text, .compose) == ["privileged: true"])
    }
}
