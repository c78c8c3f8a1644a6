public import Model
internal import ScannerAPI

/// One process that has loaded one plugin, for one scan or for one look at its catalogue entry.
///
/// Every function may be called from any thread. A worker that is released without a scan is stopped.
public final class Worker: Sendable {
    /// Longest configuration, bytes.
    private static let configLimit = 896 << 10
    /// Files in flight for each thread: enough that a thread never waits for the next one, few enough that their
    /// contents fit into the arena.
    private static let windowPerThread = 64

    public let descriptor: PluginDescriptor
    public let rules: [Rule]
    public let processID: Int32
    /// What the plugin keeps from scan to scan; nil when it keeps nothing.
    public let results: ResultSession?
    private let link: WorkerLink
    private let patterns: FilePatterns
    private let window: Int

    private init(
        _ descriptor: PluginDescriptor, rules: [Rule], processID: Int32, link: WorkerLink, window: Int,
        results: ResultSession?
    ) throws(PluginRejection) {
        self.descriptor = descriptor
        self.rules = rules
        self.processID = processID
        self.link = link
        self.window = window
        self.results = results
        patterns = try FilePatterns(descriptor.filePatterns)
    }

    deinit { link.stop() }

    /// Starts the process, loads the plugin, checks its descriptor, creates its instance with `config` (the text of a
    /// JSON object) and lists its rules. Blocks, at most ``WorkerLimits/startSeconds``.
    ///
    /// - Parameter results: of this plugin in the scan that will be opened; ``ResultSession/keep(isWhole:)`` is the
    ///   caller's to call.
    public static func start(
        _ plugin: VerifiedPlugin, configuration: PluginHostConfiguration, arena: ContentArena, config: String,
        results: ResultSession? = nil
    ) throws(WorkerError) -> Worker {
        guard config.utf8.count <= configLimit else {
            throw WorkerError("its configuration of \(config.utf8.count) bytes is longer than \(configLimit)")
        }
        let link = try WorkerLink()
        let isRunning = SystemThread.start("scan-worker") {
            do throws(WorkerError) {
                try Supervisor(
                    plugin, configuration: configuration, arena: arena, config: config, link: link, results: results
                ).run()
            } catch {
                link.change { state in
                    state.start = .failed(error)
                    state.finished = true
                }
            }
        }
        guard isRunning else { throw WorkerError("no thread for its worker: \(SystemError.last)") }
        let (descriptor, rules, process) = try link.awaitStart().get()
        let window = windowPerThread * Supervisor.threads(configuration)
        do throws(PluginRejection) {
            return try Worker(
                descriptor, rules: rules, processID: process, link: link, window: window, results: results)
        } catch {
            link.stop()
            throw WorkerError(error.reason, kind: .unusable)
        }
    }

    /// Opens the scan; from now on the observer is called. The tree serves the plugin's walk and open. A worker scans
    /// once: a second call does nothing.
    public func open(_ target: ScanTarget, tree: any FileTree, observer: any WorkerObserver) {
        link.open(target, scan: WorkerLink.Scan(worker: self, observer: observer, tree: tree))
    }

    /// Whether the plugin wants to see a file, by its patterns and its largest size.
    public func wants(path: [UInt8], size: Int64) -> Bool {
        guard descriptor.capabilities & UInt64(SCN_CAP_SCAN_FILE) != 0 else { return false }
        if descriptor.maxFileSize > 0 && UInt64(max(0, size)) > descriptor.maxFileSize { return false }
        return patterns.want(path)
    }

    /// True when the plugin gave file patterns: then it also gets binary files that match.
    public var namesPatterns: Bool { !descriptor.filePatterns.isEmpty }

    /// Queues a file. Blocks while too many are in flight. False: the worker is gone or was told to stop, its scan is
    /// not open, or a file of this id is in flight; then `finished` will not be called for this file.
    public func submit(_ file: ScanFile) -> Bool { link.submit(file, window: window) }

    /// After the last submit: the plugin looks at the target as a whole, then the scan ends.
    public func finishFiles() { link.endFiles() }

    /// Asks the plugin to stop; kills it when it has not after ``WorkerLimits/cancelGraceSeconds``.
    public func cancel() { link.cancel() }

    /// Ends a worker whose scan was never opened, or cancels it; blocks until the process is gone. Not to be called by
    /// an observer.
    public func stop() {
        link.stop()
        link.awaitFinish()
    }
}
