/// The advisory database of this host, opened for one worker.
///
/// The file is replaced as a whole when it is updated, so an open one never changes.
struct AdvisoryFile {
    let descriptor: OwnedDescriptor

    /// Nil when there is no such file. Throws when it is not a regular file that root or the current user alone can
    /// write to, since a plugin would take what it says for facts.
    init?(_ path: String) throws(WorkerError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let name = parts.last else { return nil }
        let folder = "/" + parts.dropLast().joined(separator: "/")
        guard let directory = try? SafeFile.openDirectory(folder) else { return nil }
        do {
            guard let descriptor = try SafeFile.openIfPresent(String(name), in: directory) else { return nil }
            self.descriptor = descriptor
        } catch {
            throw WorkerError("the advisory database in \(folder) cannot be used: \(error.reason)")
        }
    }
}
