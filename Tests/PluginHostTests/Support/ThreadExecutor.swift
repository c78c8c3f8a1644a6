@testable import PluginHost

/// Gives every job a thread of its own.
private final class ThreadExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let started = SystemThread.start("test") { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        precondition(started, "no thread for a test")
    }
}

/// Runs what blocks away from the cooperative pool, so that other tests and time limits get on. Still the same task: an
/// expectation inside belongs to its test.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withTaskExecutorPreference(ThreadExecutor()) { try await detour(body) }
}

@concurrent
private func detour<Value: Sendable>(_ body: @Sendable () throws -> Value) async throws -> Value { try body() }
