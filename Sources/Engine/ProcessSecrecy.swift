internal import CLinux

/// Keeps this process's memory and environment, which hold keys, from other processes of the same user: no core dumps,
/// no ptrace, no reading of `/proc/<pid>/environ` (prctl(2), PR_SET_DUMPABLE). A child that it starts begins anew.
public enum ProcessSecrecy {
    public static func begin() { _ = securescan_hide_process() }
}
