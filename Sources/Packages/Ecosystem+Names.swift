extension Ecosystem {
    /// The name as OSV writes it, possibly with the release it is about ("Debian:12"), which is dropped.
    public init?(osvName name: String) {
        self.init(rawValue: String(name.prefix { $0 != ":" }))
    }

    /// The type of its Package URLs.
    public var purlType: String {
        switch self {
        case .alpine: "apk"
        case .crates: "cargo"
        case .debian: "deb"
        // An action is a repository of GitHub; "githubactions" is in use, but not registered.
        case .githubActions: "github"
        case .go: "golang"
        case .packagist: "composer"
        case .rubygems: "gem"
        case .cocoapods, .conda, .cran, .docker, .hackage, .hex, .julia, .maven, .npm, .nuget, .pub, .pypi, .rpm:
            rawValue.asciiLowercased()
        case .conan: "conan"
        case .swift: "swift"
        }
    }

    /// The type in any case; "githubactions" and "oci" are read as well.
    public init?(purlType type: String) {
        let type = type.asciiLowercased()
        switch type {
        case "githubactions": self = .githubActions
        case "oci": self = .docker
        default:
            guard let ecosystem = Ecosystem.allCases.first(where: { $0.purlType == type }) else { return nil }
            self = ecosystem
        }
    }
}

extension String {
    /// Capital ASCII letters as small ones, all else as it is.
    func asciiLowercased() -> String {
        guard utf8.contains(where: isUpper) else { return self }
        return String(decoding: utf8.map(lowered), as: UTF8.self)
    }
}
