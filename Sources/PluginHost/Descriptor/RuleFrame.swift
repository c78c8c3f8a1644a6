internal import Model
internal import ScannerAPI

/// Rules as a plugin lists them, one frame each.
struct RuleFrames {
    private static let limit = 20_000
    private static let bytesLimit = 64 << 20

    private let plugin: String
    private let textLimit: Int
    private var ids: Set<String> = []
    private var bytes = 0
    private(set) var rules: [Rule] = []

    init(plugin: String, textLimit: Int) {
        self.plugin = plugin
        self.textLimit = textLimit
    }

    /// Throws a rejection for a rule that breaks the contract; a wire error for bytes that are no rule.
    mutating func add(_ payload: ByteReader) throws {
        bytes += payload.left
        guard rules.count < Self.limit, bytes <= Self.bytesLimit else {
            throw PluginRejection("lists more than \(Self.limit) rules or \(Self.bytesLimit) bytes of them")
        }
        let rule = try decode(payload)
        guard ids.insert(rule.id).inserted else { throw PluginRejection("lists the rule `\(rule.id)` twice") }
        rules.append(rule)
    }

    private func decode(_ payload: ByteReader) throws -> Rule {
        var reader = payload
        let severity = try FindingFrame.severity(&reader)
        let confidence = try FindingFrame.confidence(&reader)
        let deprecated = try reader.bool()
        let id = try reader.text(limit: textLimit)
        let title = try reader.text(limit: textLimit)
        let help = try reader.text(limit: textLimit)
        let helpURI = try reader.text(limit: textLimit)
        let cwes = try FindingFrame.words(&reader)
        let tags = try FindingFrame.words(&reader)
        try reader.finish()
        try check(id: id, title: title, cwes: cwes)
        guard let severity else { throw PluginRejection("gives the rule `\(id)` no severity") }
        return Rule(
            id: id, title: title, severity: severity, confidence: confidence ?? .medium, cwes: cwes, help: help,
            helpURI: helpURI, tags: tags, deprecated: deprecated)
    }

    private func check(id: String, title: String, cwes: [String]) throws(PluginRejection) {
        let allowed = id.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2E: true
            default: false
            }
        }
        guard allowed, id.utf8.count <= 256, id.hasPrefix(plugin + "."), id.utf8.count > plugin.utf8.count + 1 else {
            throw PluginRejection(
                "lists a rule `\(LogGate.clean(id.utf8))` whose id is not `\(plugin).` and [a-z0-9.-]+")
        }
        guard !title.isEmpty else { throw PluginRejection("gives the rule `\(id)` no title") }
        for cwe in cwes where !Self.isWeakness(cwe) {
            throw PluginRejection("gives the rule `\(id)` the CWE `\(LogGate.clean(cwe.utf8))`, not in the form CWE-89")
        }
    }

    /// `CWE-` and the number of an entry of the Common Weakness Enumeration.
    private static func isWeakness(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(4)
        return text.hasPrefix("CWE-") && (1...6).contains(digits.count)
            && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}
