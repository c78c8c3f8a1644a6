internal import Glibc
internal import PluginSDK
internal import ScannerAPI
internal import Synchronization

/// One life of a plugin under test.
///
/// Sendable without the compiler's help: the plugin's table is constant, and all that changes is behind the lock.
final class TestRun: @unchecked Sendable {
    let host: TestHost
    private let plugin: UnsafePointer<scn_plugin>
    private let state = Mutex(TestReport())
    private let cancelQuestions = Mutex(0)
    /// Kept to the end, so that a plugin that uses a call after its end is noted instead of crashing the tests.
    private let calls = Mutex<[TestCall]>([])

    init(_ host: TestHost, _ plugin: UnsafePointer<scn_plugin>) {
        self.host = host
        self.plugin = plugin
    }

    func with<R>(_ body: (inout sending TestReport) -> sending R) -> R { state.withLock(body) }

    func violation(_ what: String) {
        with { if $0.violations.count < 100, !$0.violations.contains(what) { $0.violations.append(what) } }
    }

    func isCancelled() -> Bool {
        guard let limit = host.cancelAfter else { return false }
        return cancelQuestions.withLock { asked in
            asked += 1
            return asked > limit
        }
    }

    /// Runs the plugin from create to destroy. `around` calls its argument with the configuration.
    func report(_ around: ((String) -> scn_status) -> scn_status) -> TestReport {
        guard isComplete() else { return finished() }
        let table = HostTable(size: host.tableSize)
        defer { withExtendedLifetime(table) {} }
        var instance: OpaquePointer?
        let status = around { configuration in
            let text = LentBytes(Array(configuration.utf8))
            return call(.create) { plugin.pointee.create(table.pointer, $0, text.text, &instance) }
        }
        guard status == scn_status(SCN_OK) else { return finished() }
        guard let instance else {
            violation("create succeeded without an instance")
            return finished()
        }
        if call(.listRules, nil, { plugin.pointee.list_rules(instance, $0) }) == scn_status(SCN_OK) {
            checkRules()
            scanTarget(instance)
        }
        plugin.pointee.destroy(instance)
        return finished()
    }

    private func scanTarget(_ instance: OpaquePointer) {
        var scan: OpaquePointer?
        let name = LentBytes(Array("test".utf8))
        var target = scn_target_info()
        target.struct_size = UInt32(MemoryLayout<scn_target_info>.size)
        (target.id, target.name, target.file_count) = (name.text, name.text, UInt64(host.files.count))
        let status = call(.openScan) { plugin.pointee.open_scan(instance, $0, &target, &scan) }
        name.poison()
        guard status == scn_status(SCN_OK) else { return }
        guard let scan else { return violation("open_scan succeeded without a scan") }
        if plugin.pointee.caps & SCN_CAP_SCAN_FILE != 0 { scanFiles(scan) }
        if plugin.pointee.caps & SCN_CAP_SCAN_TARGET != 0, let scanTarget = plugin.pointee.scan_target {
            call(.scanTarget) { scanTarget(scan, $0) }
        }
        call(.closeScan) {
            plugin.pointee.close_scan(scan, $0)
            return scn_status(SCN_OK)
        }
    }

    private func scanFiles(_ scan: OpaquePointer) {
        struct Handle: @unchecked Sendable { let scan: OpaquePointer }  // the ABI lets any thread use a scan
        let handle = Handle(scan: scan)
        let most = Int(plugin.pointee.max_parallel)
        let paths = host.files.keys.sorted()
        let next = Atomic(0)
        onThreads(most > 0 ? min(most, host.threads) : host.threads) {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < paths.count else { return }
                self.scanFile(handle.scan, paths[index])
            }
        }
    }

    private func scanFile(_ scan: OpaquePointer, _ path: String) {
        guard let scanFile = plugin.pointee.scan_file, let bytes = host.files[path] else { return }
        let file = TestFile(path: path, bytes: bytes)
        let name = LentBytes(Array(path.utf8))
        var info = file.info(name)
        call(.scanFile, file) { scanFile(scan, $0, file.handle, &info) }
        name.poison()
        file.poison()
    }

    /// Makes a call, notes how it ended, and takes back what it was lent.
    @discardableResult
    private func call(
        _ phase: TestFailure.Phase, _ file: TestFile? = nil, _ body: (OpaquePointer) -> scn_status
    ) -> scn_status {
        let call = TestCall(self, phase, file)
        calls.withLock { $0.append(call) }
        let status = body(OpaquePointer(Unmanaged.passUnretained(call).toOpaque()))
        let (reason, left) = call.end()
        if left > 0 { violation("\(phase.rawValue) left \(left) files open") }
        guard status != scn_status(SCN_OK) else { return status }
        let kind = PluginError.Kind(status: status)
        if reason == nil, kind != .cancelled { violation("\(phase.rawValue) failed without giving a reason") }
        let failure = TestFailure(phase: phase, kind: kind, reason: reason ?? "")
        with { report in
            if let file { report.failedFiles[file.path] = failure } else { report.failure = failure }
        }
        return status
    }

    private func finished() -> TestReport {
        var report = state.withLock { $0 }
        report.findings.sort { one, other in
            (one.path, one.region.bytes?.lowerBound ?? 0, one.rule)
                < (other.path, other.region.bytes?.lowerBound ?? 0, other.rule)
        }
        return report
    }

    /// Checks what the plugin says about itself; false when a function every plugin needs is missing.
    private func isComplete() -> Bool {
        let table = copied(plugin, empty: scn_plugin())
        if table.scan_type_count == 0 { violation("the plugin names no scan type") }
        if (table.caps & SCN_CAP_SCAN_FILE != 0) != (table.scan_file != nil) {
            violation("the capability to scan files and scan_file disagree")
        }
        if (table.caps & SCN_CAP_SCAN_TARGET != 0) != (table.scan_target != nil) {
            violation("the capability to scan targets and scan_target disagree")
        }
        for (name, text) in [("id", table.id), ("name", table.name), ("version", table.version)] where text.len == 0 {
            violation("the plugin has no \(name)")
        }
        let isComplete =
            table.create != nil && table.destroy != nil && table.list_rules != nil && table.open_scan != nil
            && table.close_scan != nil
        if !isComplete { violation("one of create, destroy, list_rules, open_scan and close_scan is missing") }
        return isComplete
    }

    private func checkRules() {
        let prefix = String(lent: plugin.pointee.id) + "."
        let rules = with { $0.rules }
        for rule in rules {
            if !rule.id.hasPrefix(prefix) { violation("the rule \(rule.id) does not begin with \(prefix)") }
            if rule.title.isEmpty || rule.help.isEmpty { violation("the rule \(rule.id) has no title or no help") }
        }
        if Set(rules.map(\.id)).count != rules.count { violation("a rule is listed twice") }
    }
}

/// Runs `body` on that many threads and waits for them; on the caller's own when it is one.
private func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    guard count > 1 else { return body() }
    let work = Work(body)
    var threads: [pthread_t] = []
    for _ in 0..<count {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(work).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { box in
                if let box { Unmanaged<Work>.fromOpaque(box).takeRetainedValue().body() }
                return nil
            }, box)
        if status == 0 { threads.append(thread) } else { Unmanaged<Work>.fromOpaque(box).release() }
    }
    for thread in threads { pthread_join(thread, nil) }
    if threads.isEmpty { body() }
}
