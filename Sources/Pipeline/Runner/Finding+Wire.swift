internal import Model
internal import PluginHost

extension ByteWriter {
    mutating func write(_ finding: Finding) {
        for text in [
            finding.id, finding.scanID, finding.scanner, finding.scanType, finding.title, finding.description,
            finding.filePath, finding.ruleID, finding.fingerprint,
        ] { write(text) }
        write(UInt8(finding.severity.rank))
        write(UInt8(finding.confidence.rank))
        for number in [finding.lineStart, finding.lineEnd, finding.columnStart, finding.columnEnd] {
            write(optional: number) { $0.write(Int64($1)) }
        }
        write(optional: finding.cwe) { $0.write($1) }
        write(optional: finding.remediation) { $0.write($1) }
        write(finding.metadata)
        write(finding.complianceTags)
    }

    mutating func write(_ texts: [String]) {
        write(UInt32(texts.count))
        for text in texts { write(text) }
    }

    mutating func write(_ component: Component) {
        for text in [
            component.ref, component.type, component.name, component.version, component.purl, component.licenses,
            component.scanner, component.scope.rawValue,
        ] { write(text) }
        write(component.direct)
        write(component.hashes)
        write(optional: component.evidence) { writer, region in
            writer.write(region.path)
            writer.write(region.note)
            for number in [region.lineStart, region.lineEnd, region.columnStart, region.columnEnd] {
                writer.write(optional: number) { $0.write(Int64($1)) }
            }
        }
    }
}

extension ByteReader {
    mutating func finding() throws(WireError) -> Finding {
        let id = try text(), scanID = try text(), scanner = try text(), scanType = try text(), title = try text()
        let description = try text(), filePath = try text(), ruleID = try text(), fingerprint = try text()
        let severity = try severity()
        guard let confidence = Confidence(rank: Int(try uint8())) else { throw .invalid("an unknown confidence") }
        return Finding(
            id: id, scanID: scanID, scanner: scanner, scanType: scanType, severity: severity, title: title,
            description: description, filePath: filePath, lineStart: try number(), lineEnd: try number(),
            columnStart: try number(), columnEnd: try number(), ruleID: ruleID,
            cwe: try optional { reader throws(WireError) in try reader.text() },
            remediation: try optional { reader throws(WireError) in try reader.text() }, confidence: confidence,
            metadata: try jsonMembers(), complianceTags: try texts(), fingerprint: fingerprint)
    }

    mutating func component() throws(WireError) -> Component {
        let ref = try text(), type = try text(), name = try text(), version = try text(), purl = try text()
        let licenses = try text(), scanner = try text()
        guard let scope = ComponentScope(rawValue: try text()) else { throw .invalid("an unknown component scope") }
        return Component(
            ref: ref, type: type, name: name, version: version, purl: purl, licenses: licenses, scope: scope,
            direct: try bool(), hashes: try texts(),
            evidence: try optional { reader throws(WireError) in try reader.region() }, scanner: scanner)
    }

    mutating func texts() throws(WireError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count(minimumSize: 4, limit: .max)) { texts.append(try text()) }
        return texts
    }

    mutating func severity() throws(WireError) -> Severity {
        guard let severity = Severity(rank: Int(try uint8())) else { throw .invalid("an unknown severity") }
        return severity
    }

    mutating func number() throws(WireError) -> Int? {
        try optional { reader throws(WireError) in Int(try reader.int64()) }
    }

    private mutating func region() throws(WireError) -> Region {
        let path = try text(), note = try text()
        return Region(
            path: path, lineStart: try number(), lineEnd: try number(), columnStart: try number(),
            columnEnd: try number(), note: note)
    }
}
