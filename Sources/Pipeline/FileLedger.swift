internal import Model
internal import PluginHost
internal import Synchronization

/// The files that are with scanners right now. A file is settled when every scanner it was given to is done with it;
/// settled files are reported in the order in which they were handed out, so the same target gives the same report.
final class FileLedger: Sendable {
    private struct OpenFile {
        var entry: FileEntry
        var extent: ArenaExtent
        var count: Int
        var pending: Int
        var findings = FileFindings()
    }

    private struct Open {
        var nextID: UInt64 = 0
        var files: [UInt64: OpenFile] = [:]
        /// What was found outside the file in hand, by path; finished after all files.
        var late: [[UInt8]: FileFindings] = [:]
    }

    private struct Reporting {
        var settled: [UInt64: [Finding]] = [:]
        var next: UInt64 = 0
        var filesDone = 0
        /// A later version of a file in the history repeats what its first version had.
        var fingerprints: Set<String> = []
    }

    private let open = Mutex(Open())
    private let reporting = Mutex(Reporting())
    private let arena: ContentArena
    private let builder: FindingBuilder
    private let known: Set<String>
    private let report: @Sendable ([Finding]) -> Void

    /// - Parameter known: fingerprints that the base of a comparison already has; they are left out.
    init(
        arena: ContentArena, builder: FindingBuilder, known: Set<String>,
        report: @escaping @Sendable ([Finding]) -> Void
    ) {
        self.arena = arena
        self.builder = builder
        self.known = known
        self.report = report
    }

    /// Files settled so far.
    var filesDone: Int { reporting.withLock { $0.filesDone } }

    /// Takes over a file whose bytes are in the arena; `scanners` many calls of `finished` settle it.
    func add(_ entry: FileEntry, extent: ArenaExtent, count: Int, scanners: Int) -> UInt64 {
        open.withLock { open in
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

    func finished(_ id: UInt64) {
        let settled: OpenFile? = open.withLock { open in
            open.files[id]?.pending -= 1
            return open.files[id]?.pending == 0 ? open.files.removeValue(forKey: id) : nil
        }
        guard let file = settled else { return }
        var findings: [Finding] = []
        if !file.findings.raw.isEmpty {
            let bytes = UnsafeRawBufferPointer(rebasing: arena.bytes(file.extent)[..<file.count])
            findings = file.findings.finish(in: FileContent(entry: file.entry, bytes: bytes), with: builder)
        }
        arena.free(file.extent)
        settle(id, findings)
    }

    private func settle(_ id: UInt64, _ findings: [Finding]) {
        reporting.withLock { reporting in
            reporting.settled[id] = findings
            reporting.filesDone += 1
            while let next = reporting.settled.removeValue(forKey: reporting.next) {
                reporting.next += 1
                self.pass(next, &reporting)
            }
        }
    }

    private func pass(_ findings: [Finding], _ reporting: inout Reporting) {
        let new = findings.filter {
            !known.contains($0.fingerprint) && reporting.fingerprints.insert($0.fingerprint).inserted
        }
        if !new.isEmpty { report(new) }
    }

    /// Reports what scanners found while they looked at the target as a whole. Call when every scanner has ended.
    func finishLate(in tree: any FileTree) {
        let late = open.withLock { open in
            defer { open.late = [:] }
            return open.late
        }
        for (path, findings) in late.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let finished = withContent(of: path, in: tree) { findings.finish(in: $0, with: builder) }
            reporting.withLock { self.pass(finished, &$0) }
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
