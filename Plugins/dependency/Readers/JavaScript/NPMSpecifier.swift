internal import Packages

/// What stands behind the name of an npm dependency (npm-package-arg): a range, another package, a place.
enum NPMSpecifier: Equatable {
    case range(String)
    /// `npm:name@range`.
    case alias(name: String, range: String)
    /// A folder or archive of the project, or a workspace.
    case local
    /// A repository; the text is what purl has as `vcs_url`.
    case repository(String)
    case archive(String)

    init(_ text: String) {
        // Most are plain ranges, and need no further look.
        guard text.has(":") || text.has("/") else {
            self = .range(text)
            return
        }
        if let target = text.dropping(prefix: "npm:") {
            let (name, range) = NPMSpecifier.split(String(target))
            // Yarn's own lockfiles put "npm:" before every range.
            self =
                name.isEmpty || range == nil && !NPMSpecifier.isName(name)
                ? .range(String(target)) : .alias(name: name, range: range ?? "")
        } else if NPMSpecifier.locals.contains(where: { text.utf8.starts(with: $0.utf8) }) {
            self = .local
        } else if let repository = NPMSpecifier.repository(text) {
            self = .repository(repository)
        } else if text.hasPrefix("https://") || text.hasPrefix("http://") {
            self = .archive(text)
        } else {
            self = .range(text)
        }
    }

    private static let locals = ["file:", "link:", "portal:", "workspace:", "./", "../", "/", "~/"]
    private static let hosts = ["github": "github.com", "gitlab": "gitlab.com", "bitbucket": "bitbucket.org"]

    /// Whether the text is a name rather than a range: ranges begin with a digit or a sign.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return first == UInt8(ascii: "@") || (first.isLetter && !text.hasPrefix("v") && text != "x" && text != "latest")
    }

    /// `@scope/name@range` into its name and range.
    static func split(_ text: String) -> (name: String, range: String?) {
        let start = text.utf8.first == UInt8(ascii: "@") ? text.utf8.index(after: text.startIndex) : text.startIndex
        guard let place = text[start...].utf8.firstIndex(of: UInt8(ascii: "@")) else { return (text, nil) }
        return (String(text[..<place]), String(text[text.utf8.index(after: place)...]))
    }

    /// Whether the address is of the form that registries use: `https://host/name/-/name-1.0.0.tgz`.
    static func isOfRegistry(_ address: String) -> Bool {
        var isAfterSlash = false
        var isAfterDash = false
        for byte in address.utf8 {
            if byte == UInt8(ascii: "/"), isAfterDash { return true }
            isAfterDash = isAfterSlash && byte == UInt8(ascii: "-")
            isAfterSlash = byte == UInt8(ascii: "/")
        }
        return false
    }

    private static func repository(_ text: String) -> String? {
        if text.hasPrefix("git+") || text.hasPrefix("git://") || text.hasPrefix("ssh://") || text.hasPrefix("git@") {
            return pinned(text)
        }
        if let (host, path) = text.cut(at: UInt8(ascii: ":")), let domain = hosts[String(host)] {
            return pinned("git+https://\(domain)/\(path)")
        }
        if text.hasPrefix("https://") {
            let place = text.before("#")
            return place.hasSuffix(".git") ? pinned("git+" + text) : codeload(text)
        }
        let parts = text.before("#").pieces(at: UInt8(ascii: "/"), keepingEmpty: true)
        let isShort = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.has(" ") } && !text.hasPrefix("@")
        return isShort ? pinned("git+https://github.com/\(text)") : nil
    }

    /// `https://codeload.github.com/owner/name/tar.gz/commit`.
    private static func codeload(_ text: String) -> String? {
        guard let path = text.dropping(prefix: "https://codeload.github.com/") else { return nil }
        let parts = path.pieces(at: UInt8(ascii: "/"))
        guard parts.count >= 4, parts[2] == "tar.gz" else { return nil }
        return "git+https://github.com/\(parts[0])/\(parts[1]).git@\(parts[3])"
    }

    /// The commit is set behind "@", as SPDX and purl have it, instead of "#".
    private static func pinned(_ text: String) -> String {
        guard let (place, commit) = text.cut(at: UInt8(ascii: "#")) else { return text }
        return commit.isEmpty ? String(place) : "\(place)@\(commit.dropping(prefix: "commit=") ?? commit)"
    }
}

extension Package {
    /// An npm package that `name` stands for when this is its specifier; nil when it is the project's own.
    init?(npm name: String, specifier: NPMSpecifier, line: Int) {
        self.init(.npm, name, "", line: line)
        switch specifier {
        case .range(let range): requirement = range
        case .alias(let real, let range): (self.name, requirement) = (real, range)
        case .local: return nil
        case .repository(let place): qualifiers["vcs_url"] = place
        // An archive of a registry is where everybody would look for it.
        case .archive(let place): if !NPMSpecifier.isOfRegistry(place) { qualifiers["download_url"] = place }
        }
    }
}
