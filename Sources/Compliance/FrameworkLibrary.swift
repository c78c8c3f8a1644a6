internal import Synchronization

/// The frameworks as they are at the moment: changes in the operator's folder hold from the next look on. A file that
/// became unusable leaves its last usable state in force, and is told of.
///
/// Looks and reads block; both are short.
public final class FrameworkLibrary: Sendable {
    private let folder: FrameworkFolder?
    private let state: Mutex<State>

    private struct State {
        var seen: FrameworkFolder.State?
        var files = FrameworkFiles()
        var set = FrameworkSet.builtIn
    }

    /// - Parameter directory: `SECURESCAN_COMPLIANCE_DIR`; nil for the built-in frameworks alone.
    public init(directory: String?) {
        folder = directory.map { FrameworkFolder(path: $0) }
        state = Mutex(State())
        _ = current()
    }

    public func current() -> FrameworkSet { refreshed().set }

    /// What another process needs to have the same frameworks.
    public func files() -> FrameworkFiles { refreshed().files }

    private func refreshed() -> (set: FrameworkSet, files: FrameworkFiles) {
        guard let folder else { return (.builtIn, FrameworkFiles()) }
        return state.withLock { state in
            let now = folder.state()
            if now != state.seen {
                state.files = FrameworkFiles(folder, before: state.files)
                state.set = state.files.set()
                state.seen = now
            }
            return (state.set, state.files)
        }
    }
}

/// An operator's framework files, each in its last usable state, and what is wrong with them now.
public struct FrameworkFiles: Sendable, Codable, Equatable {
    /// Contents of usable files by name.
    private var texts: [String: String] = [:]
    /// Sentences about those that cannot be used as they stand.
    public private(set) var problems: [String] = []
    /// Bytes of all files together; they travel to every scan.
    static let mostBytes = 4 << 20

    public init() {}

    /// - Parameter before: what was usable at the last look.
    init(_ folder: FrameworkFolder, before: FrameworkFiles) {
        let entries: [FrameworkFolder.Entry]
        do throws(FrameworkFault) {
            entries = try folder.entries()
        } catch {
            texts = before.texts
            problems = ["\(error); " + FrameworkFiles.consequence(isKept: !texts.isEmpty)]
            return
        }
        var room = FrameworkFiles.mostBytes
        for entry in entries {
            let faults: [FrameworkFault]
            switch FrameworkFiles.usable(entry, room: room) {
            case .success(let text):
                texts[entry.name] = text
                room -= text.utf8.count
                continue
            case .failure(let found): faults = found.all
            }
            if let kept = before.texts[entry.name] {
                texts[entry.name] = kept
                room -= kept.utf8.count
            }
            problems += faults.map(\.description)
            problems.append("\(entry.name): " + FrameworkFiles.consequence(isKept: texts[entry.name] != nil))
        }
    }

    /// Sentences about what is not in force, also of usable files that do not fit beside other frameworks.
    public func allProblems() -> [String] { texts.isEmpty ? problems : set().problems }

    /// The frameworks that are in force with these files.
    public func set() -> FrameworkSet {
        if texts.isEmpty && problems.isEmpty { return .builtIn }
        let own = texts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap { name, text in
            try? FrameworkReader.read(Array(text.utf8), name: name).get()
        }
        return FrameworkSet(own: own, problems: problems)
    }

    private static func usable(
        _ entry: FrameworkFolder.Entry, room: Int
    ) -> Result<String, FrameworkReader.Faults> {
        let bytes: [UInt8]
        switch entry.contents {
        case .success(let read): bytes = read
        case .failure(let fault): return .failure(FrameworkReader.Faults([fault]))
        }
        guard bytes.count <= room else {
            let reason = "is more than \(mostBytes >> 20) MiB together with the files before it"
            return .failure(FrameworkReader.Faults([FrameworkFault(file: entry.name, reason: reason)]))
        }
        return FrameworkReader.read(bytes, name: entry.name).map { _ in String(decoding: bytes, as: UTF8.self) }
    }

    private static func consequence(isKept: Bool) -> String {
        isKept ? "what it said before stays in force" : "it is not used"
    }
}
