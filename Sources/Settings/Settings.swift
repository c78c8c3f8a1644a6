internal import Glibc

/// Everything that flags, variables and the configuration file set, checked as a whole; it builds what each part of
/// the program is told.
public struct Settings: Sendable {
    let sources: Sources
    /// Folder of the running program, where plugins and the worker are looked for.
    let home: String
    /// Of the program, told to plugins and shown by the API.
    let version: String

    /// Refuses to go on with anything that is wrong, even where this command would not use it: a mistake shows at once.
    ///
    /// - Parameters:
    ///   - version: of the program.
    ///   - flags: as `--port`, with the value of each; nil ones were not given.
    public static func load(version: String, flags: [String: String?]) throws(Fault) -> Settings {
        let settings = try Settings(version: version, flags: flags)
        let faults = settings.faults
        guard let first = faults.first else { return settings }
        guard faults.count > 1 else { throw first }
        throw Fault(first.description + " (securescan config check explains this and \(faults.count - 1) more)")
    }

    /// Takes up the settings as they are, for a look at ``faults``.
    public init(version: String, flags: [String: String?]) throws(Fault) {
        var sources = Sources(flags: flags.compactMapValues { $0 }, environment: .process)
        sources.openFile()
        self.init(sources: sources, home: try Settings.programFolder(), version: version)
    }

    init(sources: Sources, home: String, version: String) {
        self.sources = sources
        self.home = home
        self.version = version
    }

    private static func programFolder() throws(Fault) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        guard length > 0 else { throw Fault("/proc is not mounted; it is needed to find the plugins") }
        let path = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    }
}

extension Sources {
    /// Reads the file that the flag or the variable names; what is wrong with it is among its faults.
    mutating func openFile() {
        guard let setting = Setting.all.first(where: { $0.name == Setting.fileName }) else { return }
        guard case .text(let path)? = find(setting)?.raw else { return }
        file = ConfigurationFile(path: path)
    }
}
