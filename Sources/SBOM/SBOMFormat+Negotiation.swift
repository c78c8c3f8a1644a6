extension SBOMFormat {
    /// What a request asks for: by the query's `format` and `version` or, without `format`, by `Accept` (RFC 9110,
    /// section 12.5.1). A request that says nothing gets the standard format.
    ///
    /// - Parameters:
    ///   - format: `cyclonedx`, `cyclonedx-json`, `cyclonedx-xml` or `spdx`. `cyclonedx` is JSON, unless `accept` asks
    ///     for XML.
    ///   - version: one that the format is written in.
    ///   - accept: value of the header, several fields joined by commas.
    public static func negotiated(
        format: String? = nil, version: String? = nil, accept: String? = nil
    ) throws(SBOMError) -> SBOMFormat {
        switch format {
        case nil:
            let wanted = try MediaRange.preferred(in: accept ?? "")
            return try SBOMFormat(wanted.kind, version: version ?? wanted.version)
        case "cyclonedx":
            let wanted = try? MediaRange.preferred(in: accept ?? "")
            let isXML = wanted?.kind == .cycloneDXXML
            return try SBOMFormat(isXML ? .cycloneDXXML : .cycloneDXJSON, version: version)
        case let name?:
            guard let kind = Kind(rawValue: name) else {
                let allowed = (["cyclonedx"] + Kind.allCases.map(\.rawValue)).joined(separator: ", ")
                throw SBOMError(.unknownFormat, "Format must be one of \(allowed)")
            }
            return try SBOMFormat(kind, version: version)
        }
    }
}

/// One entry of an `Accept` header.
private struct MediaRange {
    var name: Substring
    var version: String?
    /// In thousandths, as precise as the grammar allows.
    var quality = 1000

    static let kinds: [(name: String, kind: SBOMFormat.Kind)] = [
        ("application/vnd.cyclonedx+json", .cycloneDXJSON),
        ("application/vnd.cyclonedx+xml", .cycloneDXXML),
        ("application/spdx+json", .spdx),
    ]

    /// More entries than any client sends are not looked at.
    private static let limit = 64

    static func preferred(in header: String) throws(SBOMError) -> (kind: SBOMFormat.Kind, version: String?) {
        let ranges = header.split(separator: ",", maxSplits: limit).prefix(limit).map { MediaRange($0) }
        guard !ranges.isEmpty else { return (.cycloneDXJSON, nil) }
        // What is named counts with its own weight, whatever a wildcard says.
        let named = Set(ranges.map { $0.name.lowercased() })
        let others = kinds.filter { !named.contains($0.name) }.map(\.kind)
        var best: (kind: SBOMFormat.Kind, version: String?, quality: Int)?
        for range in ranges where range.quality > best?.quality ?? 0 {
            guard let kind = range.kind(amongOthers: others) else { continue }
            best = (kind, range.version, range.quality)
        }
        guard let best else {
            let allowed = kinds.map(\.name).joined(separator: ", ")
            throw SBOMError(.notAcceptable, "Accept must allow one of \(allowed)")
        }
        return (best.kind, best.version)
    }

    private func kind(amongOthers others: [SBOMFormat.Kind]) -> SBOMFormat.Kind? {
        switch name.lowercased() {
        case "application/json": .cycloneDXJSON
        case "application/*", "*/*": others.first
        case let name: MediaRange.kinds.first { $0.name == name }?.kind
        }
    }

    init(_ text: Substring) {
        let parts = text.split(separator: ";")
        name = parts.first.map(Self.trimmed) ?? ""
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let value = Self.trimmed(part[part.index(after: equals)...].filter { $0 != "\"" }[...])
            switch Self.trimmed(part[..<equals]).lowercased() {
            case "q": quality = Self.thousandths(value)
            case "version": version = String(value)
            default: break
            }
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let rest = text.drop(while: isBlank)
        return rest.lastIndex { !isBlank($0) }.map { rest[...$0] } ?? ""
    }

    /// What is no weight counts as none given.
    private static func thousandths(_ text: Substring) -> Int {
        guard let value = Double(text), value >= 0, value <= 1 else { return 1000 }
        return Int((value * 1000).rounded())
    }
}
