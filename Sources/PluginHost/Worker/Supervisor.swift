internal import CSupervision
internal import Glibc
internal import Model
internal import WorkerProtocol

/// The thread that starts a worker's process, speaks with it, watches its clocks and buries it.
///
/// Everything here belongs to that one thread; what others need is in ``WorkerLink``. The thread lives at least as
/// long as the process, since the process dies with the thread that started it (PR_SET_PDEATHSIG).
final class Supervisor {
    /// What the worker may say next.
    enum Stage {
        case greeting, describing, creating, ready, opening, scanning
        /// Its last word was said; it destroys the plugin and leaves.
        case leaving
    }

    let plugin: VerifiedPlugin
    let configuration: PluginHostConfiguration
    let arena: ContentArena
    let config: String
    let link: WorkerLink
    let results: ResultSession?
    let process: WorkerProcess

    var stage = Stage.greeting
    var descriptor: PluginDescriptor?
    var rules: RuleFrames
    var scan: WorkerLink.Scan?
    var emissions: Emissions?
    var tree: TreeService?
    var end: WorkerEnd?
    /// Why the host gave the worker up.
    var reason: String?
    /// That reason lies in the plugin as it is on the disk.
    var isUnusable = false
    /// What it sends is not worth reading any more.
    var isStreamLost = false
    var received = EmissionCounts()
    /// A result of which the rest has not come yet, and its size.
    var unfinished: (key: [UInt8], size: Int, value: [UInt8])?

    /// Reads after the end of the process: more than its socket can hold, in case a process that it left behind and
    /// that got away from its group goes on writing.
    private static let lastHelpings = 64

    private var decoder = FrameDecoder()
    private var sending = ByteWriter(capacity: 4096)
    private var sent = 0
    private var isControlClosed = false
    private var areErrorsClosed = false
    private var lines = LineSplitter()
    var gate = LogGate()
    var chatter = Allowance(burst: 20_000, perSecond: 2_000)
    var clocks: WorkerClocks

    init(
        _ plugin: VerifiedPlugin, configuration: PluginHostConfiguration, arena: ContentArena, config: String,
        link: WorkerLink, results: ResultSession?
    ) throws(WorkerError) {
        self.plugin = plugin
        self.configuration = configuration
        self.arena = arena
        self.config = config
        self.link = link
        self.results = results
        rules = RuleFrames(plugin: plugin.manifest.id, textLimit: configuration.limits.effectiveText)
        guard plugin.library.isUnchanged, plugin.data.allSatisfy(\.isUnchanged) else {
            throw WorkerError("was changed on disk since its SHA-256 was checked", kind: .unusable)
        }
        process = try WorkerProcess(plugin, configuration, arena: arena, results: results?.earlier)
        clocks = WorkerClocks(configuration.limits)
    }

    var limits: WorkerLimits { configuration.limits }

    /// Threads that a worker of this configuration may have.
    static func threads(_ configuration: PluginHostConfiguration) -> Int {
        let wanted = configuration.threads > 0 ? configuration.threads : Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return max(1, min(wanted, Int(SCW_MAX_THREADS)))
    }

    /// Until the process is gone and everybody has been told.
    func run() {
        sendSetup()
        while !process.reap() {
            let readable = waitForEvents()
            let woke = MonotonicClock.now
            if readable.wake { drainWake() }
            adoptRequests()
            if readable.errors { hearErrors() } else if readable.control { readControl() }
            writeControl()
            checkClocks(busy: MonotonicClock.now &- woke)
        }
        // Its last words; a quick worker may have done everything since the last look.
        adoptRequests()
        hearErrors()
        conclude()
    }

    // MARK: input and output

    private func waitForEvents() -> (wake: Bool, errors: Bool, control: Bool) {
        link.takeOutgoingIfIdle(sent: &sent, into: &sending)
        let wantsToWrite = sent < sending.bytes.count && !isStreamLost
        let controlEvents = Int16(POLLIN) | (wantsToWrite ? Int16(POLLOUT) : 0)
        var polled = [
            pollfd(fd: link.wake.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: process.pidfd.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: areErrorsClosed ? -1 : process.errors.number, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: isControlClosed || isStreamLost ? -1 : process.control.number, events: controlEvents, revents: 0),
        ]
        _ = poll(&polled, nfds_t(polled.count), clocks.timeout(link))
        return (polled[0].revents != 0, polled[2].revents != 0, polled[3].revents & ~Int16(POLLOUT) != 0)
    }

    private func drainWake() {
        var count: UInt64 = 0
        _ = read(link.wake.number, &count, 8)
    }

