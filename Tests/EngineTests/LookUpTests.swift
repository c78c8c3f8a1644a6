import Dispatch
import Logging
import Model
import Pipeline
import PluginHost
import Store
import Targets
import TestSupport
import Testing

@testable import Engine

/// Paths whose file system does not answer.
@Suite(.timeLimit(.minutes(10))) struct LookUpTests {
    /// A call that hangs until it is told to end.
    private final class Hung: Sendable {
        private let end = DispatchSemaphore(value: 0)
        private let (begins, begun) = AsyncStream.makeStream(of: Void.self)

        func call() {
            begun.yield()
            end.wait()
            end.signal()
        }

        func begin() async { for await _ in begins { return } }
        func letGo() { end.signal() }
    }

    private let hung = Hung()

    /// Look-ups of which one hangs; the task that waits for it.
    private func stuck(threads: Int = 1, waiting: Int = 1, seconds: Double) async -> (LookUps, Task<Void, any Error>) {
        let lookUps = LookUps(threads: threads, waiting: waiting, seconds: seconds)
        let first = Task { [hung] in try await lookUps.run { hung.call() } }
        await hung.begin()
        return (lookUps, first)
    }

    @Test func aCallThatHangsIsGivenUpAndSoIsWhatWaitsBehindIt() async throws {
        let (lookUps, first) = await stuck(seconds: 0.05)
        defer { hung.letGo() }
        await #expect(throws: ScanServiceError.targetDoesNotAnswer(seconds: 0.05)) { try await first.value }
        await #expect(throws: ScanServiceError.targetDoesNotAnswer(seconds: 0.05)) { try await lookUps.run {} }
    }

    @Test func otherThreadsGoOn() async throws {
        let (lookUps, first) = await stuck(threads: 2, seconds: 60)
        #expect(try await lookUps.run { 42 } == 42)
        hung.letGo()
        try await first.value
    }

    @Test func whatIsTooMuchIsGivenUpAtOnceAndLaterThereIsRoomAgain() async throws {
        let (lookUps, first) = await stuck(waiting: 0, seconds: 60)
        await #expect(throws: ScanServiceError.targetDoesNotAnswer(seconds: 60)) { try await lookUps.run {} }
        hung.letGo()
        try await first.value
        while true {
            // The thread is given back a moment after its answer.
            if let answer = try? await lookUps.run({ 1 }) { return #expect(answer == 1) }
        }
    }

    @Test func whoIsCancelledDoesNotWait() async throws {
        let (_, first) = await stuck(seconds: 60)
        defer { hung.letGo() }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
    }

    @Test func aScanOfATargetThatDoesNotAnswerIsNotTaken() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path + "/scans.db")
        defer { store.close() }
        let (lookUps, first) = await stuck(seconds: 0.05)
        defer { hung.letGo() }
        let engine = Engine(
            configuration: configuration(folder), plugins: [], store: store, logger: Logger(label: "test"),
            lookUps: lookUps)
        await #expect(throws: ScanServiceError.targetDoesNotAnswer(seconds: 0.05)) {
            try await engine.submit(ScanRequest(targetPath: folder.path, scanTypes: ["code"]))
        }
        await #expect(throws: ScanServiceError.targetDoesNotAnswer(seconds: 0.05)) {
            try await engine.browse(folder.path)
        }
        #expect(try await store.pendingScans().isEmpty)
        _ = try? await first.value
    }

    private func configuration(_ folder: TemporaryFolder) -> EngineConfiguration {
        let plugins = PluginHostConfiguration(directories: [], workerPath: "", hostVersion: "1")
        let job = ScanJob(
            scanID: "", request: ScanRequest(targetPath: "", scanTypes: []), plugins: plugins,
            targetLimits: TargetLimits(), cacheDirectory: folder.path, secretKey: [1])
        return EngineConfiguration(executable: "/nonexistent", job: job)
    }
}
