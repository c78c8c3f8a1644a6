import CodeEngine
import CodeSyntax
import Foundation

/// The rules that come with the plugin, and what they find in texts.
enum CodeFixture {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let library: RuleLibrary = {
        let folder = root.appendingPathComponent("Plugins/code/Catalogue")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return RuleLibrary(
            names.filter { $0.hasSuffix(".yml") }.sorted().map { name in
                (name, [UInt8]((try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data()))
            })
    }()

    struct Result {
        var findings: [CodeFinding] = []
        var skipped: [String: FileSkip] = [:]
        var notes: [String] = []
        /// Functions whose analysis hit a bound.
        var bounded: [String] = []

        func lines(of path: String, _ texts: [String: String]) -> Set<Int> {
            Set(findings.filter { $0.path == path }.map { Self.line(of: $0.bytes.lowerBound, in: texts[path] ?? "") })
        }

        static func line(of offset: Int, in text: String) -> Int {
            text.utf8.prefix(offset).reduce(1) { $1 == 10 ? $0 + 1 : $0 }
        }
    }

    /// Scans files by their paths. With a shelf, equal texts are taken for equal files.
    static func scan(
        _ texts: [String: String], library: RuleLibrary = library, shelf: ResultShelf = ResultShelf()
    ) -> Result {
        var result = Result()
        var files: [AnalyzedFile] = []
        var settings = SettingsFiles()
        let reader = FileReader(library)
        for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                if SettingsFiles.isSettings(path) { settings.add(bytes) }
                switch reader.read(bytes, path: path, contentID: String(text.hashValue), shelf: shelf) {
                case .analyzed(let file):
                    files.append(file)
                    result.findings += file.findings
                    result.notes += file.notes
                case .skipped(let reason): result.skipped[path] = reason
                case nil: break
                }
            }
        }
        let analysis = ProgramAnalysis(library) { texts[$0].map { Array($0.utf8) } }
        result.bounded = analysis.analyze(files, settings: settings, shelf: shelf, isCancelled: { false }) {
            result.findings.append($0)
        }
        return result
    }

    static func path(for language: Language) -> String {
        switch language {
        case .python: "example.py"
        case .javascript: "example.js"
        case .typescript: "example.ts"
        case .java: "Example.java"
        case .go: "example.go"
        case .ruby: "example.rb"
        case .php: "example.php"
        case .c: "example.c"
        }
    }

    static func fixture(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent("Tests/Fixtures/\(name)"), encoding: .utf8)
    }
}
