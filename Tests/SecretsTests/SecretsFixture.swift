import PluginTestKit
import SecretsAuthoring
import SecretsEngine
import Testing

/// The rules of this repository, compiled once for all tests.
enum SecretsFixture {
    /// The folder the rules are written in.
    static let folder: String = {
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(tests)/Plugins/secrets/Rules"
    }()

    static let loaded = Result { () throws(SecretsError) -> Loaded in
        let book = try RuleBook(folder: folder)
        return Loaded(book: book, compiled: try CompiledRules(book), detector: try detector(book))
    }

    struct Loaded: Sendable {
        let book: RuleBook
        let compiled: CompiledRules
        let detector: Detector
    }

    /// The rules, each a test case; none when the files are broken, which `rulesAreReadable` reports.
    static let entries: [RuleBook.Entry] = (try? loaded.get().book.entries) ?? []

    /// The rules of one file.
    struct Family: Sendable, CustomStringConvertible {
        let file: String
        let entries: [RuleBook.Entry]
        var description: String { file }
    }

    static let families: [Family] = Dictionary(grouping: entries, by: \.file)
        .map { Family(file: $0.key, entries: $0.value) }.sorted { $0.file < $1.file }

    /// A host whose plugin data are the compiled rules.
    static func host(_ files: [String: String]) throws -> TestHost {
        TestHost(files: files, data: try data())
    }

    static func data() throws -> [String: [UInt8]] {
        let compiled = try loaded.get().compiled
        return ["rules.json": compiled.json, "rules.hsdb": compiled.database]
    }

    /// A text with the templates of rule examples filled in.
    static func text(_ template: String, seed: String = "test") -> String {
        Example(template).filled(seed: seed).text
    }

    private static func detector(_ book: RuleBook) throws(SecretsError) -> Detector {
        Detector(book.ruleSet, try PatternDatabase.compile(book.ruleSet.rules))
    }
}

extension Detector {
    func scan(_ text: String, path: String = "src/a.py") throws -> Detection {
        var text = text
        return try text.withUTF8 { try scan(UnsafeRawBufferPointer($0), path: Array(path.utf8)) }
    }
}
