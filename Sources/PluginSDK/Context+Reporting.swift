internal import ScannerAPI

extension Context {
    /// Hands a finding to the host. Throws `.limit` when the host takes no more.
    public func report(_ finding: Finding) throws(PluginError) {
        var loan = Loan()
        var raw = scn_finding()
        raw.struct_size = UInt32(MemoryLayout<scn_finding>.size)
        raw.severity = finding.severity?.raw ?? scn_severity(SCN_SEV_NONE)
        raw.confidence = finding.confidence?.raw ?? scn_confidence(SCN_CONF_NONE)
        raw.rule_id = loan.text(finding.rule)
        raw.message = loan.text(finding.message)
        raw.primary = loan.region(finding.region)
        raw.secret = finding.secret.flatMap { loan.region(.bytes($0, in: finding.region.path)) }
        raw.related = loan.list(finding.related.map { loan.region($0) })
        raw.related_count = UInt32(clamping: finding.related.count)
        raw.match_key = loan.bytes(finding.matchKey)
        raw.component_ref = loan.text(finding.component)
        raw.properties_json = finding.properties.isEmpty ? scn_str() : loan.text(JSON.object(finding.properties).text)
        let status = host.table.emit_finding?(call, &raw) ?? PluginError.Kind.unsupported.status
        try PluginError.check(status, "reporting a finding of \(finding.rule)")
    }

    /// Hands a component to the host. Throws `.limit` when the host takes no more.
    public func emit(_ component: Component) throws(PluginError) {
        var loan = Loan()
        var raw = scn_component()
        raw.struct_size = UInt32(MemoryLayout<scn_component>.size)
        raw.scope = component.scope.raw
        raw.ref = loan.text(component.reference)
        raw.type = loan.text(component.type)
        raw.name = loan.text(component.name)
        raw.version = loan.text(component.version)
        raw.purl = loan.text(component.purl)
        raw.licenses = loan.text(component.licenses)
        raw.evidence = component.evidence.flatMap { loan.region($0) }
        raw.hashes = loan.texts(component.hashes)
        raw.hash_count = UInt32(clamping: component.hashes.count)
        raw.direct = component.direct ? 1 : 0
        let status = host.table.emit_component?(call, &raw) ?? PluginError.Kind.unsupported.status
        try PluginError.check(status, "emitting the component \(component.reference)")
    }

    /// Says that one component depends on another; both by reference.
    public func relate(_ from: String, dependsOn to: String) throws(PluginError) {
        var loan = Loan()
        let status = host.table.emit_relation?(call, loan.text(from), loan.text(to))
        try PluginError.check(status ?? PluginError.Kind.unsupported.status, "relating \(from) to \(to)")
    }

    func list(_ rule: RuleDefinition) throws(PluginError) {
        var loan = Loan()
        var raw = scn_rule()
        raw.struct_size = UInt32(MemoryLayout<scn_rule>.size)
        raw.severity = rule.severity.raw
        raw.confidence = rule.confidence?.raw ?? scn_confidence(SCN_CONF_NONE)
        raw.id = loan.text(rule.id)
        raw.title = loan.text(rule.title)
        raw.help_markdown = loan.text(rule.help)
        raw.help_uri = loan.text(rule.helpURI)
        raw.cwes = loan.texts(rule.cwes)
        raw.cwe_count = UInt32(clamping: rule.cwes.count)
        raw.tags = loan.texts(rule.tags)
        raw.tag_count = UInt32(clamping: rule.tags.count)
        raw.deprecated = rule.deprecated ? 1 : 0
        let status = host.table.emit_rule?(call, &raw) ?? PluginError.Kind.unsupported.status
        try PluginError.check(status, "listing the rule \(rule.id)")
    }
}
