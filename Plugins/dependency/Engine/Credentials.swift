internal import DependencyReaders

extension Package {
    /// Without what is nobody's business: a user and password, or a token, in a URL (RFC 3986, section 3.2.1).
    mutating func removeCredentials() {
        name = Package.withoutCredentials(name)
        version = Package.withoutCredentials(version)
        for (key, value) in qualifiers { qualifiers[key] = Package.withoutCredentials(value) }
    }

    private static func withoutCredentials(_ value: String) -> String {
        guard value.utf8.contains(UInt8(ascii: "@")), let scheme = value.firstRange(of: "://") else { return value }
        let rest = value[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return value }
        return String(value[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }
}
