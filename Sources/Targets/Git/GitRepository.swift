internal import Synchronization

/// A repository that many threads read: each takes a handle of its own, since libgit2's are for one thread at a time.
final class GitRepository: Sendable {
    let location: RepositoryLocation
    let config: ConfigFile?
    private let idle = Mutex<[RepositoryHandle]>([])

    init(_ location: RepositoryLocation) throws(TargetError) {
        self.location = location
        config = ConfigFile(location.commonFolder + "/config")
        if let format = config?["extensions.objectformat"], format != "sha1" {
            throw TargetError(
                .unsupported,
                "the repository \(location.gitFolder) names its objects by \(format); only sha1 can be read")
        }
        let first = try RepositoryHandle(location)
        idle.withLock { $0.append(first) }
    }

    /// Lends a handle for the time of `body`, within which another may be taken.
    func withHandle<R>(_ body: (RepositoryHandle) throws -> R) throws -> R {
        let handle = try idle.withLock { $0.popLast() } ?? RepositoryHandle(location)
        defer { idle.withLock { $0.append(handle) } }
        return try body(handle)
    }
}