    private func writeControl() {
        link.takeOutgoingIfIdle(sent: &sent, into: &sending)
        guard sent < sending.bytes.count, !isControlClosed, !isStreamLost else { return }
        let count = sending.bytes.withUnsafeBytes {
            send(process.control.number, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
        }
        // A reader that is gone is noticed where its process is.
        if count > 0 { sent += count }
    }

    /// One helping of what the worker sent. True when there may be more at once.
    @discardableResult
    private func readControl() -> Bool {
        guard !isControlClosed, !isStreamLost else { return false }
        let count = decoder.fill { room in
            recv(process.control.number, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
        }
        guard count > 0 else {
            if count == 0 || (errno != EAGAIN && errno != EINTR) { controlClosed() }
            return false
        }
        do {
            while !isStreamLost, let (type, payload) = try decoder.next() { try handle(type, payload) }
        } catch {
            violation("sent a malformed frame: \(error.message)")
        }
        return true
    }

    private func controlClosed() {
        isControlClosed = true
        clocks.expectExit()
    }

    /// Says what the worker wrote to its standard error once everything is heard that it had sent before: a line must
    /// not overtake the mark of a secret that is in it.
    private func hearErrors() {
        let lines = readErrors()
        for _ in 0..<Self.lastHelpings where !readControl() { break }
        for line in lines { log(line, level: .standardError) }
    }

    private func readErrors() -> [String] {
        var heard: [String] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        for _ in 0..<16 where !areErrorsClosed {
            let count = read(process.errors.number, &buffer, buffer.count)
            if count < 0 && errno == EAGAIN { break }
            if count <= 0 {
                areErrorsClosed = true
                lines.finish { heard.append($0) }
            } else {
                lines.add(buffer[..<count]) { heard.append($0) }
            }
        }
        return heard
    }

    // MARK: decisions

    /// Gives the worker up: its process is killed, what it had sent before still counts.
    func kill(_ why: String) {
        if reason == nil { reason = why }
        process.kill()
    }

    /// Gives the worker up, and does not believe another byte.
    func violation(_ why: String) {
        isStreamLost = true
        kill(why)
    }

    /// The plugin was looked at and cannot be used.
    func reject(_ why: String) {
        isUnusable = true
        violation(why)
    }

    /// Says a line to the observer, when it is among those that may be said.
    func log(_ line: String, level: LogLevel) {
        for line in gate.pass(line) { tell(line, level) }
    }

    func tell(_ line: String, _ level: LogLevel) {
        if let scan { scan.observer.worker(scan.worker, logged: line, level: level.rawValue) }
    }

    /// What callers have asked for since the last look.
    private func adoptRequests() {
        let (scan, isCancelled, isStopped) = link.state.withLock { ($0.scan, $0.cancelledAt != nil, $0.stopped) }
        if self.scan == nil, let scan { adopt(scan) }
        if isCancelled || isStopped { clocks.cancel() }
    }

    private func adopt(_ scan: WorkerLink.Scan) {
        self.scan = scan
        stage = .opening
        emissions = Emissions(rules: rules.rules, tree: scan.tree, arena: arena)
        tree = TreeService(scan.tree, link: link)
        clocks.open()
    }

    private func checkClocks(busy: UInt64) {
        clocks.forgive(busy, link)
        switch clocks.expired(link) {
        case .start?: kill("was not ready after \(format(limits.startSeconds)) s" + (place.map { ", \($0)" } ?? ""))
        case .open?: kill("did not open the scan within \(format(limits.startSeconds)) s")
        case .file(let path)?: kill("took longer than \(format(limits.fileSeconds)) s to scan \(path)")
        case .scan?: kill("took longer than \(format(limits.scanSeconds)) s for its part of the scan")
        case .exit?: kill(isControlClosed ? "closed its connection to the host" : "did not stop when it was asked to")
        case nil: break
        }
    }

    private var place: String? { DeathReport(status: 0, board: process.board) { _ in nil }.mainThread }

    private func format(_ seconds: Double) -> String {
        seconds == seconds.rounded() && seconds < 1e9 ? String(Int(seconds)) : String(seconds)
    }
}

/// Levels of ``WorkerObserver/worker(_:logged:level:)``, as `scn_log_level` has them.
enum LogLevel: Int {
    case trace, debug, info, warning, error, note
    static let standardError = LogLevel.warning
}

/// How much of each kind a plugin has emitted.
struct EmissionCounts {
    var findings = 0
    var components = 0
    var relations = 0
    var results = 0
    /// What those take, as `scw_result_cost` counts.
    var resultBytes = 0
}
