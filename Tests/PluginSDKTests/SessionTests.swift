import PluginSDK
import PluginTestKit
import ScannerAPI
import Synchronization
import Testing

/// Looks at the target as a whole: emits a component for every file, walks, opens, reads.
struct Inventory: Scanner {
    static var plugin: PluginDescription {
        var plugin = PluginDescription(id: "test.inventory", name: "Inventory", version: "1.0.0", scanTypes: ["code"])
        plugin.capabilities = [.files, .target, .components]
        return plugin
    }

    init(configuration: Configuration, context: borrowing Context) throws {
        context.log(.info, "made by \(context.hostName)")
    }

    let rules = [
        RuleDefinition(id: "test.inventory.total", title: "Total", severity: .info, help: "Counts the files.")
    ]

    func open(_ target: Target, _ context: borrowing Context) throws -> Count { Count() }

    final class Count: ScanSession {
        private let paths = Mutex<[String]>([])

        func scan(_ file: borrowing File, _ context: borrowing Context) throws {
            let path = file.info.path
            paths.withLock { $0.append(path) }
        }

        func finish(_ context: borrowing Context) throws {
            var previous: String?
            for path in paths.withLock({ $0.sorted() }) {
                var component = Component(reference: path, name: path, version: "1", purl: "pkg:generic/\(path)@1")
                component.evidence = .file(Array(path.utf8))
                component.hashes = ["sha256:00"]
                component.scope = .development
                try context.emit(component)
                if let previous { try context.relate(previous, dependsOn: path) }
                previous = path
            }
            try walk(context)
        }

        private func walk(_ context: borrowing Context) throws {
            var first: [UInt8]?
            try context.walk(Array("src".utf8)) { info in
                first = info.pathBytes
                return false
            }
            guard let first else { return }
            let file = try context.open(first)
            let text = try file.withBytes { bytes in bytes.byteCount }
            try withUnsafeTemporaryAllocation(byteCount: 2, alignment: 1) { buffer in
                let got = try file.read(at: 1, into: buffer)
                context.log(.debug, "\(file.info.path) \(text) \(got) \(buffer[0])")
            }
            try context.report(Finding(rule: "test.inventory.total", message: "Counted.", at: .file(first)))
        }

        func close(_ context: borrowing Context) {
            context.progress(done: 1, total: 1, "closed")
        }
    }
}

/// Opens a file the target lacks, reads data nobody granted, or stops a walk with an error.
struct Stumbler: Scanner {
    static var plugin: PluginDescription {
        var plugin = PluginDescription(id: "test.stumbler", name: "Stumbler", version: "1.0.0", scanTypes: ["code"])
        plugin.capabilities = [.target]
        return plugin
    }

    let what: String

    init(configuration: Configuration, context: borrowing Context) throws {
        what = try JSON(parsing: configuration.text)["what"]?.string ?? ""
    }

    var rules: [RuleDefinition] { [] }

    func open(_ target: Target, _ context: borrowing Context) throws -> Session { Session(what: what) }

    struct Session: ScanSession {
        let what: String

        func finish(_ context: borrowing Context) throws {
            switch what {
            case "open": _ = try context.open(Array("missing".utf8))
            case "data": _ = try context.data("rules.json")
            case "walk": try context.walk { _ in throw PluginError(.internal, "the visitor gave up") }
            default: throw Unnamed.reason
            }
        }
    }

    enum Unnamed: Error { case reason }
}

@Suite(.timeLimit(.minutes(10)))
struct SessionTests {
    private let files = ["a": "x", "src/b": "hello", "src/c": "z"]

    @Test func sessionSeesTheFilesThenTheWhole() {
        let report = TestHost(files: files).scan(Inventory.self)
        #expect(report.violations == [])
        #expect(report.failure == nil)
        #expect(report.components.map(\.reference) == ["a", "src/b", "src/c"])
        #expect(report.components.first?.scope == .development)
        #expect(report.components.first?.evidence == .file(Array("a".utf8)))
        #expect(report.relations.map(\.to) == ["src/b", "src/c"])
        #expect(report.findings.map(\.path) == ["src/b"])
        #expect(report.logs.map(\.message).contains("src/b 5 2 101"))
        #expect(report.progress == 1)
    }

    @Test func olderHostWithoutAFunctionRefusesInsteadOfCrashing() throws {
        var host = TestHost(files: files)
        host.tableSize = MemoryLayout<scn_host>.offset(of: \.emit_relation)
        let report = host.scan(Inventory.self)
        #expect(report.failure?.kind == .unsupported)
        #expect(report.failure?.phase == .scanTarget)
        #expect(report.components.count == 2)
    }

    @Test(arguments: [
        ("open", PluginError.Kind.notFound, "opening missing"),
        ("data", .unsupported, "the host grants no data files, rules.json is needed"),
        ("walk", .internal, "the visitor gave up"),
        ("", .internal, "reason"),
    ])
    func thrownErrorBecomesStatusAndReason(what: String, kind: PluginError.Kind, reason: String) {
        let report = TestHost(files: files).scan(Stumbler.self, configuration: #"{"what":"\#(what)"}"#)
        #expect(report.failure?.phase == .scanTarget)
        #expect(report.failure?.kind == kind)
        #expect(report.failure?.reason.contains(reason) == true)
        #expect(report.violations == [])
    }

    @Test func dataFileThatTheManifestLacksIsNotFound() {
        let host = TestHost(files: files, data: ["other": [1]])
        let report = host.scan(Stumbler.self, configuration: #"{"what":"data"}"#)
        #expect(report.failure?.kind == .notFound)
    }
}
