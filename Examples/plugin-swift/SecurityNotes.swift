internal import PluginSDK
public import ScannerAPI

/// Finds notes in the code that admit a security hole: "HACK: password check is off", "KLUDGE auth".
struct SecurityNotes: FileScanner {
    /// Configuration: `{"words": ["tenant"]}` adds to the words that make a note worth reporting.
    struct Settings: Decodable {
        var words: [String]?
    }

    private static let marks = ["HACK", "KLUDGE", "TEMPORARY"].map { Array($0.utf8) }
    private static let words = ["password", "auth", "security", "unsafe", "injection", "credential", "encrypt"]

    private let words: [[UInt8]]

    static var plugin: PluginDescription {
        var plugin = PluginDescription(
            id: "org.example.notes", name: "Security notes", version: "1.0.0", scanTypes: ["code"])
        plugin.license = "Apache-2.0"
        plugin.capabilities = [.files, .cacheable]
        plugin.configurationSchema = """
            {"type":"object","additionalProperties":false,\
            "properties":{"words":{"type":"array","items":{"type":"string","minLength":3}}}}
            """
        return plugin
    }

    init(configuration: Configuration, context: borrowing Context) throws {
        let settings = try configuration.decode(Settings.self)
        words = (Self.words + (settings.words ?? [])).map { Array($0.lowercased().utf8) }
    }

    var rules: [RuleDefinition] {
        [
            RuleDefinition(
                id: "org.example.notes.security", title: "Note about an open security matter", severity: .low,
                help: "Whoever wrote this knew of a weakness. Fix it, or move it to the tracker and link to it.",
                cwes: ["CWE-546"], tags: ["maintenance"])
        ]
    }

    func scan(_ file: borrowing File, _ context: borrowing Context) throws {
        try file.withUnsafeBytes { bytes in
            var start = 0
            for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                defer { start += line.count + 1 }
                guard let offset = note(in: line) else { continue }
                let message = "A note says that a security matter is still open."
                var finding = Finding(
                    rule: "org.example.notes.security", message: message, at: start + offset..<start + line.count)
                finding.matchKey = line.dropFirst(offset).filter { $0 > UInt8(ascii: " ") }
                try context.report(finding)
            }
        }
    }

    /// Where in the line the mark stands, when one of the words follows it.
    private func note(in line: Slice<UnsafeRawBufferPointer>) -> Int? {
        for mark in Self.marks {
            guard let found = line.firstRange(of: mark) else { continue }
            let rest = line[found.upperBound...].map { (65...90).contains($0) ? $0 | 0x20 : $0 }
            if words.contains(where: { !rest.ranges(of: $0).isEmpty }) { return found.lowerBound - line.startIndex }
        }
        return nil
    }
}

// The C header gives the function its name.
// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func scanner_plugin_entry(_ hostMajor: UInt32, _ hostMinor: UInt32) -> UnsafePointer<scn_plugin>? {
    pluginEntry(SecurityNotes.self, hostMajor, hostMinor)
}
