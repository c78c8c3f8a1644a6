/// The kind of document and the version of its specification.
public struct SBOMFormat: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case cycloneDXJSON = "cyclonedx-json"
        case cycloneDXXML = "cyclonedx-xml"
        case spdx

        /// Versions that can be written, oldest first.
        public var versions: [String] { self == .spdx ? ["2.3"] : ["1.5", "1.6", "1.7"] }

        /// Written when none is asked for.
        public var defaultVersion: String { self == .spdx ? "2.3" : "1.6" }
    }

    public let kind: Kind
    public let version: String

    /// CycloneDX 1.6 as JSON.
    public static let standard = SBOMFormat(kind: .cycloneDXJSON)

    private init(kind: Kind) {
        self.kind = kind
        version = kind.defaultVersion
    }

    /// Fails for a version that the kind is not written in.
    public init(_ kind: Kind, version: String? = nil) throws(SBOMError) {
        let version = version ?? kind.defaultVersion
        guard kind.versions.contains(version) else {
            let allowed = kind.versions.joined(separator: ", ")
            throw SBOMError(.unknownVersion, "Version must be one of \(allowed) for format \(kind.rawValue)")
        }
        self.kind = kind
        self.version = version
    }

    /// For `Content-Type`; the registration of the CycloneDX types has the parameter `version`.
    public var mediaType: String {
        switch kind {
        case .cycloneDXJSON: "application/vnd.cyclonedx+json; version=\(version)"
        case .cycloneDXXML: "application/vnd.cyclonedx+xml; version=\(version)"
        case .spdx: "application/spdx+json"
        }
    }

    /// For `Content-Disposition`: ASCII letters, digits, `.`, `_` and `-` alone, at most 120 bytes, and an ending by
    /// which other tools know the format.
    public func fileName(for subject: SBOMSubject) -> String {
        let safe = subject.name.utf8.prefix(100).map { byte in
            byte.isLetterOrDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") ? byte : UInt8(ascii: "-")
        }
        let stem = String(decoding: safe.drop { !$0.isLetterOrDigit }, as: UTF8.self)
        return (stem.isEmpty ? "sbom" : stem) + ending
    }

    private var ending: String {
        switch kind {
        case .cycloneDXJSON: ".cdx.json"
        case .cycloneDXXML: ".cdx.xml"
        case .spdx: ".spdx.json"
        }
    }
}
