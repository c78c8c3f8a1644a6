internal import PluginSDK
internal import ScannerAPI

extension TestCall {
    func take(_ lent: UnsafePointer<scn_rule>) -> scn_status {
        let raw = copied(lent, empty: scn_rule())
        let id = String(lent: raw.id)
        guard phase == .listRules else {
            run.violation("emit_rule was called in \(phase.rawValue)")
            return scn_status(SCN_E_MISUSE)
        }
        guard let severity = Severity(raw: raw.severity) else {
            run.violation("the rule \(id) has no severity")
            return scn_status(SCN_E_MISUSE)
        }
        var rule = RuleDefinition(
            id: id, title: String(lent: raw.title), severity: severity, confidence: Confidence(raw: raw.confidence),
            help: String(lent: raw.help_markdown), helpURI: String(lent: raw.help_uri),
            cwes: texts(raw.cwes, raw.cwe_count), tags: texts(raw.tags, raw.tag_count))
        rule.deprecated = raw.deprecated != 0
        run.with { [rule] in $0.rules.append(rule) }
        return scn_status(SCN_OK)
    }

    func take(_ lent: UnsafePointer<scn_component>) -> scn_status {
        let raw = copied(lent, empty: scn_component())
        guard mayReport else {
            run.violation("emit_component was called in \(phase.rawValue)")
            return scn_status(SCN_E_MISUSE)
        }
        var component = Component(
            reference: String(lent: raw.ref), name: String(lent: raw.name), version: String(lent: raw.version),
            purl: String(lent: raw.purl))
        component.type = String(lent: raw.type)
        component.licenses = String(lent: raw.licenses)
        component.scope = [.required, .optional, .development][min(Int(raw.scope), 2)]
        component.evidence = raw.evidence.map { Region(lent: $0) }
        component.hashes = texts(raw.hashes, raw.hash_count)
        component.direct = raw.direct != 0
        let known = run.with { [component] report in
            defer { report.components.append(component) }
            return report.components.contains { $0.reference == component.reference }
        }
        if known { run.violation("the component \(component.reference) was emitted twice") }
        return scn_status(SCN_OK)
    }

    func walk(_ prefix: String, _ visitor: scn_file_visitor, _ user: UnsafeMutableRawPointer?) -> scn_status {
        let folder = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
        for path in run.host.files.keys.sorted() where path == prefix || path.hasPrefix(folder) {
            let file = TestFile(path: path, bytes: run.host.files[path] ?? [])
            let name = LentBytes(Array(path.utf8))
            var info = file.info(name)
            let status = visitor(user, &info)
            name.poison()
            if status != scn_status(SCN_OK) { return status }
        }
        return scn_status(SCN_OK)
    }

    private func texts(_ start: UnsafePointer<scn_str>?, _ count: UInt32) -> [String] {
        UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(count)).map { String(lent: $0) }
    }
}

extension Region {
    init(lent: UnsafePointer<scn_region>) {
        let raw = copied(lent, empty: scn_region())
        self = .file([UInt8](raw.path.bytes))
        if raw.byte_offset > 0 || raw.byte_length > 0 {
            let start = Int(clamping: raw.byte_offset)
            bytes = start..<start + min(Int(clamping: raw.byte_length), Int.max - start)
        }
        (startLine, startColumn) = (Int(raw.start_line), Int(raw.start_column))
        (endLine, endColumn) = (Int(raw.end_line), Int(raw.end_column))
        note = String(lent: raw.note)
    }
}
