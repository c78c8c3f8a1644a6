public import Packages

/// One package that a file names.
public struct Package: Sendable, Equatable {
    /// How the project uses it. Development packages are marked, never left out.
    public enum Scope: Sendable, Equatable {
        case required, optional, development
    }

    public var ecosystem: Ecosystem
    /// As the file spells it; `Maven`: `group:artifact`, `Go`: the module path, `npm`: with its scope.
    public var name: String
    /// The version that is pinned; empty when the file only gives a range.
    public var version: String
    /// The range that is asked for, as written; empty when there is none.
    public var requirement = ""
    /// Further purl qualifiers (`checksum` excepted): `repository_url`, `vcs_url`, `type`, `classifier`, `platform`…
    public var qualifiers: [String: String] = [:]
    public var scope = Scope.required
    /// Declared by the project itself, not pulled in by another package; nil when the file does not tell.
    public var isDirect: Bool?
    /// In the form `sha256:<lower-case hex>` (also sha1, sha384, sha512, md5).
    public var hashes: [String] = []
    /// SPDX expression, or what the file gives for one.
    public var licence = ""
    /// Line of the declaration, from 1; 0 when unknown.
    public var line: Int

    public init(_ ecosystem: Ecosystem, _ name: String, _ version: String, line: Int) {
        self.ecosystem = ecosystem
        self.name = name
        self.version = version
        self.line = line
    }
}
