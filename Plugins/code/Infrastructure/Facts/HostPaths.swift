/// What it means when a container sees a path of its host.
enum HostPaths {
    private static let sockets: Set<String> = [
        "/var/run/docker.sock", "/run/docker.sock", "/var/run/containerd/containerd.sock",
        "/run/containerd/containerd.sock", "/var/run/crio/crio.sock", "/run/crio/crio.sock", "/run/podman/podman.sock",
        "/var/run/podman/podman.sock", "/run/k3s/containerd/containerd.sock",
    ]
    /// Reading them gives away keys or passwords.
    private static let secret: Set<String> = [
        "/", "/etc", "/root", "/root" + "/.ssh", "/etc/shadow", "/etc/ssh", "/etc/sudoers", "/etc/kubernetes",
        "/etc/kubernetes/pki", "/var/lib/kubelet", "/var/lib/docker", "/var/lib/etcd", "/var/lib/containerd", "~/.ssh",
        "~/.aws", "~/.kube", "~/.docker", "~/.gnupg", "~", "/home",
    ]
    /// Writing to them changes the host.
    private static let system: Set<String> = [
        "/proc", "/sys", "/dev", "/boot", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/var", "/run", "/var/run", "/opt",
        "/usr/bin", "/usr/sbin", "/usr/local/bin", "/var/spool/cron", "/etc/cron.d", "/etc/systemd",
        "/etc/systemd/system", "/lib/modules", "/dev/mem", "/dev/kmem",
    ]
    private static let devices = ["/dev/sd", "/dev/nvme", "/dev/vd", "/dev/mem", "/dev/kmem"]

    /// Whether whoever talks to it commands the container runtime.
    static func isRuntimeSocket(_ path: String) -> Bool { sockets.contains(clean(path)) }

    /// Why a path should not be mounted; nil when it may be.
    static func danger(_ path: String, isReadOnly: Bool) -> String? {
        let path = clean(path)
        if secret.contains(path) { return "its secrets can be read" }
        if !isReadOnly, system.contains(path) { return "its system can be changed" }
        return nil
    }

    /// A disk or memory as a device.
    static func isRawDevice(_ path: String) -> Bool { devices.contains { path.hasPrefix($0) } }

    /// Without closing slashes, and with the home directory as `~`.
    private static func clean(_ path: String) -> String {
        var path = path
        for home in ["${HOME}", "$HOME"] where path.hasPrefix(home) { path = "~" + path.dropFirst(home.count) }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
