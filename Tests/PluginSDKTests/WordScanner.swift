import PluginSDK

/// A scanner for the tests: reports every place of a word, and does what its configuration tells it.
struct WordScanner: FileScanner {
    struct Settings: Decodable {
        var word: String?
        var failOn: String?
        var badRule: Bool?
        var leakSecret: Bool?
        var watchCancel: Bool?
    }

    let settings: Settings

    static var plugin: PluginDescription {
        var plugin = PluginDescription(id: "test.word", name: "Words", version: "1.2.3", scanTypes: ["code", "words"])
        plugin.capabilities = [.files, .needsData]
        plugin.filePatterns = ["*.txt"]
        plugin.maxParallel = 4
        return plugin
    }

    init(configuration: Configuration, context: borrowing Context) throws {
        settings = try configuration.decode(Settings.self)
        if settings.word?.isEmpty == true { throw PluginError(.configuration, "word: must not be empty") }
    }

    var rules: [RuleDefinition] {
        [
            RuleDefinition(
                id: "test.word.found", title: "The word", severity: .medium, confidence: .high, help: "Remove it.",
                helpURI: "https://example.org/word", cwes: ["CWE-1"], tags: ["words"])
        ]
    }

    func scan(_ file: borrowing File, _ context: borrowing Context) throws {
        if let bad = settings.failOn, file.info.path == bad { throw PluginError(.input, "\(bad) is not to be read") }
        if settings.watchCancel == true { try context.checkCancellation() }
        let word = Array((settings.word ?? "word").utf8)
        try file.withUnsafeBytes { bytes in
            for place in bytes.ranges(of: word) { try report(place, context) }
        }
        context.metric("files", 1)
    }

    private func report(_ place: Range<Int>, _ context: borrowing Context) throws {
        let rule = settings.badRule == true ? "test.word.other" : "test.word.found"
        let message = settings.leakSecret == true ? "it is \(settings.word ?? "")" : "Found it."
        var finding = Finding(rule: rule, message: message, at: place)
        finding.secret = place
        finding.matchKey = Array("key".utf8)
        finding.severity = .low
        finding.related = [.lines(2...3, note: "also here")]
        finding.properties = ["length": .int(Int64(place.count))]
        try context.report(finding)
    }
}
