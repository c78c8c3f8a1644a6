import Model
import Targets

/// What tests ask of a tree.
extension FileTree {
    func entries(_ prefix: String = "") throws -> [TreeEntry] {
        var entries: [TreeEntry] = []
        try walk(prefix: Array(prefix.utf8)) { entry in
            entries.append(entry)
            return true
        }
        return entries
    }

    func files(_ prefix: String = "") throws -> [FileEntry] {
        try entries(prefix).compactMap { entry in
            if case .file(let file) = entry { return file }
            return nil
        }
    }

    /// The paths of the files, as they are shown.
    func paths(_ prefix: String = "") throws -> [String] { try files(prefix).map { PathText.display($0.path) } }

    /// What was left out, as `path: reason`.
    func skipped() throws -> [String] {
        try entries().compactMap { entry in
            if case .skipped(let path, let reason) = entry { return PathText.display(path) + ": " + reason.rawValue }
            return nil
        }
    }

    func text(_ entry: FileEntry) throws -> String {
        let bytes = try [UInt8](unsafeUninitializedCapacity: Int(entry.size) + 16) { buffer, count in
            count = try read(entry, into: UnsafeMutableRawBufferPointer(buffer))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func text(_ path: String) throws -> String? { try entry(at: Array(path.utf8)).map { try text($0) } }
}

extension Targets {
    static func open(_ path: String, ref: String? = nil, history: Bool = false) throws -> any FileTree {
        try open(TargetSpec(path: path, ref: ref, history: history))
    }
}
