/// One plugin that a configured directory holds, usable or not.
public struct DiscoveredPlugin: Sendable {
    public enum Outcome: Sendable {
        case verified(VerifiedPlugin)
        case rejected(reason: String)
    }

    /// From the manifest; the name of the folder when that could not be read, and the path of the directory when
    /// that is what is wrong.
    public let id: String
    public let folder: String
    /// Of the library as it is on disk; empty when it could not be read.
    public let sha256: String
    public let manifest: PluginManifest?
    public let outcome: Outcome
}

/// A plugin whose library has the digest that its manifest promises.
///
/// Keeps the very descriptor that was hashed, and those of its data files, open until it is released.
public final class VerifiedPlugin: Sendable {
    public let manifest: PluginManifest
    public let folder: String
    let library: VerifiedFile
    let data: [VerifiedFile]

    /// Whether it is given the rules of teams.
    public var readsRules: Bool { manifest.permissions.contains(.rules) }

    init(manifest: PluginManifest, folder: String, library: VerifiedFile, data: [VerifiedFile]) {
        self.manifest = manifest
        self.folder = folder
        self.library = library
        self.data = data
    }
}
