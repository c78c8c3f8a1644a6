/// How a component is used by the target.
public enum ComponentScope: String, Sendable, CaseIterable, Codable {
    case required, optional, development
}

/// One package or library that the target consists of or depends on.
public struct Component: Sendable, Equatable {
    /// Unique within a scan; what relations and findings refer to.
    public var ref: String
    /// CycloneDX component type, for example `library`.
    public var type: String
    public var name: String
    public var version: String
    /// Package URL (purl-spec), empty when unknown.
    public var purl: String
    /// SPDX licence expression, empty when unknown.
    public var licenses: String
    public var scope: ComponentScope
    /// Declared by the project itself, not pulled in by another component.
    public var direct: Bool
    /// In the form `sha256:<hex>`.
    public var hashes: [String]
    /// Where it was declared.
    public var evidence: Region?
    /// Id of the plugin that reported it.
    public var scanner: String

    public init(
        ref: String, type: String = "library", name: String, version: String = "", purl: String = "",
        licenses: String = "", scope: ComponentScope = .required, direct: Bool = false, hashes: [String] = [],
        evidence: Region? = nil, scanner: String = ""
    ) {
        self.ref = ref
        self.type = type
        self.name = name
        self.version = version
        self.purl = purl
        self.licenses = licenses
        self.scope = scope
        self.direct = direct
        self.hashes = hashes
        self.evidence = evidence
        self.scanner = scanner
    }
}

/// `from` depends on `to`; both are component refs of one scan.
public struct ComponentRelation: Sendable, Equatable, Hashable {
    public var from: String
    public var to: String

    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}
