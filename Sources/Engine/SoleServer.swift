internal import Glibc

/// Holds the right to be the one server of a database: what a second one would take for leftovers of a dead process
/// are the running scans of the first. Given up when the process ends, however it ends.
public final class SoleServer: Sendable {
    private let descriptor: Int32

    public struct Taken: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// Throws ``Taken`` when another server works with the database at `path`, or the lock file beside it cannot be
    /// made.
    public init(database path: String) throws(Taken) {
        let file = path + ".lock"
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Taken(description: "\(file) cannot be made: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Taken(
                description:
                    "Another server works with the database \(path) already; stop it, or set SECURESCAN_DB_PATH")
        }
    }

    deinit { close(descriptor) }
}
