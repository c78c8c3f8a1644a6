#if canImport(Glibc)
    internal import Glibc
#endif

/// How many connections the descriptors of this process allow. Without descriptors left no scan could start and the
/// database could not be opened, so connections never get all of them.
enum DescriptorLimit {
    /// Kept for the database, runners, webhooks and event loops.
    static let reserve = 256

    /// Raises the process's limit, as far as the system lets it, to what `wanted` connections need; how many of them it
    /// allows then.
    static func connections(wanted: Int) -> Int {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { return wanted }
        let needed = rlim_t(wanted + reserve)
        if limit.rlim_cur < needed {
            var raised = limit
            raised.rlim_cur = min(needed, limit.rlim_max)
            if setrlimit(files, &raised) == 0 { limit = raised }
        }
        return connections(wanted: wanted, descriptors: Int(clamping: limit.rlim_cur))
    }

    /// With few descriptors half of them are for connections.
    static func connections(wanted: Int, descriptors: Int) -> Int {
        min(wanted, max(descriptors - reserve, descriptors / 2, 1))
    }
}
