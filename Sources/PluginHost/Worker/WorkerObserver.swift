public import Model

/// How a plugin ended with one file.
public enum FileOutcome: Sendable, Equatable {
    case scanned
    /// The plugin could not scan it, and why.
    case failed(String)
    /// The worker went away, or was told to stop, before it was done.
    case abandoned
}

/// How a plugin's part of a scan ended.
public enum WorkerEnd: Sendable, Equatable {
    /// `note` says what was left out on the way, for example at the limit of findings.
    case completed(note: String?)
    case cancelled
    /// Why, for example `crashed with SIGSEGV while scanning src/a.py`.
    case failed(String)
}

/// Hears what a worker has to say about a scan: on the worker's own supervisor thread, one call at a time and in order.
///
/// A call may block: the plugin then waits, and its clock stands still. It must not call ``Worker/submit(_:)``.
public protocol WorkerObserver: AnyObject, Sendable {
    /// `file` is nil for what was found while looking at the target as a whole.
    func worker(_ worker: Worker, found finding: RawFinding, inFile file: UInt64?)
    func worker(_ worker: Worker, emitted component: Component)
    func worker(_ worker: Worker, related relation: ComponentRelation)
    /// Exactly once for every submitted file, after everything that was found in it.
    func worker(_ worker: Worker, finished file: UInt64, outcome: FileOutcome)
    /// One line of the plugin's log or of its standard error; at most 100 in a second. `level` is `scn_log_level`.
    func worker(_ worker: Worker, logged message: String, level: Int)
    /// Exactly once, as the last call; the process is gone by then.
    func worker(_ worker: Worker, ended: WorkerEnd)
}

/// Why a worker could not be started: a clause in lower case that follows the plugin's name.
public struct WorkerError: Error, Sendable, Equatable {
    public enum Kind: Sendable {
        /// Something went wrong on the way: another time it may go well.
        case failed
        /// The plugin itself cannot be used as it is.
        case unusable
    }

    public let message: String
    public let kind: Kind

    public init(_ message: String, kind: Kind = .failed) {
        self.message = message
        self.kind = kind
    }
}
