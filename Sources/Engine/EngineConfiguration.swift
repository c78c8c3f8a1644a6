public import Compliance
public import Pipeline

/// What the Engine needs to know to run scans; every limit has a default that suits a small machine.
public struct EngineConfiguration: Sendable {
    /// The program that is started as `<executable> runner` for each scan.
    public var executable: String
    /// What every run is told; id and request are filled in for each scan.
    public var job: ScanJob
    /// Folders that targets must lie in (`SECURESCAN_ALLOWED_ROOTS`); empty means anywhere.
    public var allowedRoots: [String] = []
    /// Scans that run at once (`SECURESCAN_MAX_SCANS`).
    public var concurrentScans = 2
    /// Scans that may wait for their turn (`SECURESCAN_MAX_QUEUED`).
    public var queuedScans = 1000
    /// Seconds from the start of a runner to its end, whatever it does (`SECURESCAN_RUNNER_TIMEOUT`).
    public var runnerSeconds = 4 * 3600.0
    /// Standards as they are when a scan begins; nil leaves those of the job (`SECURESCAN_COMPLIANCE_DIR`).
    public var frameworks: FrameworkLibrary?

    public init(executable: String, job: ScanJob) {
        self.executable = executable
        self.job = job
    }
}
