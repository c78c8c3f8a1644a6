internal import CSupervision
internal import Glibc
internal import Model
internal import WorkerProtocol

/// What the callers of a ``Worker``, the threads that serve its tree requests and its supervisor share.
///
/// Why nobody can wait for ever: only the supervisor touches the socket, and it never blocks on it. Callers append to
/// `outgoing` and go; what they may append is bounded by the window and by ``waitForRoom()``. The supervisor therefore
/// always comes round to reading, so a worker that is blocked in a write gets on, so it reads, so `outgoing` empties.
/// The worker in turn reads into a queue that has room for every file of the window. A worker that breaks its part of
/// this is ended by the watchdog, which runs on the supervisor's clock and waits for nothing.
final class WorkerLink: Sendable {
    struct Scan {
        let worker: Worker
        let observer: any WorkerObserver
        let tree: any FileTree
    }

    enum Start {
        case waiting
        case ready(PluginDescriptor, [Rule], processID: Int32)
        case failed(WorkerError)
    }

    struct State {
        var start = Start.waiting
        var outgoing = ByteWriter(capacity: 4096)
        var inFlight = InFlight(threads: 1)
        var wakePending = false
        var scan: Scan?
        /// `cancel` was called, `stop` was called, no more files will be submitted.
        var cancelledAt: UInt64?
        var stopped = false
        var filesEnded = false
        /// The process is gone or given up: nothing more can be sent.
        var gone = false
        /// The supervisor has made its last call.
        var finished = false
    }

    /// Bytes that may wait to be sent before those who serve the tree have to wait.
    private static let room = 1 << 20

    let state = Monitor(State())
    let wake: OwnedDescriptor

    init() throws(WorkerError) {
        let number = supervision_event()
        guard number >= 0 else { throw WorkerError("no event for its worker: \(SystemError.last)") }
        wake = OwnedDescriptor(number)
    }

    // MARK: callers

    func awaitStart() -> Result<(PluginDescriptor, [Rule], Int32), WorkerError> {
        state.wait { state in
            switch state.start {
            case .waiting: nil
            case .ready(let descriptor, let rules, let process): .success((descriptor, rules, process))
            case .failed(let error): .failure(error)
            }
        }
    }

    func open(_ target: ScanTarget, scan: Scan) {
        change { state in
            guard state.scan == nil, !state.finished else { return }
            state.scan = scan
            if state.gone || state.cancelledAt != nil || state.stopped { return }
            state.outgoing.frame(SCW_OPEN_SCAN) { target.write(to: &$0) }
        }
    }

    func submit(_ file: ScanFile, window: Int) -> Bool {
        let accepted = state.wait { state -> Bool? in
            if state.gone || state.cancelledAt != nil || state.scan == nil || state.filesEnded { return false }
            guard state.inFlight.count < window else { return nil }
            guard state.inFlight.add(file) else { return false }
            state.outgoing.frame(SCW_FILE) { file.write(to: &$0) }
            poke(&state)
            return true
        }
        return accepted
    }

    func endFiles() {
        change { state in
            guard !state.filesEnded, state.scan != nil, state.cancelledAt == nil else { return }
            state.filesEnded = true
            state.outgoing.frame(SCW_END_FILES) { _ in }
        }
    }

    func cancel() {
        change { state in
            guard state.cancelledAt == nil, !state.finished else { return }
            state.cancelledAt = MonotonicClock.now
            state.outgoing.frame(state.scan == nil ? SCW_STOP : SCW_CANCEL) { _ in }
        }
    }

    /// Without a scan: destroy and exit. In a scan it is a cancellation.
    func stop() {
        let scanning = state.withLock { $0.scan != nil }
        if scanning { return cancel() }
        change { state in
            guard !state.stopped, state.scan == nil else { return }
            state.stopped = true
            if state.cancelledAt == nil { state.outgoing.frame(SCW_STOP) { _ in } }
        }
    }

    func awaitFinish() { state.wait { $0.finished ? () : nil } }

    // MARK: those who serve the tree

    func send(_ type: scw_frame, _ body: (inout ByteWriter) -> Void) {
        change { $0.outgoing.frame(type, body) }
    }

    /// Blocks while much waits to be sent. False when the worker is gone.
    func waitForRoom() -> Bool {
        state.wait { state in
            if state.gone { return false }
            return state.outgoing.bytes.count < Self.room ? true : nil
        }
    }

    // MARK: the supervisor

    /// The worker does not read what it asked for: those who serve it stop at `room`, so there is no honest way here.
    var isBacklogged: Bool { state.withLock { $0.outgoing.bytes.count > 4 * Self.room } }

    /// Once everything of `buffer` was sent: what has come together since takes its place.
    func takeOutgoingIfIdle(sent: inout Int, into buffer: inout ByteWriter) {
        guard sent == buffer.bytes.count else { return }
        buffer.removeAll()
        sent = 0
        state.withLock { state in
            swap(&state.outgoing, &buffer)
            state.wakePending = false
        }
        if !buffer.bytes.isEmpty { state.announce() }
    }

    func change(_ body: (inout State) -> Void) {
        state.withLock { state in
            body(&state)
            poke(&state)
        }
        state.announce()
    }

    private func poke(_ state: inout State) {
        guard !state.wakePending else { return }
        state.wakePending = true
        var one: UInt64 = 1
        write(wake.number, &one, 8)
    }
}

extension ByteWriter {
    mutating func frame(_ type: scw_frame, _ body: (inout ByteWriter) -> Void) {
        frame(UInt16(truncatingIfNeeded: type.rawValue), body)
    }
}

extension ScanTarget {
    func write(to writer: inout ByteWriter) {
        for text in [id, name, revision, baseRevision, url, host] { writer.write(text) }
        writer.write(fileCount)
    }
}

extension ScanFile {
    func write(to writer: inout ByteWriter) {
        writer.write(id)
        writer.write(entry.mode)
        writer.write(UInt64(extent.offset))
        writer.write(UInt64(count))
        writer.write(entry.path)
        writer.write(contentID)
    }
}
