internal import FoundationEssentials
internal import PluginSDK
public import SecretsEngine

/// All rules of a folder, read, checked and ready to be compiled.
public struct RuleBook: Sendable {
    /// A rule together with the examples that prove it.
    public struct Entry: Sendable, CustomStringConvertible {
        /// Name of the file it stands in, for messages.
        public let file: String
        public let rule: SecretRule
        /// The rule as `rules.json` holds it.
        let json: JSON
        public let positive: [Example]
        public let negative: [Example]

        public var description: String { rule.id }
    }

    public let entries: [Entry]

    /// Reads every `*.json` of a folder in the order of their names. Throws with file, rule and field in the message.
    public init(folder: String) throws(SecretsError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
        } catch {
            throw SecretsError("the folder \(folder) cannot be read")
        }
        guard !names.isEmpty else { throw SecretsError("the folder \(folder) holds no rule files (*.json)") }
        var entries: [Entry] = []
        for name in names.sorted() {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw SecretsError("\(folder)/\(name) cannot be read")
            }
            entries += try Self.entries([UInt8](data), file: name)
        }
        try self.init(entries)
    }

    /// The rules of one text, as if it were a file of that name.
    public init(text: String, file: String) throws(SecretsError) {
        try self.init(try Self.entries(Array(text.utf8), file: file))
    }

    private init(_ entries: [Entry]) throws(SecretsError) {
        var seen: [String: String] = [:]
        for entry in entries {
            if let other = seen.updateValue(entry.file, forKey: entry.rule.id) {
                throw SecretsError("\(entry.file): \(entry.rule.id): the id is already used in \(other)")
            }
        }
        self.entries = entries
    }

    public var ruleSet: RuleSet { RuleSet(entries.map(\.rule)) }

    private static func entries(_ bytes: [UInt8], file: String) throws(SecretsError) -> [Entry] {
        let source: RuleFile
        do throws(JSONError) {
            source = try parse(bytes).decode(RuleFile.self)
        } catch {
            throw SecretsError("\(file): \(error.message)")
        }
        var entries: [Entry] = []
        for rule in source.rules {
            do throws(SecretsError) {
                entries.append(try entry(rule, file))
            } catch {
                throw SecretsError("\(file): \(rule.id): \(error.message)")
            }
        }
        return entries
    }

    private static func entry(_ source: RuleSource, _ file: String) throws(SecretsError) -> Entry {
        let json = try source.checked()
        do throws(JSONError) {
            let rule = try json.decode(SecretRule.self)
            return Entry(
                file: file, rule: rule, json: json, positive: source.examples.positive,
                negative: source.examples.negative)
        } catch {
            throw SecretsError(error.message)
        }
    }

    private static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSON {
        try bytes.withUnsafeBytes { bytes in Result { () throws(JSONError) in try JSON(parsing: bytes) } }.get()
    }
}
