internal import Digest
public import Engine
internal import Glibc
internal import Model
public import Pipeline
public import PluginHost
internal import Targets

/// Everything that the environment configures, with its defaults: the one place that names the variables of a scan.
public struct Settings: Sendable {
    public let environment: Environment
    /// Folder of the running program, where plugins and the worker are looked for.
    public let home: String

    private let version: String

    /// - Parameter version: of the program, told to plugins.
    public static func load(version: String) throws -> Settings {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        guard length > 0 else {
            throw Environment.Fault(description: "/proc is not mounted; it is needed to find the plugins")
        }
        let path = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Settings(
            environment: .process, home: path.split(separator: "/").dropLast().map { "/" + $0 }.joined(),
            version: version)
    }

    var executable: String { home + "/securescan" }

    /// `SECURESCAN_DB_PATH`, by default `securescan/securescan.db` in the state folder (XDG Base Directory).
    public func databasePath() throws -> String {
        try environment.text("SECURESCAN_DB_PATH") ?? stateDirectory() + "/securescan.db"
    }

    private func stateDirectory() throws -> String { try directory("XDG_STATE_HOME", fallback: "/.local/state") }
    private func cacheDirectory() throws -> String {
        try environment.text("SECURESCAN_CACHE_DIR") ?? directory("XDG_CACHE_HOME", fallback: "/.cache")
    }

    private func directory(_ variable: String, fallback: String) throws -> String {
        // XDG Base Directory: a relative path there is to be ignored.
        if let base = environment.text(variable), base.hasPrefix("/") { return base + "/securescan" }
        guard let home = environment.text("HOME"), home.hasPrefix("/") else {
            throw Environment.Fault(
                description: "Neither \(variable) nor HOME is set to an absolute path; set one of them")
        }
        return home + fallback + "/securescan"
    }

    public func plugins() throws -> PluginHostConfiguration {
        var limits = WorkerLimits()
        limits.fileSeconds = try environment.seconds("SECURESCAN_FILE_TIMEOUT", default: limits.fileSeconds)
        limits.scanSeconds = try environment.seconds("SECURESCAN_SCAN_TIMEOUT", default: limits.scanSeconds)
        limits.startSeconds = try environment.seconds("SECURESCAN_WORKER_START_TIMEOUT", default: limits.startSeconds)
        limits.cancelGraceSeconds = try environment.seconds(
            "SECURESCAN_CANCEL_GRACE", default: limits.cancelGraceSeconds)
        limits.openFiles = try environment.integer("SECURESCAN_WORKER_FILES", 16...65_536, default: limits.openFiles)
        limits.components = try environment.integer(
            "SECURESCAN_MAX_COMPONENTS", 1...10_000_000, default: limits.components)
        limits.textBytes = try environment.integer("SECURESCAN_MAX_TEXT", 1024...131_072, default: limits.textBytes)
        limits.memoryBytes = try environment.integer(
            "SECURESCAN_WORKER_MEMORY", (64 << 20)...(1 << 46), default: limits.memoryBytes)
        limits.findings = try environment.integer("SECURESCAN_MAX_FINDINGS", 1...10_000_000, default: limits.findings)
        return PluginHostConfiguration(
            directories: [home + "/plugins"] + environment.list("SECURESCAN_PLUGIN_DIR", separator: ":"),
            workerPath: home + "/scanner-worker",
            threads: try environment.integer("SECURESCAN_WORKER_THREADS", 0...256, default: 0), limits: limits,
            hostVersion: version)
    }

    public func job() throws -> ScanJob {
        var limits = TargetLimits()
        limits.fileBytes = try environment.integer(
            "SECURESCAN_MAX_FILE_BYTES", 1...(64 << 20), default: limits.fileBytes)
        limits.files = try environment.integer("SECURESCAN_MAX_FILES", 1...1_000_000_000, default: limits.files)
        limits.depth = try environment.integer("SECURESCAN_MAX_DEPTH", 1...100_000, default: limits.depth)
        limits.cloneBytes = try environment.integer(
            "SECURESCAN_MAX_CLONE_BYTES", 1...(1 << 44), default: limits.cloneBytes)
        return ScanJob(
            scanID: SecureRandom.uuid(), request: ScanRequest(targetPath: "", scanTypes: []), plugins: try plugins(),
            targetLimits: limits, cacheDirectory: try cacheDirectory(), secretKey: try secretKey())
    }

    public func engine() throws -> EngineConfiguration {
        var configuration = EngineConfiguration(executable: executable, job: try job())
        configuration.allowedRoots = environment.list("SECURESCAN_ALLOWED_ROOTS", separator: ":")
        configuration.concurrentScans = try environment.integer(
            "SECURESCAN_MAX_SCANS", 1...64, default: configuration.concurrentScans)
        configuration.queuedScans = try environment.integer(
            "SECURESCAN_MAX_QUEUED", 1...100_000, default: configuration.queuedScans)
        configuration.runnerSeconds = try environment.seconds(
            "SECURESCAN_RUNNER_TIMEOUT", default: configuration.runnerSeconds)
        return configuration
    }

    /// Seconds for one attempt to deliver to a webhook.
    public func webhookSeconds() throws -> Double {
        try environment.seconds("SECURESCAN_WEBHOOK_TIMEOUT", default: 10)
    }

    /// The key that tells secrets apart: `SECURESCAN_HASH_KEY`, or a file that the first run makes and only this user
    /// reads. The server and the command line share it, so that a finding has one fingerprint in both.
    private func secretKey() throws -> [UInt8] {
        if let text = environment.text("SECURESCAN_HASH_KEY") {
            guard text.utf8.count >= 16 else {
                throw Environment.Fault(description: "SECURESCAN_HASH_KEY must have at least 16 bytes")
            }
            return Array(text.utf8)
        }
        return try KeyFile(path: stateDirectory() + "/hash.key").readOrMake()
    }
}
