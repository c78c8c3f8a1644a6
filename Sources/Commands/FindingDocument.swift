internal import Model

/// The findings of a report that an earlier scan left as a file: our JSON, or SARIF that we wrote.
struct FindingDocument {
    /// Suppressed ones as well where the document has them.
    let findings: [Finding]
    let commit: String?

    static let byteLimit = 512 << 20

    init(reading name: String) throws {
        let root: JSONValue
        do {
            root = try JSONReader.read(try InputFile.read(name, limit: FindingDocument.byteLimit))
        } catch let error as JSONSyntaxError {
            complain("\(name) is no JSON that can be read: \(error.message)")
            throw Status.usage
        }
        if let items = root["findings"]?.items {
            // There with --show-suppressed.
            let suppressed = root["suppressed"]?.items ?? []
            findings = try FindingDocument.all(items + suppressed, of: name) { Finding($0) }
            commit = root["scan"]?["target"]?["commit"]?.string
        } else if let runs = root["runs"]?.items {
            let results = runs.flatMap { $0["results"]?.items ?? [] }
            findings = try FindingDocument.all(results, of: name) { Finding(result: $0) }
            commit = runs.first?["versionControlProvenance"]?.items?.first?["revisionId"]?.string
        } else {
            complain("\(name) is neither a JSON report of securescan nor SARIF")
            throw Status.usage
        }
    }

    /// One that cannot be compared makes the whole of no use: it would look fixed, or new.
    private static func all(
        _ items: [JSONValue], of name: String, _ read: (JSONValue) -> Finding?
    ) throws -> [Finding] {
        try items.enumerated().map { index, item in
            guard let finding = read(item) else {
                complain("\(name): finding \(index + 1) has no fingerprint, rule and severity of securescan")
                throw Status.usage
            }
            return finding
        }
    }
}

extension Finding {
    /// A `result` of SARIF 2.1.0 (3.27) with our own fingerprint; only what a comparison shows of it.
    fileprivate init?(result: JSONValue) {
        guard let fingerprint = result["partialFingerprints"]?["securescan/v1"]?.string,
            let rule = result["ruleId"]?.string,
            let severity = result["properties"]?["severity"]?.string.flatMap({ Severity(rawValue: $0) })
        else { return nil }
        let place = result["locations"]?.items?.first?["physicalLocation"]
        let message = result["message"]?["text"]?.string ?? rule
        self.init(
            id: fingerprint, scanID: "", scanner: "", scanType: "", severity: severity, title: message,
            description: message, filePath: (place?["artifactLocation"]?["uri"]?.string).map(Finding.path) ?? "",
            ruleID: rule, fingerprint: fingerprint)
        if case .int(let line)? = place?["region"]?["startLine"] { lineStart = Int(line) }
        if let suppression = result["suppressions"]?.items?.first {
            let reason = suppression["justification"]?.string ?? ""
            metadata[Finding.suppression] = ["kind": "report", "reason": .string(reason)]
        }
    }

    /// Of a relative reference (RFC 3986, section 2.1).
    private static func path(_ reference: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(reference.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let escaped = UInt8(digits, radix: 16) {
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    fileprivate subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    fileprivate var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}
