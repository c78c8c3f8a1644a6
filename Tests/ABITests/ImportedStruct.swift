import ScannerAPI
import Testing

/// One struct of the header as Swift sees it. The fields are listed by hand, in order: a struct that grew fails
/// `ImportedLayoutTests` until its new field is added here.
struct ImportedStruct: CustomTestStringConvertible, Sendable {
    let name: String
    let size: Int
    let fields: [GoldenLayout.Field]

    var testDescription: String { name }

    private init<Struct>(_ type: Struct.Type, _ fields: [GoldenLayout.Field]) {
        name = "\(type)"
        size = MemoryLayout<Struct>.size
        self.fields = fields
    }

    private static func field<Struct, Value>(_ name: String, _ path: KeyPath<Struct, Value>) -> GoldenLayout.Field {
        GoldenLayout.Field(
            name: name, offset: MemoryLayout<Struct>.offset(of: path) ?? -1, size: MemoryLayout<Value>.size)
    }

    private static let text = ImportedStruct(
        scn_str.self,
        [
            field("ptr", \scn_str.ptr), field("len", \scn_str.len),
        ])

    private static let fileInfo = ImportedStruct(
        scn_file_info.self,
        [
            field("struct_size", \scn_file_info.struct_size), field("mode", \scn_file_info.mode),
            field("path", \scn_file_info.path), field("size", \scn_file_info.size),
            field("content_id", \scn_file_info.content_id),
        ])

    private static let targetInfo = ImportedStruct(
        scn_target_info.self,
        [
            field("struct_size", \scn_target_info.struct_size), field("reserved", \scn_target_info.reserved),
            field("id", \scn_target_info.id), field("name", \scn_target_info.name),
            field("revision", \scn_target_info.revision), field("base_revision", \scn_target_info.base_revision),
            field("url", \scn_target_info.url), field("host", \scn_target_info.host),
            field("file_count", \scn_target_info.file_count),
        ])

    private static let region = ImportedStruct(
        scn_region.self,
        [
            field("struct_size", \scn_region.struct_size), field("start_line", \scn_region.start_line),
            field("start_column", \scn_region.start_column), field("end_line", \scn_region.end_line),
            field("end_column", \scn_region.end_column), field("reserved", \scn_region.reserved),
            field("byte_offset", \scn_region.byte_offset), field("byte_length", \scn_region.byte_length),
            field("path", \scn_region.path), field("note", \scn_region.note),
        ])

    private static let rule = ImportedStruct(
        scn_rule.self,
        [
            field("struct_size", \scn_rule.struct_size), field("severity", \scn_rule.severity),
            field("id", \scn_rule.id), field("title", \scn_rule.title),
            field("help_markdown", \scn_rule.help_markdown), field("help_uri", \scn_rule.help_uri),
            field("cwes", \scn_rule.cwes), field("cwe_count", \scn_rule.cwe_count),
            field("tag_count", \scn_rule.tag_count), field("tags", \scn_rule.tags),
            field("confidence", \scn_rule.confidence), field("deprecated", \scn_rule.deprecated),
        ])

    private static let finding = ImportedStruct(
        scn_finding.self,
        [
            field("struct_size", \scn_finding.struct_size), field("severity", \scn_finding.severity),
            field("rule_id", \scn_finding.rule_id), field("message", \scn_finding.message),
            field("primary", \scn_finding.primary), field("related", \scn_finding.related),
            field("related_count", \scn_finding.related_count), field("confidence", \scn_finding.confidence),
            field("secret", \scn_finding.secret), field("match_key", \scn_finding.match_key),
            field("component_ref", \scn_finding.component_ref),
            field("properties_json", \scn_finding.properties_json),
        ])

    private static let component = ImportedStruct(
        scn_component.self,
        [
            field("struct_size", \scn_component.struct_size), field("scope", \scn_component.scope),
            field("ref", \scn_component.ref), field("type", \scn_component.type), field("name", \scn_component.name),
            field("version", \scn_component.version), field("purl", \scn_component.purl),
            field("licenses", \scn_component.licenses), field("evidence", \scn_component.evidence),
            field("hashes", \scn_component.hashes), field("hash_count", \scn_component.hash_count),
            field("direct", \scn_component.direct),
        ])

    private static let host = ImportedStruct(
        scn_host.self,
        [
            field("struct_size", \scn_host.struct_size), field("abi_major", \scn_host.abi_major),
            field("abi_minor", \scn_host.abi_minor), field("name", \scn_host.name),
            field("version", \scn_host.version), field("log", \scn_host.log), field("fail", \scn_host.fail),
            field("cancelled", \scn_host.cancelled), field("progress", \scn_host.progress),
            field("metric", \scn_host.metric), field("emit_rule", \scn_host.emit_rule),
            field("emit_finding", \scn_host.emit_finding), field("emit_component", \scn_host.emit_component),
            field("emit_relation", \scn_host.emit_relation), field("walk", \scn_host.walk),
            field("open", \scn_host.open), field("read", \scn_host.read), field("bytes", \scn_host.bytes),
            field("close", \scn_host.close), field("extension", \scn_host.extension),
        ])

    private static let plugin = ImportedStruct(
        scn_plugin.self,
        [
            field("struct_size", \scn_plugin.struct_size), field("abi_major", \scn_plugin.abi_major),
            field("abi_minor", \scn_plugin.abi_minor), field("id", \scn_plugin.id), field("name", \scn_plugin.name),
            field("version", \scn_plugin.version), field("vendor", \scn_plugin.vendor),
            field("license", \scn_plugin.license), field("runtime", \scn_plugin.runtime),
            field("config_schema", \scn_plugin.config_schema), field("scan_types", \scn_plugin.scan_types),
            field("caps", \scn_plugin.caps), field("file_patterns", \scn_plugin.file_patterns),
            field("scan_type_count", \scn_plugin.scan_type_count),
            field("file_pattern_count", \scn_plugin.file_pattern_count),
            field("max_parallel", \scn_plugin.max_parallel), field("reserved", \scn_plugin.reserved),
            field("max_file_size", \scn_plugin.max_file_size), field("create", \scn_plugin.create),
            field("destroy", \scn_plugin.destroy), field("list_rules", \scn_plugin.list_rules),
            field("open_scan", \scn_plugin.open_scan), field("scan_file", \scn_plugin.scan_file),
            field("scan_target", \scn_plugin.scan_target), field("close_scan", \scn_plugin.close_scan),
        ])

    private static let dataExtension = ImportedStruct(
        scn_ext_data.self,
        [
            field("struct_size", \scn_ext_data.struct_size), field("reserved", \scn_ext_data.reserved),
            field("file", \scn_ext_data.file),
        ])

    private static let advisoriesExtension = ImportedStruct(
        scn_ext_advisories.self,
        [
            field("struct_size", \scn_ext_advisories.struct_size), field("reserved", \scn_ext_advisories.reserved),
            field("database", \scn_ext_advisories.database),
        ])

    private static let cacheExtension = ImportedStruct(
        scn_ext_cache.self,
        [
            field("struct_size", \scn_ext_cache.struct_size), field("reserved", \scn_ext_cache.reserved),
            field("get", \scn_ext_cache.get), field("put", \scn_ext_cache.put),
        ])

    static let all = [
        text, fileInfo, targetInfo, region, rule, finding, component, host, plugin, dataExtension, advisoriesExtension,
        cacheExtension,
    ]
}
