/// The kinds of files the scanner understands.
public enum InfrastructureFormat: Sendable, Hashable, CaseIterable {
    case dockerfile, compose, kubernetes, terraform, githubActions

    /// What a rule's id begins with.
    var topic: String {
        switch self {
        case .dockerfile: "docker"
        case .compose: "compose"
        case .kubernetes: "kubernetes"
        case .terraform: "terraform"
        case .githubActions: "actions"
        }
    }

    init(ofRule id: String) {
        self = Self.allCases.first { id.hasPrefix($0.topic + ".") } ?? .kubernetes
    }

    var tag: String { self == .githubActions ? "github-actions" : topic }

    /// The language of a Markdown code block.
    var fence: String {
        switch self {
        case .dockerfile: "dockerfile"
        case .terraform: "hcl"
        case .compose, .kubernetes, .githubActions: "yaml"
        }
    }
}

extension InfrastructureFormat {
    /// The format of a file by its path, and by what it begins with where the path is not enough; nil when it is none
    /// of them.
    init?(path: String, prefix: UnsafeRawBufferPointer) {
        let parts = path.split(separator: "/").map { $0.lowercased() }
        guard let name = parts.last else { return nil }
        if Self.isDockerfile(name, prefix) {
            self = .dockerfile
        } else if name.hasSuffix(".tf") {
            self = .terraform
        } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            guard let format = Self.ofYAML(parts, name, prefix) else { return nil }
            self = format
        } else {
            return nil
        }
    }

    private static func isDockerfile(_ name: String, _ prefix: UnsafeRawBufferPointer) -> Bool {
        for base in ["dockerfile", "containerfile"] {
            if name == base || name.hasSuffix("." + base) { return true }
            // `Dockerfile.release`, but not `Dockerfile.swift`, which reads them.
            if name.hasPrefix(base + "."), beginsWithImage(prefix) { return true }
        }
        return false
    }

    /// Whether the first line that is no comment is an instruction that may come first.
    private static func beginsWithImage(_ prefix: UnsafeRawBufferPointer) -> Bool {
        let lines = prefix.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
        for line in lines {
            let text = line.drop { $0 <= 0x20 || $0 >= 0x80 }
            guard let first = text.first, first != UInt8(ascii: "#") else { continue }
            let word = String(decoding: text.prefix { $0 > 0x20 }.prefix(5), as: UTF8.self).uppercased()
            return word == "FROM" || word == "ARG"
        }
        return false
    }

    private static func ofYAML(_ parts: [String], _ name: String, _ prefix: UnsafeRawBufferPointer) -> Self? {
        let folders = parts.dropLast()
        if folders.suffix(2).elementsEqual([".github", "workflows"]) { return .githubActions }
        if name == "action.yml" || name == "action.yaml" { return .githubActions }
        for base in ["docker-compose", "compose"] where name.hasPrefix(base) {
            if [".", "-", "_"].contains(name.dropFirst(base.count).prefix(1)) { return .compose }
        }
        return KubernetesRecognition.accepts(prefix) ? .kubernetes : nil
    }
}

/// A Kubernetes manifest says `apiVersion` and `kind` at the start of a line, in whatever order.
enum KubernetesRecognition {
    static func accepts(_ prefix: UnsafeRawBufferPointer) -> Bool {
        var hasVersion = false
        var hasKind = false
        for line in prefix.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let text = line.drop { " \t-{\"'".utf8.contains($0) || $0 >= 0x80 }
            hasVersion = hasVersion || isKey(text, "apiVersion")
            hasKind = hasKind || isKey(text, "kind")
            if hasVersion, hasKind { return true }
        }
        return false
    }

    private static func isKey(_ line: Slice<UnsafeRawBufferPointer>, _ key: String) -> Bool {
        guard line.starts(with: key.utf8) else { return false }
        return line.dropFirst(key.utf8.count).first { !" \t\"'".utf8.contains($0) } == UInt8(ascii: ":")
    }
}
