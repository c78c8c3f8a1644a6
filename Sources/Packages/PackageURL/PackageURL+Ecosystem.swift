extension PackageURL {
    /// Nil for types that no ecosystem here stands for.
    public var ecosystem: Ecosystem? { Ecosystem(purlType: type) }

    /// The name as OSV spells it.
    public var packageName: String {
        switch ecosystem {
        case .maven: namespace.isEmpty ? name : namespace + ":" + name
        case .githubActions: subpath.isEmpty ? namespace + "/" + name : namespace + "/" + name + "/" + subpath
        case .npm, .go, .packagist, .swift, .docker: namespace.isEmpty ? name : namespace + "/" + name
        default: name
        }
    }
}

extension Ecosystem {
    struct PURLParts {
        var namespace = ""
        var name: String
        var subpath = ""
    }

    func purlParts(of name: String) -> PURLParts {
        switch self {
        case .maven: split(name, at: name.firstIndex(of: ":"))
        case .npm: name.hasPrefix("@") ? split(name, at: name.firstIndex(of: "/")) : PURLParts(name: name)
        case .go, .docker: split(name, at: name.lastIndex(of: "/"))
        case .packagist: split(name, at: name.firstIndex(of: "/"))
        case .swift: repository(name)
        case .githubActions: action(name)
        case .cocoapods: subspec(name)
        case .alpine: PURLParts(namespace: "alpine", name: name)
        case .debian: PURLParts(namespace: "debian", name: name)
        case .conan, .conda, .cran, .crates, .hackage, .hex, .julia, .nuget, .pub, .pypi, .rpm, .rubygems:
            PURLParts(name: name)
        }
    }

    private func split(_ name: String, at index: String.Index?) -> PURLParts {
        guard let index else { return PURLParts(name: name) }
        return PURLParts(namespace: String(name[..<index]), name: String(name[name.index(after: index)...]))
    }

    private func repository(_ address: String) -> PURLParts {
        let path = address.withoutRepositoryDecoration()
        return split(path, at: path.lastIndex(of: "/"))
    }

    /// "owner/repository/path".
    private func action(_ name: String) -> PURLParts {
        let segments = name.split(separator: "/", maxSplits: 2)
        guard segments.count > 1 else { return PURLParts(name: name) }
        return PURLParts(
            namespace: String(segments[0]), name: String(segments[1]),
            subpath: segments.count > 2 ? String(segments[2]) : "")
    }

    /// "Pod/Subspec".
    private func subspec(_ name: String) -> PURLParts {
        guard let slash = name.firstIndex(of: "/") else { return PURLParts(name: name) }
        return PURLParts(name: String(name[..<slash]), subpath: String(name[name.index(after: slash)...]))
    }
}
