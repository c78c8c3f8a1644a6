internal import PluginSDK
internal import ScannerAPI
internal import Synchronization

/// The object behind a `scn_ctx`.
final class TestCall: Sendable {
    private struct State {
        var isOver = false
        var reason: String?
        var opened: [TestFile] = []
        var names: [LentBytes] = []
    }

    let run: TestRun
    let phase: TestFailure.Phase
    let file: TestFile?
    private let state = Mutex(State())

    init(_ run: TestRun, _ phase: TestFailure.Phase, _ file: TestFile?) {
        self.run = run
        self.phase = phase
        self.file = file
    }

    /// The call a plugin names; nil, and a violation, when it has already returned.
    static func at(_ context: OpaquePointer?, _ function: String) -> TestCall? {
        guard let context else { return nil }
        let call = Unmanaged<TestCall>.fromOpaque(UnsafeRawPointer(context)).takeUnretainedValue()
        guard call.state.withLock({ $0.isOver }) else { return call }
        call.run.violation("\(function) was called with the context of a call that had returned")
        return nil
    }

    var mayReport: Bool { [.scanFile, .scanTarget, .closeScan].contains(phase) }

    func fail(_ reason: String) { state.withLock { $0.reason = reason } }

    /// Ends the call: the reason it gave, and how many files it left open.
    func end() -> (reason: String?, left: Int) {
        state.withLock { state in
            state.isOver = true
            for name in state.names { name.poison() }
            for file in state.opened { file.poison() }
            return (state.reason, state.opened.count)
        }
    }

    /// Text lent until the call ends.
    func lend(_ bytes: [UInt8]) -> LentBytes {
        let lent = LentBytes(bytes)
        state.withLock { $0.names.append(lent) }
        return lent
    }

    func open(_ path: String) -> TestFile? {
        guard let bytes = run.host.files[path] else { return nil }
        let file = TestFile(path: path, bytes: bytes)
        state.withLock { $0.opened.append(file) }
        return file
    }

    func close(_ file: TestFile) {
        file.poison()
        let known = state.withLock { state in
            guard let index = state.opened.firstIndex(where: { $0 === file }) else { return false }
            state.opened.remove(at: index)
            return true
        }
        if !known { run.violation("a file was closed that this call had not opened") }
    }
}
