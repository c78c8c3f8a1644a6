public import Model

/// One process that has loaded one plugin, for one scan or for one look at its catalogue entry.
///
/// Every function may be called from any thread.
public final class Worker: Sendable {
    public let descriptor: PluginDescriptor
    public let rules: [Rule]
    public let processID: Int32

    init(descriptor: PluginDescriptor, rules: [Rule], processID: Int32) {
        self.descriptor = descriptor
        self.rules = rules
        self.processID = processID
    }

    /// Starts the process, loads the plugin, checks its descriptor, creates its instance with `config` (the text of a
    /// JSON object) and lists its rules. Blocks, at most ``WorkerLimits/startSeconds``.
    public static func start(
        _ plugin: VerifiedPlugin, configuration: PluginHostConfiguration, arena: ContentArena, config: String
    ) throws(WorkerError) -> Worker {
        throw WorkerError("workers come with the next commit")
    }

    /// Opens the scan; from now on the observer is called. The tree serves the plugin's walk and open. Once only.
    public func open(_ target: ScanTarget, tree: any FileTree, observer: any WorkerObserver) {}

    /// Whether the plugin wants to see a file, by its patterns and its largest size.
    public func wants(path: [UInt8], size: Int64) -> Bool { true }

    /// True when the plugin gave file patterns: then it also gets binary files that match.
    public var namesPatterns: Bool { !descriptor.filePatterns.isEmpty }

    /// Queues a file. Blocks while too many are in flight. False: the worker is gone or was told to stop, and
    /// `finished` will not be called for this file.
    public func submit(_ file: ScanFile) -> Bool { false }

    /// After the last submit: the plugin looks at the target as a whole, then the scan ends.
    public func finishFiles() {}

    /// Asks the plugin to stop; kills it when it has not after ``WorkerLimits/cancelGraceSeconds``.
    public func cancel() {}

    /// Ends a worker whose scan was never opened; blocks until the process is gone.
    public func stop() {}
}
