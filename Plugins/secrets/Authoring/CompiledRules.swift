internal import FoundationEssentials
internal import PluginSDK
public import SecretsEngine

/// The two files the plugin reads at run time.
public struct CompiledRules: Sendable {
    /// The rules without their examples.
    public let json: [UInt8]
    /// The prefilters, serialised for this processor and this version of Vectorscan.
    public let database: [UInt8]

    /// Compiles the rules and proves them with their examples. Throws with every example that failed.
    public init(_ book: RuleBook) throws(SecretsError) {
        let rules = book.ruleSet
        let database = try PatternDatabase.compile(rules.rules)
        let detector = Detector(rules, database)
        var failures: [String] = []
        for entry in book.entries {
            failures += try entry.failures(detector).map { "\(entry.file): \(entry.rule.id): \($0)" }
        }
        guard failures.isEmpty else { throw SecretsError(failures.joined(separator: "\n")) }
        let list = JSON.array(book.entries.map(\.json))
        json = Array(JSON.object(["format": .int(Int64(RuleSet.format)), "rules": list]).text.utf8)
        self.database = try database.serialised()
    }

    /// Writes `rules.json` and `rules.hsdb`, each by renaming a finished file into place.
    public func write(to folder: String) throws(SecretsError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, bytes) in [("rules.json", json), ("rules.hsdb", database)] {
                try Data(bytes).write(to: URL(filePath: folder + "/" + name), options: .atomic)
            }
        } catch {
            throw SecretsError("the folder \(folder) cannot be written: \(error)")
        }
    }
}
