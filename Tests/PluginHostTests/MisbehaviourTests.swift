internal import Model
internal import TestSupport
import Testing

@testable import PluginHost

/// Each way in which a plugin can go wrong costs its own part of its own scan.
@Suite(.timeLimit(.minutes(10)))
struct MisbehaviourTests {
    struct Deed: Sendable, CustomTestStringConvertible {
        let verb: String
        let ending: String
        var testDescription: String { verb }
    }

    /// What the end says of a file `src/a.py` in which the deed is done.
    static let deadly = [
        Deed(verb: "segv", ending: "crashed with SIGSEGV while scanning src/a.py"),
        Deed(verb: "abort", ending: "crashed with SIGABRT while scanning src/a.py"),
        Deed(verb: "trap", ending: "crashed with SIGILL while scanning src/a.py"),
        Deed(verb: "overflow", ending: "crashed with SIGSEGV while scanning src/a.py"),
        Deed(verb: "exit", ending: "exited with status 3 while scanning src/a.py"),
        Deed(verb: "quick-exit", ending: "exited with status 4 while scanning src/a.py"),
        Deed(verb: "sigkill", ending: "was killed by SIGKILL while scanning src/a.py"),
        Deed(
            verb: "own-thread-segv", ending: "crashed with SIGSEGV in a thread of its own while scanning src/a.py"),
        Deed(verb: "hang", ending: "took longer than 1 s to scan src/a.py"),
        Deed(verb: "allocate", ending: "crashed with SIGSEGV while scanning src/a.py"),
        Deed(
            verb: "garbage",
            ending: "sent a malformed frame: its header has reserved bits set"),
        Deed(
            verb: "oversized", ending: "sent a malformed frame: 4294967280 bytes long where at most 1048576 are allowed"
        ),
        Deed(verb: "unknown-type", ending: "sent a malformed frame: type 999 is unknown, or out of turn"),
        Deed(
            verb: "forged-answer",
            ending: "sent a malformed frame: an answer for file 57005, which is not in flight"),
        Deed(verb: "forged-result", ending: "sent a malformed frame: a result beyond the limit"),
        Deed(verb: "half-result", ending: "sent a malformed frame: the rest of no result"),
        Deed(verb: "forged-bits", ending: "sent a malformed frame: bits of other results"),
        Deed(verb: "forged-chatter", ending: "floods the host with messages"),
        Deed(verb: "escaped-child", ending: "crashed with SIGSEGV while scanning src/a.py"),
        Deed(verb: "child", ending: "crashed with SIGSEGV while scanning src/a.py"),
    ]

    @Test(arguments: deadly)
    func deadlyDeedCostsOnlyThePluginsPart(_ deed: Deed) async throws {
        let (bad, good) = try await onThread {
            let lab = try Laboratory(threads: 1) {
                $0.fileSeconds = deed.verb == "hang" ? 1 : 30
                $0.memoryBytes = 32 << 20
            }
            let sibling = try lab.start(.words)
            let siblingLog = lab.open(sibling)
            lab.submit("one", "needle", id: 1, to: sibling, siblingLog)
            let bad = try lab.scan(.misbehaving, [("src/ok.py", "do:nothing"), ("src/a.py", "do:" + deed.verb)])
            lab.submit("two", "needle", id: 2, to: sibling, siblingLog)
            sibling.finishFiles()
            return (bad, siblingLog.awaitEnd())
        }
        #expect(bad.end == .failed(deed.ending))
        #expect(bad.paths == ["src/ok.py", "src/a.py"], "what was found before is kept")
        #expect(bad.outcome(of: 1).count == 1)
        #expect(bad.outcome(of: 2) == [.abandoned])
        #expect(good.end == .completed(note: nil))
        #expect(good.paths == ["one", "two"])
    }

    @Test func closedSocketIsTheEndOfTheWorker() async throws {
        let log = try await onThread {
            try Laboratory(threads: 1) { $0.cancelGraceSeconds = 0.3 }.scan(.misbehaving, [("a", "do:close-socket")])
        }
        #expect(log.end == .failed("its worker lost the connection to the host"))
        #expect(log.paths == ["a"])
        #expect(log.outcome(of: 1) == [.abandoned])
    }

    @Test func filesBehindTheCrashAreAbandonedOnceEach() async throws {
        let files = [("bad", "do:segv")] + (0..<50).map { ("f\($0)", "x") }
        let log = try await onThread { try Laboratory(threads: 1).scan(.misbehaving, files) }
        #expect(log.ends.count == 1)
        let answered = Set(log.outcomes.map(\.file))
        #expect(answered.count == log.outcomes.count)
        #expect(log.outcomes.allSatisfy { $0.outcome == .abandoned })
    }

