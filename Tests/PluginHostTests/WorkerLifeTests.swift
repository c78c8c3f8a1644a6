internal import Glibc
internal import Model
internal import TestSupport
import Testing

@testable import PluginHost

/// Cancelling, stopping, and the ends of a scan other than its files.
@Suite(.timeLimit(.minutes(10)))
struct WorkerLifeTests {
    @Test func pluginThatAsksIsStoppedAtOnce() async throws {
        let log = try await onThread {
            let lab = try Laboratory(threads: 1) { $0.cancelGraceSeconds = 60 }
            let worker = try lab.start(.misbehaving)
            let recorder = lab.open(worker)
            lab.submit("a", "do:spin-until-cancelled", id: 1, to: worker, recorder)
            lab.submit("b", "do:nothing", id: 2, to: worker, recorder)
            recorder.wait { $0.lines.contains("spinning") ? () : nil }
            worker.cancel()
            worker.cancel()
            #expect(!lab.submit("c", "x", id: 3, to: worker, recorder))
            return recorder.awaitEnd()
        }
        #expect(log.end == .cancelled)
        #expect(log.outcome(of: 1) == [.abandoned])
        #expect(log.outcome(of: 2) == [.abandoned])
        #expect(log.outcome(of: 3).isEmpty)
        #expect(log.paths == ["a"])
    }

    @Test func pluginThatIgnoresCancellationIsKilledAfterTheGrace() async throws {
        let (log, seconds) = try await onThread {
            let lab = try Laboratory { $0.cancelGraceSeconds = 0.5 }
            let worker = try lab.start(.misbehaving)
            let recorder = lab.open(worker)
            lab.submit("a", "do:hang", id: 1, to: worker, recorder)
            recorder.wait { $0.findings.isEmpty ? nil : () }
            let start = MonotonicClock.now
            worker.cancel()
            let log = recorder.awaitEnd()
            return (log, Double(MonotonicClock.now - start) / 1e9)
        }
        #expect(log.end == .cancelled)
        #expect(log.outcome(of: 1) == [.abandoned])
        #expect(seconds >= 0.5)
    }

    @Test func observerMayCancel() async throws {
        let log = try await onThread {
            let lab = try Laboratory(threads: 1)
            let worker = try lab.start(.misbehaving)
            let recorder = lab.open(worker) { $0.cancel() }
            lab.submit("a", "do:spin-until-cancelled", id: 1, to: worker, recorder)
            return recorder.awaitEnd()
        }
        #expect(log.end == .cancelled)
    }

    @Test func scanOfACancelledWorkerIsCancelled() async throws {
        let log = try await onThread {
            let lab = try Laboratory()
            let worker = try lab.start(.words)
            worker.cancel()
            return lab.open(worker).awaitEnd()
        }
        #expect(log.end == .cancelled)
    }

    @Test func workerThatDiedBeforeItsScanSaysSoInTheScan() async throws {
        let log = try await onThread {
            let lab = try Laboratory()
            let worker = try lab.start(.words)
            kill(worker.processID, SIGKILL)
            return lab.open(worker).awaitEnd()
        }
        guard case .failed(let reason)? = log.end else { Issue.record("\(String(describing: log.end))"); return }
        #expect(reason.hasPrefix("was killed by SIGKILL"))
    }

    struct Ending: Sendable {
        let config: String
        let end: WorkerEnd
    }

