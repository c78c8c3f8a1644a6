internal import Packages

/// The name of a container image: `[registry/]path[:tag][@digest]`.
///
/// https://pkg.go.dev/github.com/distribution/reference
struct ImageReference: Equatable {
    /// Host and port of the registry; empty for Docker Hub.
    var registry = ""
    /// Without `library/`, which Docker Hub implies.
    var path: String
    var tag = ""
    /// As in `sha256:<hex>`; empty when there is none.
    var digest = ""

    /// Nil when there is no path in it.
    init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        if let at = rest.firstIndex(of: "@") {
            digest = String(rest[rest.index(after: at)...]).lowercased()
            rest = rest[..<at]
        }
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        }
        if let slash = rest.firstIndex(of: "/"), Self.isHost(rest[..<slash]) {
            registry = String(rest[..<slash])
            rest = rest[rest.index(after: slash)...]
        }
        if registry == "docker.io" || registry == "index.docker.io" { registry = "" }
        if registry.isEmpty, rest.hasPrefix("library/") { rest = rest.dropFirst(8) }
        guard !rest.isEmpty else { return nil }
        path = String(rest)
    }

    /// The first part is a host when it cannot be the name of a user.
    private static func isHost(_ part: Substring) -> Bool {
        part == "localhost" || part.contains(".") || part.contains(":")
    }
}

extension ImageReference {
    /// Pinned by its tag, or by its digest when that is all there is. Without either it is the tag `latest`, which is
    /// as good as a range.
    func package(line: Int) -> Package {
        let isPinned = !tag.isEmpty && !tag.contains(anyOf: "$")
        let hash = Digests.labelled(digest)
        var package = Package(.docker, path, isPinned ? tag : hash == nil ? "" : digest, line: line)
        if package.version.isEmpty { package.requirement = tag.isEmpty ? "latest" : tag }
        if let hash { package.hashes = [hash] }
        if !registry.isEmpty { package.qualifiers["repository_url"] = registry }
        return package
    }
}
