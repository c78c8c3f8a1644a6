internal import Glibc

/// Keeps a second import away from a database while it lives; the lock falls with the process. A file beside the
/// database carries it and stays, because a lock on a file that is removed holds nobody back.
final class DatabaseLock {
    private let file: Int32

    init(for database: String) throws(FeedError) {
        // On a new machine an import is the first thing that needs the state folder.
        try FileAccess.makeFolders(above: database)
        let path = database + ".lock"
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw FileAccess.failure("\(path) cannot be made") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            throw FeedError(.busy, "another import is writing \(database)")
        }
    }

    deinit { if file >= 0 { close(file) } }
}
