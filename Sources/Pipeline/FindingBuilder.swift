internal import Compliance
internal import Digest
internal import Model
internal import PluginHost

/// The plugin a finding came from, as far as a finding needs it.
struct FindingSource: Sendable {
    var scanID: String
    /// Id of the plugin.
    var scanner: String
    /// The plugin's first scan type.
    var scanType: String
    var rules: [String: Rule]
}

/// A finding before its occurrence among equals is known.
struct DraftFinding {
    var finding: Finding
    var base: FingerprintBase
    /// Offset of the first byte found, for ordering equals; 0 for a whole file.
    var offset: Int
}

/// Turns what a plugin emitted into a finding that is safe to show: places worked out, secrets replaced, context
/// hashed.
struct FindingBuilder {
    let redaction: Redaction
    /// The controls that findings of a rule are evidence against.
    let compliance: @Sendable (RuleFacts) -> ControlTags
    var policy = ScanPolicy()

    /// The longest snippet of code that a finding carries, in bytes.
    static let snippetLimit = 240
    /// What the host itself says of a finding, none of it in a plugin's words.
    static let hostMetadata: Set<String> = [
        "secret", "commit", "commit_author", "commit_date", "also_reported_by", ControlTags.member,
        ScanPolicy.originalSeverity,
    ]

    /// - Parameters:
    ///   - secrets: all secrets of the file, whichever plugin marked them: nothing may show one. Those of other files
    ///     are hidden on the way out (``ScrubbedSink``), and not here: which of them are known by now depends on which
    ///     file was scanned first, and a fingerprint must not.
    ///   - showsCode: a scanner for secrets has looked at the whole file, so what it did not mark may be shown.
    func build(
        _ raw: RawFinding, from source: FindingSource, in file: FileContent?, secrets: FileSecrets, showsCode: Bool
    ) -> DraftFinding {
        let rule = source.rules[raw.ruleID]
        let range = raw.primary.flatMap { region in file?.range(of: region) }
        let own = ownSecret(of: raw, in: file).map { [SecretRange(bytes: $0)] } ?? []
        // A secret that cannot be found in the file cannot be cut out of texts either: then none of them is shown.
        if hidesUnknownSecret(raw, in: file) { return withheld(raw, from: source, in: file, range: range) }
        let path = file?.path ?? PathText.display(raw.primary?.path ?? [])
        let cwe = rule?.cwes.first
        let controls = compliance(rule.map(RuleFacts.init) ?? RuleFacts(id: raw.ruleID))
        var finding = Finding(
            id: SecureRandom.uuid(), scanID: source.scanID, scanner: source.scanner, scanType: source.scanType,
            severity: raw.severity ?? rule?.severity ?? .info, title: rule?.title ?? raw.ruleID,
            description: Redaction.scrub(raw.message, of: secrets.values), filePath: path, ruleID: raw.ruleID, cwe: cwe,
            remediation: rule.flatMap { $0.help.isEmpty ? nil : $0.help },
            confidence: raw.confidence ?? rule?.confidence ?? .medium,
            complianceTags: controls.tags, fingerprint: "")
        if let file, let range { place(&finding, at: range, in: file) }
        finding.metadata = metadata(raw, in: file, own: own, secrets)
        finding.metadata[ControlTags.member] = controls.basis
        if showsCode, let file, let range {
            finding.metadata["snippet"] = .string(snippet(of: range, in: file, secrets: secrets))
        }
        let context = context(of: raw, in: file, range: range, own: own, secrets: secrets)
        let base = FingerprintBase(
            scanner: source.scanner, rule: raw.ruleID, path: file?.entry.path ?? raw.primary?.path ?? [],
            context: context, cwe: cwe)
        return DraftFinding(finding: finding, base: base, offset: range?.lowerBound ?? 0)
    }

