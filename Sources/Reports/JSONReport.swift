public import Model

/// A scan and its findings as one JSON document, in the shapes of the API: `{"scan":{…},"findings":[…]}`.
public enum JSONReport {
    /// - Parameters:
    ///   - suppressed: findings that do not count, as a third member `suppressed`; nil leaves it out.
    ///   - write: takes the document in parts, in order.
    public static func render(
        _ scan: Scan, _ findings: [Finding], suppressed: [Finding]? = nil, to write: ([UInt8]) throws -> Void
    ) rethrows {
        var json = JSONWriter()
        scan.write(to: &json)
        try write(Array("{\"scan\":".utf8) + json.take())
        try list("findings", findings, write)
        if let suppressed { try list("suppressed", suppressed, write) }
        try write(Array("}\n".utf8))
    }

    private static func list(_ name: String, _ findings: [Finding], _ write: ([UInt8]) throws -> Void) rethrows {
        try write(Array(",\"\(name)\":[".utf8))
        var first = true
        for finding in findings {
            var json = JSONWriter(reserving: 1024)
            finding.write(to: &json, state: .some(nil))
            try write(first ? json.take() : Array(",".utf8) + json.take())
            first = false
        }
        try write(Array("]".utf8))
    }
}
