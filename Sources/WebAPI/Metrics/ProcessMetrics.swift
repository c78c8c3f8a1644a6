#if canImport(Glibc)
    internal import Glibc
#endif

/// What this process takes of the machine, under the names that Prometheus' own clients use.
enum ProcessMetrics {
    static func write(to text: inout MetricsText) {
        var usage = rusage()
        if getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 {
            let seconds = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
                $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
            }
            text.family("process_cpu_seconds_total", .counter, "Processor time, user and system.")
            text.sample("process_cpu_seconds_total", [], seconds)
        }
        if let pages = residentPages() {
            text.gauge(
                "process_resident_memory_bytes", "Resident memory.", Double(pages * Int(sysconf(Int32(_SC_PAGESIZE)))))
        }
        if let open = openDescriptors() { text.gauge("process_open_fds", "Open file descriptors.", Double(open)) }
    }

    /// The second number of `/proc/self/statm`.
    private static func residentPages() -> Int? {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        let fields = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]) : nil
    }

    /// Without the one that looking needs.
    private static func openDescriptors() -> Int? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = -3
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
