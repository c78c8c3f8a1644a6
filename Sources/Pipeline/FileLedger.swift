internal import Dispatch
internal import Model
internal import PluginHost
internal import Synchronization

/// The files that are with scanners right now. A file is settled when every scanner it was given to is done with it,
/// and what was found in it is reported at once: whatever ends the scan later, it is not lost. Only a history is
/// reported in the order in which its files were handed out, since the first version of a file speaks for the later
/// ones.
final class FileLedger: Sendable {
    /// How many files of a history may be handed out beyond the first one that is not settled.
    static let orderedWindow = 1024

    enum Order { case settled, handedOut }

    private struct OpenFile {
        var entry: FileEntry
        var extent: ArenaExtent
        var count: Int
        var pending: Int
        /// A scanner for secrets has looked at all of it.
        var isSearchedForSecrets = false
        var findings = FileFindings()
    }

    private struct Open {
        var nextID: UInt64 = 0
        var files: [UInt64: OpenFile] = [:]
        /// What was found outside the file in hand, by path; finished after all files.
        var late: [[UInt8]: FileFindings] = [:]
        /// Where the secrets of settled files are, by path: what is found late must not show them either.
        var secrets: [[UInt8]: [SecretRange]] = [:]
    }

    private struct Reporting {
        /// Settled files of a history that wait for an earlier one.
        var held: [UInt64: [Finding]] = [:]
        var next: UInt64 = 0
        var filesDone = 0
        /// A later version of a file in the history repeats what its first version had.
        var fingerprints: Set<ShortFingerprint> = []
    }

    private let open = Mutex(Open())
    private let reporting = Mutex(Reporting())
    private let arena: ContentArena
    private let builder: FindingBuilder
    private let known: Set<String>
    private let order: Order
    private let window = DispatchSemaphore(value: 0)
    private let report: @Sendable ([Finding]) -> Void

    /// - Parameter known: fingerprints that the base of a comparison already has; they are left out.
    init(
        arena: ContentArena, builder: FindingBuilder, known: Set<String>, order: Order,
        report: @escaping @Sendable ([Finding]) -> Void
    ) {
        self.arena = arena
        self.builder = builder
        self.known = known
        self.order = order
        self.report = report
        if order == .handedOut { for _ in 0..<FileLedger.orderedWindow { window.signal() } }
    }

    /// Files settled so far.
    var filesDone: Int { reporting.withLock { $0.filesDone } }

    /// Takes over a file whose bytes are in the arena; `scanners` many calls of `finished` settle it. Blocks while a
    /// file of a history keeps too many later ones waiting.
    func add(_ entry: FileEntry, extent: ArenaExtent, count: Int, scanners: Int) -> UInt64 {
        if order == .handedOut { window.wait() }
        return open.withLock { open in
            defer { open.nextID += 1 }
            open.files[open.nextID] = OpenFile(entry: entry, extent: extent, count: count, pending: scanners)
            return open.nextID
        }
    }

    /// - Parameter file: the file in hand; nil when the scanner looks at the target as a whole.
    func found(_ finding: RawFinding, inFile file: UInt64?, by source: FindingSource) {
        open.withLock { open in
            let elsewhere = finding.primary?.path ?? []
            if let file, let entry = open.files[file]?.entry, elsewhere.isEmpty || elsewhere == entry.path {
                open.files[file]?.findings.add(finding, from: source)
            } else {
                open.late[elsewhere, default: FileFindings()].add(finding, from: source)
            }
        }
    }

    /// - Parameter searchedForSecrets: the scanner looks for secrets and came to the end of the file.
    func finished(_ id: UInt64, searchedForSecrets: Bool) {
        let settled: OpenFile? = open.withLock { open in
            open.files[id]?.pending -= 1
            if searchedForSecrets { open.files[id]?.isSearchedForSecrets = true }
            return open.files[id]?.pending == 0 ? open.files.removeValue(forKey: id) : nil
        }
        guard let file = settled else { return }
        let findings = file.findings.raw.isEmpty ? [] : finish(file)
        arena.free(file.extent)
        reporting.withLock { settle(id, findings, &$0) }
    }

    private func finish(_ file: OpenFile) -> [Finding] {
        let bytes = UnsafeRawBufferPointer(rebasing: arena.bytes(file.extent)[..<file.count])
        let content = FileContent(entry: file.entry, bytes: bytes)
        let secrets = file.findings.secrets(in: content, with: builder)
        if !secrets.isEmpty { open.withLock { $0.secrets[file.entry.path, default: []] += secrets } }
        return file.findings.finish(in: content, with: builder, showsCode: file.isSearchedForSecrets)
    }

    private func settle(_ id: UInt64, _ findings: [Finding], _ reporting: inout Reporting) {
        reporting.filesDone += 1
        guard order == .handedOut else { return pass(findings, &reporting) }
        reporting.held[id] = findings
        while let next = reporting.held.removeValue(forKey: reporting.next) {
            reporting.next += 1
            window.signal()
            pass(next, &reporting)
        }
    }

    private func pass(_ findings: [Finding], _ reporting: inout Reporting) {
        let new = findings.filter {
            !known.contains($0.fingerprint)
                && reporting.fingerprints.insert(ShortFingerprint($0.fingerprint)).inserted
        }
        if !new.isEmpty { report(new) }
    }

    /// Reports what scanners found while they looked at the target as a whole, and what still waits for an earlier
    /// file. Call when every scanner has ended. No code is shown with it: which files were searched for secrets is not
    /// kept, since that would grow with the target.
    func finishLate(in tree: any FileTree) {
        let (late, secrets) = open.withLock { open in
            defer { open.late = [:] }
            return (open.late, open.secrets)
        }
        reporting.withLock { reporting in
            for id in reporting.held.keys.sorted() { pass(reporting.held[id] ?? [], &reporting) }
            reporting.held = [:]
        }
        for (path, findings) in late.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let finished = withContent(of: path, in: tree) { content in
                findings.finish(
                    in: content, with: builder, hiding: secrets[path] ?? [], showsCode: false)
            }
            reporting.withLock { pass(finished, &$0) }
        }
    }

    private func withContent<R>(of path: [UInt8], in tree: any FileTree, _ body: (FileContent?) -> R) -> R {
        guard !path.isEmpty, let entry = try? tree.entry(at: path) else { return body(nil) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, Int(entry.size)), alignment: 16)
        defer { buffer.deallocate() }
        guard let count = try? tree.read(entry, into: buffer) else { return body(nil) }
        return body(FileContent(entry: entry, bytes: UnsafeRawBufferPointer(rebasing: buffer[..<count])))
    }
}