    @Test func submitAfterTheDeathSaysSo() async throws {
        try await onThread {
            let lab = try Laboratory()
            let worker = try lab.start(.misbehaving)
            let recorder = lab.open(worker)
            lab.submit("a", "do:segv", id: 1, to: worker, recorder)
            _ = recorder.awaitEnd()
            #expect(!lab.submit("b", "x", id: 2, to: worker, recorder))
            #expect(recorder.awaitEnd().outcome(of: 2).isEmpty)
        }
    }

    @Test func errorOfOneFileIsItsOwn() async throws {
        let verbs = ["input-error", "silent-error", "odd-status", "false-cancel", "old-struct", "emit-too-early"]
        let log = try await onThread { try Laboratory().scan(.misbehaving, verbs.map { ($0, "do:" + $0) }) }
        #expect(log.end == .completed(note: nil))
        #expect(log.outcome(of: 1) == [.failed("line 7 is not JSON")])
        #expect(log.outcome(of: 2) == [.failed("the plugin returned SCN_E_INPUT")])
        #expect(log.outcome(of: 3) == [.failed("the plugin returned the unknown status 77")])
        #expect(log.outcome(of: 4) == [.failed("the plugin returned SCN_E_CANCELLED")])
        #expect(log.outcome(of: 5) == [.scanned])
        #expect(log.outcome(of: 6) == [.scanned])
    }

    @Test func liesAboutRulesAndPlacesAreRejectedAndCounted() async throws {
        let verbs = ["unknown-rule", "outside", "absent", "beyond"]
        let log = try await onThread { try Laboratory().scan(.misbehaving, verbs.map { ($0, "do:" + $0) }) }
        let note =
            "rejected 1 with a rule that the plugin did not list, 2 with a file that is not in the target, "
            + "1 with a place outside of its file"
        #expect(log.end == .completed(note: note))
        #expect(Set(log.paths) == Set(verbs))
    }

    @Test(arguments: ["flood-findings", "flood-findings-deaf"])
    func findingsStopAtTheLimit(_ verb: String) async throws {
        let log = try await onThread {
            try Laboratory(threads: 1) { $0.findings = 500 }.scan(
                .misbehaving, [("a", "do:" + verb), ("b", "do:nothing")])
        }
        #expect(log.findings.count == 500)
        guard case .completed(let note?) = log.end else {
            Issue.record("ended with \(String(describing: log.end))"); return
        }
        #expect(note.hasPrefix("reached the limit of 500 findings, "))
        #expect(log.outcome(of: 2) == [.scanned])
    }

    @Test(arguments: ["flood-logs", "flood-stderr", "endless-line"])
    func floodOfLinesIsThinnedAndCleaned(_ verb: String) async throws {
        let log = try await onThread { try Laboratory().scan(.misbehaving, [("a", "do:" + verb)]) }
        #expect(log.end == .completed(note: nil))
        #expect(log.outcome(of: 1) == [.scanned])
        #expect(log.lines.count < 2000)
        #expect(!log.lines.isEmpty)
        #expect(log.lines.allSatisfy { $0.utf8.count <= LogGate.lineLimit + 3 && !$0.contains("\u{1b}") })
    }

    @Test func textsAreCutBetweenCharacters() async throws {
        let log = try await onThread { try Laboratory().scan(.misbehaving, [("a", "do:long-text")]) }
        let message = try #require(log.findings.last?.finding.message)
        #expect(message == String(repeating: "x", count: 65535))
    }

    @Test func whatThePluginSaysIsHeard() async throws {
        let log = try await onThread { try Laboratory(threads: 1).scan(.misbehaving, [("a/b", "do:talk")]) }
        #expect(log.end == .completed(note: nil))
        #expect(Set(log.lines) == ["a/b", "metric lines = 3.0", "progress 1 of 2 half", "to stderr"])
    }

    @Test func workerIsBornWithNothing() async throws {
        let log = try await onThread { try Laboratory().scan(.misbehaving, [("a", "do:confess")]) }
        #expect(log.lines == ["environment 0, descriptors 4, cwd /, dumpable 0"])
    }

    @Test func clockOfTheScanEndsAHang() async throws {
        let log = try await onThread {
            try Laboratory(threads: 1) { $0.scanSeconds = 0.5 }.scan(.misbehaving, [("a", "do:hang")])
        }
        #expect(log.end == .failed("took longer than 0.5 s for its part of the scan"))
    }
}
