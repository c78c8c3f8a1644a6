internal import CLinux
internal import Glibc
internal import Pipeline
internal import Synchronization

/// One `<executable> runner` process and the socket to it. The process leads a group of its own, so that ending it
/// ends its workers too.
final class RunnerProcess: Sendable {
    let link: RunnerLink
    private let processID: pid_t
    private let reaped = Mutex(false)

    /// Starts the process with one inherited descriptor (3, the socket) and hardly any environment.
    init(executable: String) throws(RunnerFailure) {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw RunnerFailure("socketpair", errno) }
        defer { close(pair[1]) }
        do throws(RunnerFailure) {
            processID = try RunnerProcess.spawn(executable, socket: pair[1])
        } catch {
            close(pair[0])
            throw error
        }
        link = RunnerLink(descriptor: pair[0])
    }

    /// Ends the runner and its workers at once.
    func kill() {
        reaped.withLock { reaped in
            if !reaped { _ = Glibc.kill(-processID, SIGKILL) }
        }
    }

    /// Blocks until the process has ended; says how in words.
    func wait() -> String {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        reaped.withLock { $0 = true }
        // Workers end with their runner; one that ignores its closed socket must not outlive the scan either.
        _ = Glibc.kill(-processID, SIGKILL)
        let signal = status & 0x7F
        if signal != 0 { return "was killed by \(RunnerProcess.name(ofSignal: signal))" }
        return "exited with status \((status >> 8) & 0xFF)"
    }

    private static func name(ofSignal signal: Int32) -> String {
        guard let short = sigabbrev_np(signal) else { return "signal \(signal)" }
        return "SIG" + String(cString: short)
    }

    /// What a runner may see of the server's environment: never a credential of the server.
    private static let passedVariables = [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "SSH_AUTH_SOCK",
    ]

    private static func spawn(_ executable: String, socket: Int32) throws(RunnerFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 3)
        posix_spawn_file_actions_addclosefrom_np(&actions, 4)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let environment = passedVariables.compactMap { name in
            getenv(name).map { name + "=" + String(cString: $0) }
        }
        var processID: pid_t = 0
        let result = withCStrings([executable, "runner"]) { arguments in
            withCStrings(environment) { posix_spawn(&processID, executable, &actions, &attributes, arguments, $0) }
        }
        guard result == 0 else { throw RunnerFailure("posix_spawn of \(executable)", result) }
        return processID
    }
}

/// Why no runner could be started.
struct RunnerFailure: Error {
    let message: String

    init(_ call: String, _ code: Int32) {
        message = "The scan could not be started: \(call): \(String(cString: strerror(code)))"
    }
}

/// Lends `strings` as a NULL-terminated array of C strings.
private func withCStrings<R>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
