/// What runs scans: the side of the engine that clients reach.
public protocol ScanService: Sendable {
    /// Every plugin that was found, loadable or not, sorted by id.
    var plugins: [PluginInfo] { get }

    /// The scan types that the loaded plugins declare, sorted, each once.
    var scanTypes: [String] { get }

    /// Stores the scan and queues it; it is `pending` when this returns. Throws ``ScanServiceError``.
    func submit(_ request: ScanRequest) async throws -> Scan

    /// Stops a pending or running scan for good and returns it as `cancelled`; nil when there is no such scan. Throws
    /// ``ScanServiceError/notCancellable(_:)`` when it has ended already.
    func cancel(scanID: String) async throws -> Scan?

    /// What a folder holds that may be scanned; nil asks for the one where looking begins. Throws
    /// ``ScanServiceError/targetRejected(reason:)`` for what is no folder or must not be looked at, and
    /// ``ScanServiceError/targetDoesNotAnswer(seconds:)``.
    func browse(_ path: String?) async throws -> FolderListing
}

/// Why a scan was not taken or not cancelled.
public enum ScanServiceError: Error, Sendable, Equatable {
    /// The target cannot or must not be scanned; the reason is for the client.
    case targetRejected(reason: String)
    /// `limit` scans wait already; it is worth trying again after so many seconds.
    case queueFull(limit: Int, retryAfterSeconds: Int)
    /// Looking at the target, or at a folder, took longer than this and was given up.
    case targetDoesNotAnswer(seconds: Double)
    /// The server is about to stop.
    case shuttingDown
    /// The scan has reached this state, which is final.
    case notCancellable(ScanStatus)

    public var message: String {
        switch self {
        case .targetRejected(let reason): reason
        case .targetDoesNotAnswer(let seconds):
            "Its file system did not answer within \(Int(seconds.rounded(.up))) s, or too many others are waiting "
                + "for theirs"
        case .shuttingDown: "The server is being stopped"
        case .queueFull(let limit, _): "The scan queue is full: \(limit) scans are waiting"
        case .notCancellable(let status): "Cannot cancel scan in '\(status.rawValue)' state"
        }
    }
}