    /// Nil when the plugin marked none, or one that is not in this file.
    func ownSecret(of raw: RawFinding, in file: FileContent?) -> Range<Int>? {
        guard let file, let region = raw.secret, region.path.isEmpty || region.path == file.entry.path else {
            return nil
        }
        return file.range(of: region).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The plugin marked a secret that cannot be found in the file.
    func hidesUnknownSecret(_ raw: RawFinding, in file: FileContent?) -> Bool {
        raw.secret != nil && ownSecret(of: raw, in: file) == nil
    }

    /// The finding without a word that the plugin chose.
    private func withheld(
        _ raw: RawFinding, from source: FindingSource, in file: FileContent?, range: Range<Int>?
    ) -> DraftFinding {
        var bare = raw
        bare.secret = nil
        bare.message = Redaction.mark
        bare.related = []
        bare.componentRef = ""
        bare.propertiesJSON = ""
        let draft = build(bare, from: source, in: file, secrets: .none, showsCode: false)
        return draft
    }

    private func place(_ finding: inout Finding, at range: Range<Int>, in file: FileContent) {
        let start = file.lines.position(of: range.lowerBound)
        let end = file.lines.position(of: range.upperBound)
        finding.lineStart = start.line
        finding.columnStart = start.column
        finding.lineEnd = end.line
        finding.columnEnd = end.column
    }

    /// The plugin's own key where it gave one, else the normalised lines; secrets only as their keyed hash.
    private func context(
        of raw: RawFinding, in file: FileContent?, range: Range<Int>?, own: [SecretRange], secrets: FileSecrets
    ) -> [UInt8] {
        guard let file else { return raw.matchKey }
        let tags = own.map { redaction.tag(of: UnsafeRawBufferPointer(rebasing: file.bytes[$0.bytes])) }
        if !raw.matchKey.isEmpty {
            return Redaction.scrub(raw.matchKey, of: secrets.values) + [0] + Array(tags.joined(separator: ",").utf8)
        }
        guard let range else { return [] }
        let lines = wholeLines(around: range, in: file)
        let shown = Redaction.replace(secrets, in: lines, of: file.bytes, position: range.upperBound) { secret in
            Array(redaction.tag(of: UnsafeRawBufferPointer(rebasing: file.bytes[secret])).utf8)
        }
        return CodeContext.normalise(shown.bytes, matchEnd: shown.position, syntax: file.syntax)
    }

    private func wholeLines(around range: Range<Int>, in file: FileContent) -> Range<Int> {
        let first = file.lines.range(ofLine: file.lines.position(of: range.lowerBound).line)
        let last = file.lines.range(ofLine: file.lines.position(of: range.upperBound).line)
        let start = first?.lowerBound ?? range.lowerBound
        return start..<max(start, last?.upperBound ?? range.upperBound)
    }

    private func metadata(
        _ raw: RawFinding, in file: FileContent?, own: [SecretRange], _ secrets: FileSecrets
    ) -> [String: JSONValue] {
        var metadata = properties(raw.propertiesJSON, scrubbedOf: secrets.values)
        if let file, let secret = own.first {
            let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[secret.bytes])
            metadata["secret"] = ["hash": .string(redaction.tag(of: bytes)), "length": .int(Int64(bytes.count))]
        }
        if !raw.related.isEmpty {
            metadata["related"] = .array(raw.related.map { related($0, in: file, secrets.values) })
        }
        if !raw.componentRef.isEmpty {
            metadata["component_ref"] = .string(Redaction.scrub(raw.componentRef, of: secrets.values))
        }
        if let origin = file?.entry.origin {
            metadata["commit"] = .string(origin.commit)
            metadata["commit_author"] = .string(origin.author)
            metadata["commit_date"] = .string(origin.date.iso8601)
        }
        return metadata
    }

    private func properties(_ json: String, scrubbedOf secrets: SecretIndex) -> [String: JSONValue] {
        guard !json.isEmpty else { return [:] }
        guard case .object(var parsed)? = try? JSONReader.read(Array(json.utf8)) else {
            return ["properties_error": "the plugin's properties are not a JSON object, or nested too deeply"]
        }
        for name in FindingBuilder.hostMetadata { parsed[name] = nil }
        let scrubbed = Redaction.scrub(.object(parsed), with: { Redaction.scrub($0, of: secrets) })
        guard case .object(let scrubbed) = scrubbed else { return [:] }
        return scrubbed
    }

    /// The first line of what was found, without control characters and secrets, cut around the find when it is long.
    private func snippet(of range: Range<Int>, in file: FileContent, secrets: FileSecrets) -> String {
        let line = file.lines.range(ofLine: file.lines.position(of: range.lowerBound).line) ?? range
        let start = max(line.lowerBound, range.lowerBound - FindingBuilder.snippetLimit / 3)
        let end = max(start, min(line.upperBound, start + FindingBuilder.snippetLimit))
        let shown = Redaction.replace(secrets, in: start..<end, of: file.bytes, position: start) { _ in
            Array(Redaction.mark.utf8)
        }
        let printable = shown.bytes.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        return String(decoding: printable, as: UTF8.self)
    }

    private func related(_ region: RawRegion, in file: FileContent?, _ secrets: SecretIndex) -> JSONValue {
        var step: [String: JSONValue] = ["note": .string(Redaction.scrub(region.note, of: secrets))]
        let path = region.path.isEmpty ? file?.path ?? "" : PathText.display(region.path)
        step["path"] = .string(path)
        if let file, path == file.path, let range = file.range(of: region) {
            let start = file.lines.position(of: range.lowerBound)
            step["line_start"] = .int(Int64(start.line))
            step["column_start"] = .int(Int64(start.column))
            step["line_end"] = .int(Int64(file.lines.position(of: range.upperBound).line))
        } else if region.startLine > 0 {
            step["line_start"] = .int(Int64(region.startLine))
        }
        return .object(step)
    }
}
