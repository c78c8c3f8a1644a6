public import PluginSDK

/// The plugin: credentials in clear text, found by their shape and confirmed by their neighbourhood.
public struct SecretsScanner: FileScanner {
    private let detector: Detector
    private let configuration: SecretsConfiguration
    private let allowed: WordSet

    public static var plugin: PluginDescription {
        var plugin = PluginDescription(
            id: "secrets", name: "Secrets", version: "1.0.0", scanTypes: ["secrets", "code"])
        plugin.vendor = "SecureScan"
        plugin.capabilities = [.files, .cacheable, .needsData]
        plugin.configurationSchema = SecretsConfiguration.schema
        return plugin
    }

    public init(configuration: Configuration, context: borrowing Context) throws {
        self.configuration = try configuration.decode(SecretsConfiguration.self)
        allowed = WordSet(self.configuration.allowedValues)
        do throws(SecretsError) {
            let rules = try RuleSet(parsing: try Self.data("rules.json", context).bytes)
            detector = Detector(rules, try Self.database(rules, context))
        } catch {
            throw PluginError(.internal, error.message)
        }
        let known = Set(detector.ruleSet.rules.map(\.id))
        if let unknown = self.configuration.disabledRules.first(where: { !known.contains($0) }) {
            throw PluginError(.configuration, "disabled_rules: there is no rule \"\(unknown)\"")
        }
    }

    public var rules: [RuleDefinition] { detector.ruleSet.rules.map(\.definition) }

    public func scan(_ file: borrowing File, _ context: borrowing Context) throws {
        let path = file.info.pathBytes
        try file.withUnsafeBytes { bytes in
            let detection: Detector.Detection
            do throws(SecretsError) {
                detection = try detector.scan(bytes, path: path) { context.isCancelled }
            } catch {
                throw PluginError(.input, error.message)
            }
            if detection.cancelled { throw PluginError.cancelled }
            try report(detection, bytes, context)
            note(detection, file.info.path, context)
        }
    }

    private func report(
        _ detection: Detector.Detection, _ bytes: UnsafeRawBufferPointer, _ context: borrowing Context
    ) throws(PluginError) {
        for hit in detection.hits {
            let rule = detector.ruleSet.rules[hit.rule]
            guard hit.confidence >= configuration.minimumConfidence, !configuration.disabledRules.contains(rule.id),
                !allowed.occurs(in: UnsafeRawBufferPointer(rebasing: bytes[hit.secret]))
            else { continue }
            try context.report(rule.finding(hit, in: bytes))
        }
    }

    /// Says what was left out, so that nothing is lost silently.
    private func note(_ detection: Detector.Detection, _ path: String, _ context: borrowing Context) {
        for rule in detection.silenced {
            let id = detector.ruleSet.rules[rule].id
            context.log(.warning, "\(path): \(id) hit more than \(Detector.hitLimit) times; the rest is not reported")
        }
        if detection.abandoned > 0 {
            context.log(
                .warning, "\(path): \(detection.abandoned) candidates took too long to confirm and were left out")
        }
    }

    /// The database that came with the plugin, or, where this machine cannot use it, one compiled now.
    private static func database(_ rules: RuleSet, _ context: borrowing Context) throws(SecretsError) -> PatternDatabase
    {
        do throws(SecretsError) {
            return try PatternDatabase.restore(try data("rules.hsdb", context).bytes)
        } catch {
            context.log(.warning, "rules.hsdb cannot be used, the patterns are compiled now: \(error.message)")
            return try PatternDatabase.compile(rules.rules)
        }
    }

    private static func data(_ name: String, _ context: borrowing Context) throws(SecretsError) -> DataFile {
        do throws(PluginError) {
            return try context.data(name)
        } catch {
            throw SecretsError(error.message)
        }
    }
}
