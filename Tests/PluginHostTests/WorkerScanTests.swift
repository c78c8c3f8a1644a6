internal import Model
internal import TestSupport
import Testing

@testable import PluginHost

@Suite(.timeLimit(.minutes(10)))
struct WorkerScanTests {
    @Test func startDescribesThePluginAndListsItsRules() async throws {
        try await onThread {
            let worker = try Laboratory().start(.words)
            #expect(worker.descriptor.id == "fixture.words")
            #expect(worker.descriptor.scanTypes == ["words"])
            #expect(worker.descriptor.abiMajor == 1)
            let rule = Rule(
                id: "fixture.words.word", title: "A word that was looked for", severity: .low, confidence: .high,
                cwes: ["CWE-1007"], help: "Take the word out.", tags: ["words"])
            #expect(worker.rules == [rule])
            #expect(worker.processID > 1)
            worker.stop()
        }
    }

    @Test func findingsComeBeforeTheEndOfTheirFile() async throws {
        let log = try await onThread {
            try Laboratory().scan(
                .words, [("a.txt", "a needle, a needle"), ("b.txt", "nothing"), ("c/d.txt", "needle")])
        }
        #expect(log.end == .completed(note: nil))
        #expect(log.findings.count == 3)
        #expect(log.outcomes.map(\.file).sorted() == [1, 2, 3])
        #expect(log.outcomes.allSatisfy { $0.outcome == .scanned })
        let first = try #require(log.findings.first { $0.file == 1 }?.finding)
        #expect(first.ruleID == "fixture.words.word")
        #expect(first.primary?.path == Array("a.txt".utf8))
        #expect(first.primary?.byteOffset == 2)
        #expect(first.primary?.byteLength == 6)
        #expect(first.severity == nil)
    }

    @Test func emptyFilesAndEmptyScansAreFine() async throws {
        let log = try await onThread { try Laboratory().scan(.words, [("empty", "")]) }
        #expect(log.outcome(of: 1) == [.scanned])
        let none = try await onThread { try Laboratory().scan(.words, []) }
        #expect(none.end == .completed(note: nil))
    }

    @Test func manySmallFilesGoThroughASmallArena() async throws {
        let files = (0..<3000).map { ("f\($0)", $0 % 7 == 0 ? "needle \($0)" : "hay \($0)") }
        let log = try await onThread { try Laboratory(arenaCapacity: 16 << 10).scan(.words, files) }
        #expect(log.end == .completed(note: nil))
        #expect(log.outcomes.count == 3000)
        #expect(Set(log.outcomes.map(\.file)).count == 3000)
        #expect(log.findings.count == (0..<3000).filter { $0 % 7 == 0 }.count)
    }

    @Test func configurationReachesThePlugin() async throws {
        let log = try await onThread { try Laboratory().scan(.words, [("a", "hay")], config: #"{"word":"hay"}"#) }
        #expect(log.findings.count == 1)
    }

    @Test func refusedConfigurationSaysWhy() async throws {
        let error = await #expect(throws: WorkerError.self) {
            try await onThread { try Laboratory().start(.words, config: #"{"word":""}"#) }
        }
        #expect(error?.message == "create returned SCN_E_CONFIG: word: give between 1 and 63 characters")
    }

    @Test func patternsAndSizeSayWhatThePluginWants() async throws {
        let worker = try await onThread {
            var fixture = PluginFixture.misbehaving
            fixture.appendix = "\nentry:picky\n"
            return try Laboratory().start(fixture)
        }
        #expect(worker.namesPatterns)
        #expect(worker.wants(path: Array("src/a.py".utf8), size: 100))
        #expect(!worker.wants(path: Array("src/a.py".utf8), size: 101))
        #expect(!worker.wants(path: Array("src/a.js".utf8), size: 1))
        #expect(!worker.wants(path: Array("src/test_a.py".utf8), size: 1))
    }

    @Test func pluginWithoutPatternsWantsEveryFile() async throws {
        let worker = try await onThread { try Laboratory().start(.words) }
        #expect(worker.wants(path: Array("any/thing".utf8), size: 1 << 40))
        #expect(!worker.namesPatterns)
    }
}
