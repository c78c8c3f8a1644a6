internal import Dispatch
internal import Model
internal import Synchronization

/// Threads for calls that look at paths, so many and no more. A file system that does not answer holds the thread that
/// asked it for as long as it likes; who waits for the answer goes on after a while without it.
final class LookUps: Sendable {
    private struct State {
        /// In the order they came.
        var waiting: [@Sendable () -> Void] = []
        var threads = 0
    }

    private let threads: Int
    private let waiting: Int
    private let seconds: Double
    private let state = Mutex(State())

    /// - Parameters:
    ///   - threads: calls at once.
    ///   - waiting: further calls that wait for a thread; beyond them one is given up at once.
    ///   - seconds: from asking until the call is given up.
    init(threads: Int = 4, waiting: Int = 100, seconds: Double = 5) {
        self.threads = threads
        self.waiting = waiting
        self.seconds = seconds
    }

    /// Throws ``ScanServiceError/targetDoesNotAnswer(seconds:)`` when the call takes too long, and `CancellationError`
    /// as soon as the task is cancelled. Its thread is given back when the call returns, whenever that is.
    func run<Value: Sendable>(_ call: @escaping @Sendable () throws -> Value) async throws -> Value {
        let answer = Answer<Value>()
        let givenUp = ScanServiceError.targetDoesNotAnswer(seconds: seconds)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answer.expect(continuation)
                Timers.queue.asyncAfter(deadline: .now() + seconds) { [weak answer] in answer?.give(.failure(givenUp)) }
                let isTaken = add {
                    // Nobody waits any more for those that were given up behind a thread that hung.
                    if !answer.isGiven { answer.give(Result { try call() }) }
                }
                if !isTaken { answer.give(.failure(givenUp)) }
            }
        } onCancel: {
            answer.give(.failure(CancellationError()))
        }
    }

    /// False when too many wait already.
    private func add(_ call: @escaping @Sendable () -> Void) -> Bool {
        let (isTaken, needsThread) = state.withLock { state in
            guard state.threads == threads else {
                state.threads += 1
                return (true, true)
            }
            guard state.waiting.count < waiting else { return (false, false) }
            state.waiting.append(call)
            return (true, false)
        }
        if needsThread { DispatchQueue(label: "securescan.lookup").async { [self] in work(call) } }
        return isTaken
    }

    private func work(_ first: @escaping @Sendable () -> Void) {
        var next: (@Sendable () -> Void)? = first
        while let call = next {
            call()
            next = state.withLock { state in
                if state.waiting.isEmpty {
                    state.threads -= 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
        }
    }
}

/// What one caller waits for: the first answer counts, and later ones are dropped.
private final class Answer<Value: Sendable>: Sendable {
    private enum State {
        case nobodyWaits
        case awaited(CheckedContinuation<Value, any Error>)
        /// Before anybody waited for it.
        case early(Result<Value, any Error>)
        case given
    }

    private let state = Mutex(State.nobodyWaits)

    var isGiven: Bool {
        state.withLock { state in
            switch state {
            case .early, .given: true
            case .nobodyWaits, .awaited: false
            }
        }
    }

    func expect(_ continuation: CheckedContinuation<Value, any Error>) {
        let early: Result<Value, any Error>? = state.withLock { state in
            guard case .early(let result) = state else {
                state = .awaited(continuation)
                return nil
            }
            state = .given
            return result
        }
        if let early { continuation.resume(with: early) }
    }

    func give(_ result: Result<Value, any Error>) {
        let continuation: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .nobodyWaits: state = .early(result)
            case .awaited(let continuation):
                state = .given
                return continuation
            case .early, .given: break
            }
            return nil
        }
        continuation?.resume(with: result)
    }
}

/// Where deadlines are kept: a queue that nothing blocks, so that they hold whatever hangs elsewhere.
enum Timers {
    static let queue = DispatchQueue(label: "securescan.timers")
}
