internal import CSupervision
internal import Glibc
internal import WorkerProtocol

/// The operating system's side of a worker: the process, its socket, its standard error and its blackboard.
///
/// Belongs to the supervisor's thread.
final class WorkerProcess {
    let id: Int32
    let control: OwnedDescriptor
    let errors: OwnedDescriptor
    /// Becomes readable when the process has ended, whoever still holds its other descriptors.
    let pidfd: OwnedDescriptor
    /// Names of the data files that the worker has, in the order of their descriptors.
    let data: [String]
    private let blackboard: UnsafeMutableRawPointer
    private static let blackboardSize = 4096
    /// As waitpid gives it, once the process was reaped.
    private(set) var status: Int32?

    /// - Parameter results: what an earlier scan kept for the plugin.
    init(
        _ plugin: VerifiedPlugin, _ configuration: PluginHostConfiguration, arena: ContentArena,
        results: ResultFile? = nil
    ) throws(WorkerError) {
        let advisories = try Self.advisories(plugin, configuration)
        var ours: Int32 = -1
        var theirs: Int32 = -1
        guard supervision_socket_pair(&ours, &theirs) == 0 else { throw Self.failure("no socket for its worker") }
        control = OwnedDescriptor(ours)
        let theirControl = OwnedDescriptor(theirs)
        guard supervision_pipe(&ours, &theirs) == 0 else { throw Self.failure("no pipe for its worker") }
        errors = OwnedDescriptor(ours)
        let theirErrors = OwnedDescriptor(theirs)
        var board: Int32 = -1
        var page: UnsafeMutableRawPointer?
        guard supervision_shared_memory("scan-blackboard", Self.blackboardSize, 0, &board, &page) == 0, let page else {
            throw Self.failure("no shared memory for its worker")
        }
        blackboard = page
        let boardDescriptor = OwnedDescriptor(board)
        var extras: [(name: String, descriptor: OwnedDescriptor)] = []
        if let advisories { extras.append((SCW_ADVISORIES, advisories.descriptor)) }
        if let results { extras.append((SCW_RESULTS, results.descriptor)) }
        data = plugin.data.map(\.name) + extras.map(\.name)
        let descriptors =
            [theirControl.number, plugin.library.descriptor.number, arena.descriptor.number, boardDescriptor.number]
            + plugin.data.map(\.descriptor.number) + extras.map(\.descriptor.number)
        var pidfd: Int32 = -1
        id = supervision_spawn(
            configuration.workerPath, String(data.count), descriptors, Int32(descriptors.count), theirErrors.number,
            &pidfd)
        let error = errno
        guard id > 0 else {
            munmap(page, Self.blackboardSize)
            throw WorkerError("its worker \(configuration.workerPath) cannot be started: \(SystemError.text(error))")
        }
        self.pidfd = OwnedDescriptor(pidfd)
    }

    private static func advisories(
        _ plugin: VerifiedPlugin, _ configuration: PluginHostConfiguration
    ) throws(WorkerError) -> AdvisoryFile? {
        guard plugin.manifest.permissions.contains(.advisories) else { return nil }
        return try configuration.advisoryDatabase.flatMap { path throws(WorkerError) in try AdvisoryFile(path) }
    }

    deinit { munmap(blackboard, Self.blackboardSize) }

    /// True once the process has ended and was reaped; never blocks.
    func reap() -> Bool {
        if status != nil { return true }
        var status: Int32 = 0
        guard supervision_reap(id, &status) != 0 else { return false }
        self.status = status
        return true
    }

    func kill() {
        if status == nil { supervision_kill(id) }
    }

    /// A copy of the page, which the worker can change and falsify at any time.
    var board: scw_blackboard { blackboard.load(as: scw_blackboard.self) }

    private static func failure(_ what: String) -> WorkerError { WorkerError("\(what): \(SystemError.last)") }
}
