internal import Model
internal import PluginHost

extension ByteWriter {
    mutating func write(_ plugin: PluginInfo) {
        for text in [
            plugin.id, plugin.name, plugin.version, plugin.abiVersion, plugin.sha256, plugin.isolation,
            plugin.state.rawValue, plugin.folder, plugin.configSchema,
        ] { write(text) }
        write(plugin.scanTypes)
        write(plugin.capabilities)
        write(optional: plugin.reason) { $0.write($1) }
        write(UInt32(plugin.rules.count))
        for rule in plugin.rules { write(rule) }
    }

    private mutating func write(_ rule: Rule) {
        for text in [rule.id, rule.title, rule.help, rule.helpURI] { write(text) }
        write(UInt8(rule.severity.rank))
        write(UInt8(rule.confidence.rank))
        write(rule.cwes)
        write(rule.tags)
        write(rule.deprecated)
    }
}

extension ByteReader {
    mutating func plugin() throws(WireError) -> PluginInfo {
        let id = try text(), name = try text(), version = try text(), abiVersion = try text(), sha256 = try text()
        let isolation = try text()
        guard let state = PluginInfo.State(rawValue: try text()) else { throw .invalid("an unknown plugin state") }
        let folder = try text(), configSchema = try text()
        var plugin = PluginInfo(
            id: id, name: name, version: version, abiVersion: abiVersion, scanTypes: try texts(),
            capabilities: try texts(), sha256: sha256, isolation: isolation, state: state,
            reason: try optional { reader throws(WireError) in try reader.text() }, folder: folder,
            configSchema: configSchema)
        for _ in 0..<(try count(minimumSize: 16, limit: .max)) { plugin.rules.append(try rule()) }
        return plugin
    }

    private mutating func rule() throws(WireError) -> Rule {
        let id = try text(), title = try text(), help = try text(), helpURI = try text()
        let severity = try severity()
        guard let confidence = Confidence(rank: Int(try uint8())) else { throw .invalid("an unknown confidence") }
        return Rule(
            id: id, title: title, severity: severity, confidence: confidence, cwes: try texts(), help: help,
            helpURI: helpURI, tags: try texts(), deprecated: try bool())
    }
}
