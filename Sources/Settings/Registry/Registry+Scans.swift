internal import Engine
internal import Model
internal import Pipeline
internal import PluginHost
internal import Targets

extension Registry {
    private static let week = 604_800

    /// Of scans, wherever they are started: the server's queue, what is looked at, and what plugins may take.
    static let scans = Section(unsetScans, queue + targets + plugins + workers + results)

    /// Places and keys are filled in when a scan is about to run.
    private static let unsetScans = EngineConfiguration(
        executable: "",
        job: ScanJob(
            scanID: "", request: ScanRequest(targetPath: "", scanTypes: []),
            plugins: PluginHostConfiguration(directories: [], workerPath: "", hostVersion: ""),
            targetLimits: TargetLimits(), cacheDirectory: "", secretKey: []))

    private static let queue: [Field<EngineConfiguration>] = [
        Field("SECURESCAN_MAX_SCANS", \.concurrentScans, .whole(1...64), "Scans that run at once."),
        Field(
            "SECURESCAN_MAX_QUEUED", \.queuedScans, .whole(1...100_000), "Scans that may wait; beyond it 503."),
        Field(
            "SECURESCAN_RUNNER_TIMEOUT", \.runnerSeconds, .seconds(upTo: week),
            "Seconds for one scan of the server, whatever it does."),
    ]

    private static let targets: [Field<EngineConfiguration>] = [
        Field(
            "SECURESCAN_ALLOWED_ROOTS", \.allowedRoots, .folders, default: "anywhere but /proc, /sys, /dev",
            "Folders that targets of the server must lie in; file:// URLs are refused while it is set."),
        Field(
            "SECURESCAN_MAX_FILE_BYTES", \.job.targetLimits.fileBytes, .bytes(1...64 << 20),
            "Bytes of one file; larger ones are left out and counted."),
        Field(
            "SECURESCAN_MAX_FILES", \.job.targetLimits.files, .whole(1...1_000_000_000),
            "Entries of one target, folders included."),
        Field(
            "SECURESCAN_MAX_DEPTH", \.job.targetLimits.depth, .whole(1...100_000), "Folders within folders."),
        Field(
            "SECURESCAN_MAX_CLONE_BYTES", \.job.targetLimits.cloneBytes, .bytes(1...1 << 44), "Bytes of one clone."),
        Field(
            "SECURESCAN_CONTENT_MEMORY", \.job.contentBytes, .bytes(1 << 20...16 << 30),
            "Bytes of file contents that one scan has in memory at once; the largest file must fit."),
    ]

    private static let plugins: [Field<EngineConfiguration>] = [
        Field(
            "SECURESCAN_PLUGIN_DIR", \.job.plugins.directories, .folders, default: "none",
            "Folders with plugins, beside the folder plugins next to the program."),
        Field(
            "SECURESCAN_RULES_DIR", optional: \.job.plugins.rulesDirectory, .folder, default: "none",
            "A folder with rules of your own for the code scanner, used in every scan."),
        Field(
            "SECURESCAN_TARGET_RULES", \.job.usesTargetRules, .flag,
            "Rules in .securescan/rules of a target are used in its scan; only where targets are trusted."),
        Field(
            "SECURESCAN_TARGET_CONFIG", \.job.usesTargetConfig, .flag,
            ".securescan.yml and the baseline of a target count in its scan; unset, on the command line alone."),
        Field(
            "SECURESCAN_FAKE_NOW", optional: \.job.fakeNow, .moment, default: "none",
            "The time that reports of the command line carry, so that equal scans give equal bytes."),
        Field(
            "SECURESCAN_MAX_LIBRARY_BYTES", \.job.plugins.fileBytes, .bytes(1 << 10...1 << 40),
            "Bytes of a plugin's library, and of each of its data files; a larger one is refused."),
        Field(
            "SECURESCAN_MAX_FINDINGS", \.job.plugins.limits.findings, .whole(1...10_000_000),
            "Findings of one plugin in one scan; the scan says when it was reached."),
        Field(
            "SECURESCAN_MAX_COMPONENTS", \.job.plugins.limits.components, .whole(1...10_000_000),
            "Components of one plugin in one scan."),
        Field(
            "SECURESCAN_MAX_TEXT", \.job.plugins.limits.textBytes, .bytes(1 << 10...128 << 10),
            "Bytes of one text in a finding; longer ones are cut."),
    ]

    private static let workers: [Field<EngineConfiguration>] = [
        Field(
            "SECURESCAN_SCAN_TIMEOUT", \.job.plugins.limits.scanSeconds, .seconds(upTo: week),
            "Seconds for one plugin's part of a scan."),
        Field(
            "SECURESCAN_FILE_TIMEOUT", \.job.plugins.limits.fileSeconds, .seconds(upTo: week),
            "Seconds for one plugin on one file."),
        Field(
            "SECURESCAN_WORKER_START_TIMEOUT", \.job.plugins.limits.startSeconds, .seconds(upTo: week),
            "Seconds for a worker to get ready, and again to open a scan."),
        Field(
            "SECURESCAN_CANCEL_GRACE", \.job.plugins.limits.cancelGraceSeconds, .seconds(upTo: week),
            "Seconds for a worker from being told to stop to being killed."),
        Field(
            "SECURESCAN_WORKER_MEMORY", \.job.plugins.limits.memoryBytes, .bytes(64 << 20...1 << 46),
            "Bytes of address space that a worker may add to what it has at start."),
        Field(
            "SECURESCAN_WORKER_THREADS", \.job.plugins.threads, .whole(0...256),
            "Files that one worker scans at once; 0: one for each processor."),
        Field(
            "SECURESCAN_WORKER_FILES", \.job.plugins.limits.openFiles, .whole(16...65_536),
            "Descriptors that a worker may have open."),
    ]

    private static let results: [Field<EngineConfiguration>] = [
        Field(
            "SECURESCAN_RESULT_CACHE", \.job.results.isOn, .flag,
            "Plugins may keep results from scan to scan, so that only what changed is worked out again."),
        Field(
            "SECURESCAN_RESULT_CACHE_FILE_BYTES", \.job.results.fileBytes, .bytes(1 << 10...16 << 30),
            "Bytes that one version of one plugin may keep for one target; what does not fit is forgotten."),
        Field(
            "SECURESCAN_RESULT_CACHE_BYTES", \.job.results.totalBytes, .bytes(1 << 10...1 << 46),
            "Bytes of all kept results; beyond it those that were not used for longest are removed."),
    ]
}
