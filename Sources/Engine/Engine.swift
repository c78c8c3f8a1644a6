internal import Digest
internal import Dispatch
public import Logging
public import Model
internal import Pipeline
public import Store

/// The life of scans: admits them, queues them, runs so many at once, and brings each to an end that is stored.
public actor Engine: ScanService {
    public nonisolated let plugins: [PluginInfo]
    /// What the loaded plugins look for, sorted.
    public nonisolated let scanTypes: [String]

    private let configuration: EngineConfiguration
    /// What each plugin looks for first, by its id.
    private let scannerTypes: [String: String]
    private let policy: TargetPolicy
    private let lookUps: LookUps
    private let store: Store
    private let logger: Logger
    private var waiting: [Scan] = []
    /// Scans that are being stored and will wait next; they count against the limit already.
    private var admitting = 0
    private var running: [String: RunnerSession] = [:]
    private var isShutDown = false
    private var idle: [CheckedContinuation<Void, Never>] = []

    /// - Parameter plugins: what `catalogue(of:)` found.
    public init(configuration: EngineConfiguration, plugins: [PluginInfo], store: Store, logger: Logger) {
        self.init(configuration: configuration, plugins: plugins, store: store, logger: logger, lookUps: LookUps())
    }

    init(
        configuration: EngineConfiguration, plugins: [PluginInfo], store: Store, logger: Logger, lookUps: LookUps
    ) {
        self.lookUps = lookUps
        self.configuration = configuration
        self.plugins = plugins
        self.store = store
        self.logger = logger
        scannerTypes = plugins.reduce(into: [:]) { types, plugin in types[plugin.id] = plugin.scanTypes.first }
        policy = TargetPolicy(allowedRoots: configuration.allowedRoots)
        scanTypes = Set(plugins.filter { $0.state == .loaded }.flatMap(\.scanTypes)).sorted()
    }

    /// Asks a runner process what plugins there are; this process runs no plugin code itself.
    public static func catalogue(of configuration: EngineConfiguration) async throws -> [PluginInfo] {
        try await blocking { try PluginCatalogue.read(configuration) }
    }

    /// Takes up what an earlier process left: scans that were running failed with it, scans that waited go on waiting.
    public func recover() async throws {
        for scan in try await store.runningScans() {
            let reason = "The server stopped while this scan was running. What it had found by then is kept."
            let end = ScanEnd(
                scanID: scan.id, status: .failed, at: .now(), error: reason, scannerTypes: scannerTypes)
            _ = try await blocking { [store] in try store.finish(end) }
            logger.warning("Scan \(scan.id) was running when the server stopped; it is marked as failed.")
        }
        waiting += try await store.pendingScans()
        startWaiting()
    }

    public func submit(_ request: ScanRequest) async throws -> Scan {
        var request = request
        request.hideCredentials()
        request.targetKey = try await lookUps.run { [policy, target = request.targetPath] in
            if let reason = policy.refusal(of: target) { throw ScanServiceError.targetRejected(reason: reason) }
            return TargetPolicy.canonical(target)
        }
        guard !isShutDown else { throw ScanServiceError.shuttingDown }
        guard waiting.count + admitting < configuration.queuedScans else {
            throw ScanServiceError.queueFull(limit: configuration.queuedScans, retryAfterSeconds: 10)
        }
        admitting += 1
        defer { admitting -= 1 }
        let scan = Scan(id: SecureRandom.uuid(), request: request, createdAt: .now())
        try await store.insert(scan)
        waiting.append(scan)
        startWaiting()
        return scan
    }

    public func cancel(scanID: String) async throws -> Scan? {
        let end = ScanEnd(scanID: scanID, status: .cancelled, at: .now())
        if let scan = try await blocking({ [store] in try store.finish(end) }) {
            waiting.removeAll { $0.id == scanID }
            running[scanID]?.cancel()
            return scan
        }
        guard let scan = try await store.scan(id: scanID) else { return nil }
        throw ScanServiceError.notCancellable(scan.status)
    }

    public func browse(_ path: String?) async throws -> FolderListing {
        try await lookUps.run { [policy] in try FolderBrowser(policy: policy).listing(of: path) }
    }

    /// Ends running scans as failed and leaves waiting ones for the next start; returns when no runner is left.
    public func shutDown() async {
        isShutDown = true
        for session in running.values { session.shutDown() }
        guard !running.isEmpty else { return }
        await withCheckedContinuation { idle.append($0) }
    }

    private func startWaiting() {
        while !isShutDown, running.count < configuration.concurrentScans, !waiting.isEmpty {
            let scan = waiting.removeFirst()
            let session = RunnerSession(
                scan: scan, configuration: configuration, known: plugins.map(KnownPlugin.init), store: store,
                logger: logger)
            running[scan.id] = session
            Task {
                await session.run()
                ended(scan.id)
            }
        }
    }

    private func ended(_ scanID: String) {
        running[scanID] = nil
        startWaiting()
        if running.isEmpty {
            for waiter in idle { waiter.resume() }
            idle = []
        }
    }
}

/// Runs a call that blocks for a bounded time on a thread of its own, off the cooperative pool.
private func blocking<Value: Sendable>(_ call: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try call() }) }
    }
}
