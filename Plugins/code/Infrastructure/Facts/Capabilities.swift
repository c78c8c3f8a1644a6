/// Linux capabilities that lead out of a container, or nearly so.
enum Capabilities {
    private static let dangerous: Set<String> = [
        "ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "SYS_BOOT", "DAC_READ_SEARCH", "BPF", "MAC_ADMIN",
        "MAC_OVERRIDE",
    ]

    static func isDangerous(_ name: String) -> Bool {
        let name = name.uppercased()
        return dangerous.contains(name.hasPrefix("CAP_") ? String(name.dropFirst(4)) : name)
    }
}
