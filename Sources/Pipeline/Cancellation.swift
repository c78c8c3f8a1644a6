internal import Synchronization

/// A request to stop, from any thread, once and for good.
public final class Cancellation: Sendable {
    private struct State {
        var requested = false
        var handlers: [@Sendable () -> Void] = []
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
}
