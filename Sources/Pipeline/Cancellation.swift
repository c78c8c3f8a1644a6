internal import Dispatch
internal import Glibc
internal import Synchronization

/// A request to stop, from any thread, once and for good.
public final class Cancellation: Sendable {
    private struct State {
        var requested = false
        var handlers: [@Sendable () -> Void] = []
        var signals: [any DispatchSourceSignal] = []
    }

    private let state = Mutex(State())

    public init() {}

    public var isRequested: Bool { state.withLock { $0.requested } }

    public func request() {
        let handlers = state.withLock { state in
            state.requested = true
            defer { state.handlers = [] }
            return state.handlers
        }
        for handler in handlers { handler() }
    }

    /// Calls `handler` when stopping is asked for, at once when it already was.
    public func onRequest(_ handler: @escaping @Sendable () -> Void) {
        let alreadyRequested = state.withLock { state in
            if !state.requested { state.handlers.append(handler) }
            return state.requested
        }
        if alreadyRequested { handler() }
    }

    /// From now on these signals ask to stop, for as long as this lives, instead of ending the process.
    public func requestOnSignals(_ numbers: [Int32]) {
        for number in numbers {
            signal(number, SIG_IGN)
            state.withLock { state in
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { [weak self] in self?.request() }
                source.activate()
                state.signals.append(source)
            }
        }
    }

    deinit {
        state.withLock { state in
            for source in state.signals { source.cancel() }
        }
    }
}
