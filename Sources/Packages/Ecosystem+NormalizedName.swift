extension Ecosystem {
    /// The one spelling that all names of one package have in common. Names whose normal spellings differ are different
    /// packages to the registry.
    public func normalizedName(_ name: String) -> String {
        switch self {
        case .pypi: name.collapsingSeparators(into: UInt8(ascii: "-"))
        case .swift: name.repositoryPath()
        case .docker: name.imageName()
        case .pub: name.asciiLowercased()
        case .alpine, .conda, .debian, .githubActions, .hex, .nuget, .packagist: name.asciiLowercased()
        // npm has old packages with capital letters beside others without. Cargo keeps "-" and "_" apart in its index,
        // Go, Maven, RubyGems, CRAN, Hackage, Julia, CocoaPods and RPM know one spelling only.
        case .cocoapods, .conan, .cran, .crates, .go, .hackage, .julia, .maven, .npm, .rpm, .rubygems: name
        }
    }
}

extension String {
    /// PEP 503, "Normalized names": lower case, and any run of "-", "_" and "." becomes one separator.
    func collapsingSeparators(into separator: UInt8) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var isInRun = false
        for byte in utf8 {
            let isSeparator = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            if !isSeparator {
                bytes.append(lowered(byte))
            } else if !isInRun {
                bytes.append(separator)
            }
            isInRun = isSeparator
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Host and path of a repository's address, in lower case: "github.com/apple/swift-nio".
    fileprivate func repositoryPath() -> String {
        withoutRepositoryDecoration().asciiLowercased()
    }

    /// Without scheme, user, port 443, ".git" and slashes around; "git@host:path" becomes "host/path".
    func withoutRepositoryDecoration() -> String {
        var text = Substring(self)
        if let scheme = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[scheme...].hasPrefix("://") {
            text = text[scheme...].dropFirst(3)
        }
        let host = text.prefix { $0 != "/" }
        if let at = host.lastIndex(of: "@") { text = text[text.index(after: at)...] }
        while text.last == "/" { text.removeLast() }
        if text.suffix(4).asciiEquals(".git") { text.removeLast(4) }
        while text.first == "/" { text.removeFirst() }
        let end = text.firstIndex(of: "/") ?? text.endIndex
        guard let colon = text[..<end].firstIndex(of: ":") else { return String(text) }
        let port = text[text.index(after: colon)..<end]
        if port.utf8.allSatisfy(isDigit) { return String(text[..<colon] + text[end...]) }
        return String(text[..<colon] + "/" + text[text.index(after: colon)...])
    }

    /// Without the registry and the folder that Docker puts in front of a name that has none.
    fileprivate func imageName() -> String {
        var text = Substring(self)
        for prefix in ["docker.io/", "index.docker.io/"] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        if text.hasPrefix("library/") { text = text.dropFirst("library/".count) }
        return String(text)
    }
}

extension Substring {
    fileprivate func asciiEquals(_ other: String) -> Bool { String(self).asciiLowercased() == other }
}
