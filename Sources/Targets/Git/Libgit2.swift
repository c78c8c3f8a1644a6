internal import CLibgit2

/// The library as a whole: started once for the process, and cut off from the machine's own configuration.
enum Libgit2 {
    /// Makes results the same on every machine and keeps hostile packs in bounds. Repositories are opened without their
    /// configuration as well (see `RepositoryHandle`), and no filter, hook or program is ever run.
    static let start: Void = {
        git_libgit2_init()
        for level in [
            GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
        ] {
            _ = securescan_git_set_search_path(level.rawValue, "")
        }
        _ = securescan_git_set_flag(Int32(GIT_OPT_SET_OWNER_VALIDATION.rawValue), 0)
        _ = securescan_git_set_size(Int32(GIT_OPT_SET_PACK_MAX_OBJECTS.rawValue), 100_000_000)
        // As it comes, the library maps up to 8 GiB of packs and keeps 256 MiB of objects.
        _ = securescan_git_set_size(Int32(GIT_OPT_SET_MWINDOW_SIZE.rawValue), 16 << 20)
        _ = securescan_git_set_size(Int32(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT.rawValue), 128 << 20)
        _ = securescan_git_set_size(Int32(GIT_OPT_SET_CACHE_MAX_SIZE.rawValue), 32 << 20)
    }()

    /// What the library said about its last failure on this thread.
    static var message: String {
        guard let error = git_error_last(), let text = error.pointee.message else { return "no reason given" }
        return String(cString: text)
    }
}