    @Test(arguments: [
        Ending(
            config: #"{"open":"config-error"}"#,
            end: .failed("open_scan returned SCN_E_CONFIG: depth: must be between 1 and 9")),
        Ending(config: #"{"open":"segv"}"#, end: .failed("crashed with SIGSEGV while opening the scan")),
        Ending(config: #"{"open":"hang"}"#, end: .failed("did not open the scan within 2 s")),
        Ending(
            config: #"{"target":"segv"}"#, end: .failed("crashed with SIGSEGV while looking at the target as a whole")),
        Ending(
            config: #"{"target":"input-error"}"#, end: .failed("scan_target returned SCN_E_INPUT: line 7 is not JSON")),
        Ending(config: #"{"target":"hang"}"#, end: .failed("took longer than 3 s for its part of the scan")),
        Ending(config: #"{"close":"segv"}"#, end: .failed("crashed with SIGSEGV while closing the scan")),
        Ending(config: #"{"destroy":"segv"}"#, end: .completed(note: nil)),
        Ending(config: #"{"destroy":"exit"}"#, end: .completed(note: nil)),
        Ending(config: #"{"destroy":"hang"}"#, end: .completed(note: nil)),
    ])
    func eachEndHasItsWords(_ ending: Ending) async throws {
        let log = try await onThread {
            let lab = try Laboratory {
                if ending.config.contains("hang") {
                    $0.startSeconds = 2
                    $0.scanSeconds = 3
                }
                $0.cancelGraceSeconds = 0.3
            }
            return try lab.scan(.misbehaving, [("a", "do:nothing")], config: ending.config)
        }
        #expect(log.end == ending.end)
        #expect(log.outcomes.count == 1)
        if ending.config.contains("destroy") {
            #expect(log.lines.count == 1)
            #expect(log.lines.first?.hasPrefix("after its scan it ") == true)
        }
    }

    @Test func stopEndsTheProcess() async throws {
        try await onThread {
            let worker = try Laboratory().start(.words)
            worker.stop()
            #expect(kill(worker.processID, 0) == -1 && errno == ESRCH)
            worker.stop()
        }
    }

    @Test func workerDiesWithTheThreadThatStartedIt() async throws {
        try await onThread {
            let lab = try Laboratory()
            let plugin = try lab.stage(.words)
            let pidfd = Monitor<OwnedDescriptor?>(nil)
            let started = SystemThread.start("short-lived") {
                guard let process = try? WorkerProcess(plugin, lab.configuration, arena: lab.arena) else { return }
                // Its greeting says that it has asked to die with this thread.
                var greeting = pollfd(fd: process.control.number, events: Int16(POLLIN), revents: 0)
                while poll(&greeting, 1, -1) < 0 {}
                pidfd.withLock { $0 = OwnedDescriptor(dup(process.pidfd.number)) }
                pidfd.announce()
            }
            #expect(started)
            let descriptor = pidfd.wait { $0 }
            var ended = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
            while poll(&ended, 1, -1) < 0 {}
            #expect(ended.revents != 0)
        }
    }

    @Test func serialPluginGetsOneFileAtATime() async throws {
        let log = try await onThread {
            var fixture = PluginFixture.misbehaving
            fixture.appendix = "\nentry:serial\n"
            let lab = try Laboratory(threads: 4)
            let worker = try lab.start(fixture)
            #expect(worker.descriptor.maxParallel == 1)
            let recorder = lab.open(worker)
            for id in 1...20 as ClosedRange<UInt64> { lab.submit("f\(id)", "do:talk", id: id, to: worker, recorder) }
            worker.finishFiles()
            return recorder.awaitEnd()
        }
        #expect(log.outcomes.map(\.file) == Array(1...20))
    }

    @Test func twoScansOfOnePluginDoNotNoticeEachOther() async throws {
        let (bad, good) = try await onThread {
            let lab = try Laboratory(threads: 1)
            let plugin = try lab.stage(.misbehaving)
            let start = { try Worker.start(plugin, configuration: lab.configuration, arena: lab.arena, config: "{}") }
            let bad = try start()
            let good = try start()
            let badLog = lab.open(bad)
            let goodLog = lab.open(good)
            lab.submit("a", "do:segv", id: 1, to: bad, badLog)
            let ended = badLog.awaitEnd()
            lab.submit("b", "do:nothing", id: 2, to: good, goodLog)
            good.finishFiles()
            return (ended, goodLog.awaitEnd())
        }
        #expect(bad.end == .failed("crashed with SIGSEGV while scanning a"))
        #expect(good.end == .completed(note: nil))
        #expect(good.paths == ["b"])
    }

    /// Names of our threads, open descriptors; other tests of this process run at the same time and add some.
    private static func holdings() -> (threads: Int, descriptors: Int) {
        func count(_ path: String) -> Int {
            guard let folder = opendir(path) else { return 0 }
            defer { closedir(folder) }
            var count = 0
            while readdir(folder) != nil { count += 1 }
            return count
        }
        return (count("/proc/self/task"), count("/proc/self/fd"))
    }

    @Test func twoHundredWorkersLeaveNothingBehind() async throws {
        try await onThread {
            let lab = try Laboratory()
            let plugin = try lab.stage(.words)
            let before = Self.holdings()
            var processes: [Int32] = []
            for round in 0..<200 {
                let worker = try Worker.start(
                    plugin, configuration: lab.configuration, arena: lab.arena, config: "{}")
                processes.append(worker.processID)
                if round % 2 == 0 {
                    worker.stop()
                } else {
                    let recorder = lab.open(worker)
                    lab.submit("a", "needle", id: 1, to: worker, recorder)
                    worker.finishFiles()
                    #expect(recorder.awaitEnd().findings.count == 1)
                }
            }
            let after = Self.holdings()
            #expect(after.threads - before.threads < 60)
            #expect(after.descriptors - before.descriptors < 60)
            // A zombie still has its number; a buried process does not, unless the system has given it away again.
            #expect(processes.filter { getpgid($0) == $0 }.isEmpty)
        }
    }
}
