internal import Model
internal import Targets

/// The configuration that a scan of a place on this machine goes by.
public struct TargetConfigFile: Sendable {
    /// Within the repository, or as it was given.
    public let name: String
    public let config: TargetConfig
    public let faults: [ConfigFault]

    /// - Parameter path: a file, or a folder to begin with on the way up to the top of its repository.
    /// - Returns: Nil when there is none.
    public static func find(from path: String) throws -> TargetConfigFile? {
        let spec = TargetSpec(path: path)
        let opened = try Targets.open(spec)
        var surroundings = try Targets.surroundings(spec, of: opened, isAllowed: { _ in true })
        var shown: String?
        if opened.summary.kind == .file {
            // Exactly this file, whatever it is called.
            surroundings = Surroundings(tree: opened, folder: [])
            shown = path
        }
        let wanted = shown.map { String($0.split(separator: "/").last ?? "") } ?? TargetConfig.fileName
        switch try ScanPolicy.find(wanted, in: surroundings) {
        case nil: return nil
        case .skipped(let path, let reason)?:
            throw PolicyRefusal("\(PathText.display(path)) cannot be used (\(reason.rawValue))")
        case .file(let file)? where file.mode & 0o170000 == 0o120000:
            throw PolicyRefusal("\(PathText.display(file.path)) is a link, and links are not followed")
        case .file(let file)?:
            let (config, faults) = TargetConfig.read(
                try surroundings.tree.bytes(of: file, limit: TargetConfig.byteLimit))
            return TargetConfigFile(name: shown ?? PathText.display(file.path), config: config, faults: faults)
        }
    }
}
