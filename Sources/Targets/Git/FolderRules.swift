#if canImport(Glibc)
    import Glibc
#endif

/// What the rules of a work tree say about one entry.
enum Verdict { case take, leave, submodule }

/// The rules in force in one folder of a work tree.
final class FolderRules: Sendable {
    func verdict(_ path: [UInt8], nameFrom: Int, isFolder: Bool) -> Verdict { .take }
    func below(_ folder: Descriptor, _ path: [UInt8]) -> FolderRules { self }
    func contentID(_ path: [UInt8], _ status: stat) -> String? { nil }
}

/// A target within a work tree.
struct WorkTreeRules: Sendable {
    /// From the top of the work tree to the target, with a `/` at its end; empty when they are the same.
    let prefix: [UInt8]
    let rootRules: FolderRules
}
