internal import Model
internal import ScannerAPI

/// Decodes what a plugin emits. Every enumeration and length is checked here; whether rules and places exist is
/// ``Emissions``' business.
enum FindingFrame {
    static let relatedLimit = 64
    static let wordLimit = 64
    private static let noteLimit = 4 << 10

    static func finding(_ reader: inout ByteReader, textLimit: Int) throws(WireError) -> RawFinding {
        let severity = try severity(&reader)
        let confidence = try confidence(&reader)
        var finding = RawFinding(ruleID: try reader.text(limit: textLimit), severity: severity, confidence: confidence)
        finding.message = try reader.text(limit: textLimit)
        finding.primary = try reader.optional(region)
        finding.secret = try reader.optional(region)
        for _ in 0..<(try reader.count(minimumSize: 40, limit: relatedLimit)) {
            finding.related.append(try region(&reader))
        }
        finding.matchKey = try reader.bytes(limit: textLimit)
        finding.componentRef = try reader.text(limit: textLimit)
        finding.propertiesJSON = try reader.text(limit: textLimit)
        try reader.finish()
        return finding
    }

    /// The component and its evidence, whose path and lines are still the plugin's.
    static func component(
        _ reader: inout ByteReader, textLimit: Int, scanner: String
    ) throws(WireError) -> (Component, RawRegion?) {
        let scope = try scope(&reader)
        let direct = try reader.bool()
        let ref = try reader.text(limit: textLimit)
        let type = try reader.text(limit: textLimit)
        var component = Component(ref: ref, name: try reader.text(limit: textLimit), scope: scope, direct: direct)
        if !type.isEmpty { component.type = type }
        component.version = try reader.text(limit: textLimit)
        component.purl = try reader.text(limit: textLimit)
        component.licenses = try reader.text(limit: textLimit)
        component.scanner = scanner
        let evidence = try reader.optional(region)
        component.hashes = try words(&reader)
        try reader.finish()
        return (component, evidence)
    }

    static func region(_ reader: inout ByteReader) throws(WireError) -> RawRegion {
        RawRegion(
            startLine: try reader.uint32(), startColumn: try reader.uint32(), endLine: try reader.uint32(),
            endColumn: try reader.uint32(), byteOffset: try reader.uint64(), byteLength: try reader.uint64(),
            path: try reader.bytes(limit: TreePath.limit), note: try reader.text(limit: noteLimit))
    }

    static func words(_ reader: inout ByteReader) throws(WireError) -> [String] {
        var words: [String] = []
        for _ in 0..<(try reader.count(minimumSize: 4, limit: wordLimit)) { words.append(try reader.text(limit: 256)) }
        return words
    }

    static func severity(_ reader: inout ByteReader) throws(WireError) -> Severity? {
        let value = Int(try reader.uint8())
        if value == SCN_SEV_NONE { return nil }
        guard let severity = Severity(rank: value - 1) else { throw .invalid("a severity of \(value)") }
        return severity
    }

    static func confidence(_ reader: inout ByteReader) throws(WireError) -> Confidence? {
        switch Int(try reader.uint8()) {
        case SCN_CONF_NONE: return nil
        case SCN_CONF_LOW: return .low
        case SCN_CONF_MEDIUM: return .medium
        case SCN_CONF_HIGH: return .high
        case let value: throw .invalid("a confidence of \(value)")
        }
    }

    private static func scope(_ reader: inout ByteReader) throws(WireError) -> ComponentScope {
        switch Int(try reader.uint8()) {
        case SCN_SCOPE_REQUIRED: return .required
        case SCN_SCOPE_OPTIONAL: return .optional
        case SCN_SCOPE_DEVELOPMENT: return .development
        case let value: throw .invalid("a scope of \(value)")
        }
    }
}
