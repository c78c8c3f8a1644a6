internal import ScannerAPI

/// A part the target is made of: a library, a framework, a container image.
public struct Component: Sendable, Equatable {
    /// How the target uses it.
    public enum Scope: Sendable, Equatable {
        case required, optional, development

        var raw: scn_scope {
            switch self {
            case .required: scn_scope(SCN_SCOPE_REQUIRED)
            case .optional: scn_scope(SCN_SCOPE_OPTIONAL)
            case .development: scn_scope(SCN_SCOPE_DEVELOPMENT)
            }
        }
    }

    /// Unique within this scan.
    public var reference: String
    public var name: String
    public var version: String
    /// Package URL (ECMA-427), empty when there is none.
    public var purl: String
    /// CycloneDX component type; empty stands for "library".
    public var type = ""
    /// SPDX licence expression.
    public var licenses = ""
    public var scope = Scope.required
    /// Where it was declared.
    public var evidence: Region?
    /// "sha256:<hex>".
    public var hashes: [String] = []
    /// True when the project itself declares it.
    public var direct = false

    public init(reference: String, name: String, version: String = "", purl: String = "") {
        self.reference = reference
        self.name = name
        self.version = version
        self.purl = purl
    }
}
