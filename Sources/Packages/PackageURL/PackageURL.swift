/// A Package URL (ECMA-427): `pkg:type/namespace/name@version?qualifiers#subpath`.
///
/// The parts are held decoded and, where the type has rules for their case or spelling, as these want them. Only for
/// `npm` and `golang` they keep the case they were given: both registries tell names apart by it, although the canonical
/// text may not.
public struct PackageURL: Sendable, Hashable {
    /// In lower case.
    public var type: String
    /// Segments separated by "/"; empty when there is none.
    public var namespace: String
    public var name: String
    /// Empty when there is none.
    public var version: String
    /// Keys in lower case; no value is empty.
    public var qualifiers: [String: String]
    /// Segments separated by "/"; empty when there is none.
    public var subpath: String

    /// The package as its ecosystem names it: `group:artifact` for Maven, with scope for npm, the module path for Go, the
    /// repository for Swift and GitHub Actions. The name is not empty; qualifiers whose key or value is not possible
    /// are left out.
    public init(_ ecosystem: Ecosystem, name: String, version: String, qualifiers: [String: String] = [:]) {
        type = ecosystem.purlType
        self.version = version
        self.qualifiers = [:]
        let parts = ecosystem.purlParts(of: name)
        namespace = parts.namespace
        self.name = parts.name
        subpath = PackageURL.cleaned(subpath: parts.subpath)
        for (key, value) in qualifiers where !value.isEmpty && PackageURL.isKey(key) {
            self.qualifiers[key.asciiLowercased()] = value
        }
        applyRules(of: PackageURLType(type))
    }

    init(
        type: String, namespace: String, name: String, version: String, qualifiers: [String: String], subpath: String
    ) {
        self.type = type
        self.namespace = namespace
        self.name = name
        self.version = version
        self.qualifiers = qualifiers
        self.subpath = subpath
    }

    /// Spelling as the type wants it, as far as no package can be lost by it.
    mutating func applyRules(of rules: PackageURLType) {
        if rules.folds.contains(.namespace) { namespace = namespace.asciiLowercased() }
        if rules.folds.contains(.name) { name = name.asciiLowercased() }
        switch type {
        case "pypi": name = name.collapsingSeparators(into: UInt8(ascii: "-"))
        case "pub":
            name = String(decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
        default: break
        }
    }

    /// Starts with a letter; letters, digits, ".", "-" and "_".
    static func isKey(_ key: String) -> Bool {
        guard let first = key.utf8.first, isLetter(first) else { return false }
        return key.utf8.allSatisfy { isAlphanumeric($0) || ".-_".utf8.contains($0) }
    }

    /// Without empty segments and those that mean a folder itself or the one above.
    static func cleaned(subpath: String) -> String {
        subpath.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
    }
}
