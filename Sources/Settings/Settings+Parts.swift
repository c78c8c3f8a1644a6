internal import Compliance
public import Delivery
internal import Digest
public import Engine
public import Model
public import Pipeline
public import PluginHost
public import WebAPI

extension Settings {
    /// Of the server.
    public func api() throws(Fault) -> APIConfiguration {
        var configuration = try Registry.api.read(sources)
        let calls = try Registry.calls.read(sources)
        configuration.rateLimit = calls.areCounted ? calls.limit : nil
        configuration.version = version
        return configuration
    }

    /// Standard error, in the chosen form.
    public func log() throws(Fault) -> LogOutput {
        let log = try Registry.log.read(sources)
        return .standardError(format: log.format, level: log.level)
    }

    /// - Parameter allowsPrivate: whether loopback and private addresses may be connected to.
    public func deliveries(allowsPrivate: @escaping @Sendable () async -> Bool) throws(Fault) -> DeliveryConfiguration {
        var configuration = try Registry.deliveries.read(sources)
        configuration.allowsPrivate = allowsPrivate
        return configuration
    }

    /// Where plugins are and how they are run.
    ///
    /// - Parameter folders: to look in instead of those that are set.
    public func plugins(in folders: [String]? = nil) throws(Fault) -> PluginHostConfiguration {
        var plugins = try scans().job.plugins
        plugins.directories = folders ?? plugins.directories
        return plugins
    }

    /// Of the server's queue, with what every scan is told.
    public func engine() throws(Fault) -> EngineConfiguration {
        var configuration = try scans()
        configuration.job.scanID = SecureRandom.uuid()
        configuration.job.cacheDirectory = try cacheDirectory()
        configuration.job.results.directory = try resultDirectory()
        configuration.job.plugins.advisoryDatabase = try? advisoryPath()
        configuration.job.secretKey = try hashKey()
        return configuration
    }

    /// One scan without a server. No scan types means all that there are; one that no plugin looks for is refused when
    /// the scan has asked them.
    ///
    /// - Parameter keepsResults: whether plugins may use what earlier scans of the target kept, and keep something.
    public func job(for request: ScanRequest, keepsResults: Bool = true) throws(Fault) -> ScanJob {
        var job = try engine().job
        job.results.isOn = job.results.isOn && keepsResults
        job.frameworks = try frameworks().files()
        job.request = request
        job.request.hideCredentials()
        if job.fakeNow != nil { job.scanID = DerivedID.uuid(of: request.targetPath) }
        if !isSet("SECURESCAN_TARGET_CONFIG") { job.usesTargetConfig = TargetPolicy.isHere(request.targetPath) }
        return job
    }

    private func isSet(_ name: String) -> Bool {
        Setting.all.contains { $0.name == name && sources.find($0) != nil }
    }

    /// What `securescan rules` runs: the code plugin's own program for its rules, beside this one.
    public var ruleProgram: String { home + "/code-rules" }

    /// The rule files that come with the code plugin.
    public var ruleCatalogue: String { home + "/plugins/code" }

    private func scans() throws(Fault) -> EngineConfiguration {
        var configuration = try Registry.scans.read(sources)
        configuration.executable = home + "/securescan"
        configuration.job.plugins.directories.insert(home + "/plugins", at: 0)
        configuration.job.plugins.workerPath = home + "/scanner-worker"
        configuration.job.plugins.hostVersion = version
        return configuration
    }
}
