import Dispatch
import Model
import PluginHost
import Synchronization
import Targets
import TestSupport
import Testing

@testable import Pipeline

/// When a scan keeps the results of its plugins, and when it leaves those of earlier scans alone.
@Suite(.timeLimit(.minutes(2)))
struct ResultKeepingTests {
    private func count(_ messages: [String]) -> String {
        let found = messages.count { $0.hasPrefix("found") }
        return "\(found) found, \(messages.count - found) worked out"
    }

    @Test func rescanFindsEverything() async throws {
        let site = try Site(["a": "a", "b": "b"])
        #expect(count(try await site.scan().messages) == "0 found, 2 worked out")
        #expect(count(try await site.scan().messages) == "2 found, 0 worked out")
        #expect(count(try await site.scan(spelled: "/../target/").messages) == "2 found, 0 worked out")
        #expect(count(try await site.scan { $0.results.isOn = false }.messages) == "0 found, 2 worked out")
    }

    @Test func cancelledScanChangesNothing() async throws {
        let site = try Site(["a": "a", "b": "b"])
        _ = try await site.scan()
        try site.write("b", "changed")
        try site.write("c", "stall")
        let cancelled = try await site.scan(cancelsAt: "worked out")
        #expect(cancelled.outcome.end == .cancelled)
        try site.write("b", "b")
        try site.write("c", "new")
        #expect(count(try await site.scan().messages) == "2 found, 1 worked out")
        #expect(site.results.count == 1, "no draft is left: \(site.results)")
    }

    @Test func crashedPluginChangesNothing() async throws {
        let site = try Site(["a": "a", "b": "b"])
        _ = try await site.scan()
        try site.write("b", "crash")
        let crashed = try await site.scan()
        #expect(crashed.outcome.end == .failed("Scanner fixture.thrift: crashed with SIGABRT while scanning b"))
        try site.write("b", "b")
        #expect(count(try await site.scan().messages) == "2 found, 0 worked out")
    }

    @Test func scanThatDidNotSeeTheWholeTargetChangesNothing() async throws {
        let site = try Site(["a": "a", "b": "b", "c": "c"])
        _ = try await site.scan()
        let limited = try await site.scan { $0.targetLimits.files = 2 }
        guard case .failed = limited.outcome.end else { return #expect(Bool(false), "\(limited.outcome.end)") }
        #expect(count(try await site.scan().messages) == "3 found, 0 worked out")
    }

    @Test func comparisonForgetsNothingOfTheRest() async throws {
        let git = try GitFixture()
        for name in ["a", "b", "c"] { try git.write(name, name) }
        try git.commit()
        try git.write("c", "changed")
        try git.commit()
        let site = try Site(target: git.path)
        #expect(count(try await site.scan(ref: "HEAD").messages) == "0 found, 3 worked out")
        // Both sides of the comparison see one file each.
        #expect(count(try await site.scan(ref: "HEAD", baseRef: "HEAD~1").messages) == "1 found, 0 worked out")
        #expect(count(try await site.scan(ref: "HEAD").messages) == "3 found, 0 worked out")
        withExtendedLifetime(git) {}
    }

    @Test func damageIsAWarningOfAScanThatCompletes() async throws {
        let site = try Site(["a": "a"])
        _ = try await site.scan()
        try PluginFixture.write([1, 2, 3], to: try #require(site.results.first))
        let next = try await site.scan()
        #expect(next.outcome.end == .completed)
        #expect(
            next.warnings == ["What earlier scans kept for fixture.thrift is passed over: it is too short."])
        #expect(count(next.messages) == "0 found, 1 worked out")
        #expect(try await site.scan().warnings == [])
    }
}

/// A target, the plugin that looks at it, and a place for results.
private final class Site: Sendable {
    struct Report {
        var outcome: ScanOutcome
        var messages: [String]
        /// Of the run itself.
        var warnings: [String]
    }

    private let folder: TemporaryFolder
    private let target: String

    convenience init(_ files: [String: String]) throws {
        try self.init(target: nil)
        for (name, text) in files { try write(name, text) }
    }

    init(target: String?) throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("target")
        self.target = target ?? folder.path + "/target"
        try PluginFixture.thrift.stage(in: try folder.makeFolder("plugins"))
    }

    func write(_ name: String, _ text: String) throws { try folder.write("target/" + name, text) }

    /// Paths of the files with results, drafts included.
    var results: [String] {
        let names = (try? Command.run(["ls", "-A", folder.path + "/results"], environment: [])) ?? ""
        return names.split(separator: "\n").map { folder.path + "/results/" + $0 }
    }

    /// - Parameters:
    ///   - spelled: appended to the path of the target.
    ///   - cancelsAt: the beginning of the message of the finding at which the scan is cancelled.
    func scan(
        spelled suffix: String = "", ref: String? = nil, baseRef: String? = nil, cancelsAt: String? = nil,
        _ adjust: @Sendable (inout ScanJob) -> Void = { _ in }
    ) async throws -> Report {
        let request = ScanRequest(
            targetPath: target + suffix, scanTypes: ["thrift"], ref: ref, baseRef: baseRef)
        let plugins = PluginHostConfiguration(
            directories: [folder.path + "/plugins"], workerPath: PluginFixture.workerPath, threads: 1,
            hostVersion: "0.0.0-test")
        var job = ScanJob(
            scanID: "scan", request: request, plugins: plugins, targetLimits: TargetLimits(),
            cacheDirectory: folder.path + "/cache", secretKey: [1])
        job.plugins.limits.startSeconds = 30
        job.results.directory = folder.path + "/results"
        adjust(&job)
        let cancellation = Cancellation()
        let notebook = Notebook { if let start = cancelsAt, $0.hasPrefix(start) { cancellation.request() } }
        let outcome = await withCheckedContinuation { continuation in
            DispatchQueue(label: "test.scan").async { [job] in
                continuation.resume(returning: Pipeline.run(job, sink: notebook, cancellation: cancellation))
            }
        }
        return Report(outcome: outcome, messages: notebook.messages, warnings: notebook.warnings)
    }
}

private final class Notebook: ScanSink {
    private let notes = Mutex((messages: [String](), warnings: [String]()))
    private let hear: @Sendable (String) -> Void

    init(_ hear: @escaping @Sendable (String) -> Void) { self.hear = hear }

    var messages: [String] { notes.withLock { $0.messages } }
    var warnings: [String] { notes.withLock { $0.warnings } }

    func receive(_ update: ScanUpdate) {
        switch update {
        case .findings(let findings):
            notes.withLock { $0.messages += findings.map(\.description) }
            for finding in findings { hear(finding.description) }
        case .log("securescan", 3, let message): notes.withLock { $0.warnings.append(message) }
        default: break
        }
    }
}
