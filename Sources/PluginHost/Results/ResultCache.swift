/// The results that plugins keep from scan to scan: small files, one for each plugin, version and target.
public struct ResultCache: Sendable {
    private let configuration: ResultCacheConfiguration

    /// Nil when it is switched off.
    public init?(_ configuration: ResultCacheConfiguration) {
        guard configuration.isOn, !configuration.directory.isEmpty else { return nil }
        self.configuration = configuration
    }

    /// For one scan of one plugin. Nil when the plugin does not have the permission.
    ///
    /// - Parameter target: what all scans of the same target have in common, as its path without links.
    public func session(for plugin: VerifiedPlugin, target: String) -> ResultSession? {
        guard plugin.manifest.permissions.contains(.cache) else { return nil }
        return ResultSession(
            plugin, target: target, directory: configuration.directory,
            fileBytes: min(configuration.fileBytes, configuration.totalBytes))
    }

    /// Removes the files that were not used for longest, until all others together are within the limit.
    public func prune() {
        guard let folder = try? ResultFolder(configuration.directory) else { return }
        folder.prune(to: configuration.totalBytes)
    }
}
