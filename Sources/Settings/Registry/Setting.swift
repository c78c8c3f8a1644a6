/// One thing that can be configured, whatever it configures. ``all`` is every one there is.
public struct Setting: Sendable {
    /// Of the environment variable, as `SECURESCAN_MAX_SCANS`.
    public let name: String
    /// On the command line of `serve`, as `--port`; nil when there is none.
    public let flag: String?
    /// One sentence for the operator.
    public let summary: String
    /// Ends the sentence "it must be …".
    public let allowed: String
    /// What holds when nothing is set, as people read it.
    public let fallback: String
    /// Its value is shown to nobody, and a file with it is for its owner alone.
    public let isSecret: Bool
    /// How an allowed value is shown.
    let check: @Sendable (RawValue) throws(Unreadable) -> String

    static let prefix = "SECURESCAN_"
    /// Names the configuration file, so it cannot stand in one.
    static let fileName = "SECURESCAN_CONFIG"

    /// In a configuration file, as `max_scans`.
    public var key: String { String(name.dropFirst(Setting.prefix.count)).lowercased() }
    /// May stand in a configuration file.
    var isForFiles: Bool { name != Setting.fileName }

    /// In the order in which they are listed.
    public static let all: [Setting] =
        Registry.places.settings + Registry.api.settings + Registry.calls.settings + Registry.scans.settings
        + Registry.deliveries.settings + Registry.log.settings
}

/// The settings, each beside what it configures.
enum Registry {}
