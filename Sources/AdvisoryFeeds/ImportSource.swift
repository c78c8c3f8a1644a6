internal import Advisories
internal import Packages

/// Something that an import reads in one go.
enum ImportSource: Equatable {
    /// The whole of an ecosystem: what it brings takes the place of what the ecosystem had.
    case archive(String, Ecosystem)
    case folder(String, Ecosystem)
    /// Single records, added to what is there.
    case looseArchive(String)
    case looseFolder(String)
    case file(String)
    case scores(String)

    /// Folders below each other that are looked into.
    static let depthLimit = 16

    /// What lies at a path: an archive, a record, a table of EPSS, a folder in OSV's layout (`<ecosystem>/all.zip`, or
    /// `<ecosystem>/*.json`), or a folder with records somewhere below.
    static func found(at path: String) throws(FeedError) -> [ImportSource] {
        switch FileAccess.kind(path) {
        case .folder?: return try inFolder(path)
        case .file?: break
        case .other?: throw FeedError(.file, "\(path) is neither a file nor a folder")
        case nil: throw FileAccess.failure("\(path) cannot be read")
        }
        let name = FileAccess.name(of: path).lowercased()
        if name.hasSuffix(".zip") { return [archive(path)] }
        if name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") { return [.scores(path)] }
        if name.hasSuffix(".json") { return [.file(path)] }
        throw FeedError(.use, "\(path) is no .zip, .json, .csv or .csv.gz file")
    }

    /// By its folder's name, as OSV has it, or by its own.
    private static func archive(_ path: String) -> ImportSource {
        let stem = String(FileAccess.name(of: path).dropLast(4))
        let parent = FileAccess.name(of: FileAccess.folder(of: path))
        let ecosystem = stem.lowercased() == "all" ? Ecosystem(rawValue: parent) : Ecosystem(rawValue: stem)
        return ecosystem.map { .archive(path, $0) } ?? .looseArchive(path)
    }

    private static func inFolder(_ path: String) throws(FeedError) -> [ImportSource] {
        if isFile(path + "/all.zip") { return [archive(path + "/all.zip")] }
        if let ecosystem = Ecosystem(rawValue: FileAccess.name(of: path)) { return [.folder(path, ecosystem)] }
        var sources: [ImportSource] = []
        for name in try FileAccess.names(path) {
            let below = path + "/" + name
            guard case .folder? = FileAccess.kind(below) else { continue }
            if isFile(below + "/all.zip") {
                sources.append(archive(below + "/all.zip"))
            } else if let ecosystem = Ecosystem(rawValue: name) {
                sources.append(.folder(below, ecosystem))
            }
        }
        return sources.isEmpty ? [.looseFolder(path)] : sources
    }

    private static func isFile(_ path: String) -> Bool {
        if case .file? = FileAccess.kind(path) { true } else { false }
    }
}
