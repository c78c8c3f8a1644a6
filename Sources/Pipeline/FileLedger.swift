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
        /// Filled in when a secret is given by its lines.
        var lines: LineIndex?
        var findings = FileFindings()
        /// Why scanners could not scan it. They wait until all are done, since the reason may show a secret that
        /// another one has yet to mark.
        var failures: [FileFailure] = []
    }

    private struct Open {
        var nextID: UInt64 = 0
        var files: [UInt64: OpenFile] = [:]
        /// What was found outside the file in hand, by path; finished after all files.
        var late: [[UInt8]: FileFindings] = [:]
        /// Secrets of settled files that are too short for ``RunSecrets``, by path: what is found late in the same file
        /// must not show them either. A file of a history has other secrets in each version; they are all here.
        var shortSecrets: [[UInt8]: Set<[UInt8]>] = [:]
    }

    private struct Reporting {
        /// Settled files of a history that wait for an earlier one.
        var held: [UInt64: [Finding]] = [:]
        var next: UInt64 = 0
        var filesDone = 0
        /// A later version of a file in the history repeats what its first version had.
        var fingerprints: Set<ShortFingerprint> = []
    }

    typealias Complaint = @Sendable (FileFailure) -> Void

    private let open = Mutex(Open())
    private let reporting = Mutex(Reporting())
    private let arena: ContentArena
    private let builder: FindingBuilder
    private let secrets: RunSecrets
    private let elsewhere: FilesElsewhere
    private let known: Set<String>
    private let order: Order
    private let window = DispatchSemaphore(value: 0)
    private let complain: Complaint
    private let report: @Sendable ([Finding]) -> Void

    /// - Parameters:
    ///   - known: fingerprints that the base of a comparison already has; they are left out.
    ///   - complain: is told why a scanner could not scan a file, once all are done with it.
    init(
        arena: ContentArena, builder: FindingBuilder, secrets: RunSecrets, tree: any FileTree, known: Set<String>,
        order: Order, complain: @escaping Complaint = { _ in }, report: @escaping @Sendable ([Finding]) -> Void
    ) {
        self.arena = arena
        self.builder = builder
        self.secrets = secrets
        elsewhere = FilesElsewhere(tree: tree)
        self.complain = complain
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
        if let secret = finding.secret { learn(secret, inFile: file) }
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
    func finished(_ id: UInt64, searchedForSecrets: Bool, failure: FileFailure? = nil) {
        let settled: OpenFile? = open.withLock { open in
            open.files[id]?.pending -= 1
            if searchedForSecrets { open.files[id]?.isSearchedForSecrets = true }
            if let failure { open.files[id]?.failures.append(failure) }
            return open.files[id]?.pending == 0 ? open.files.removeValue(forKey: id) : nil
        }
        guard let file = settled else { return }
        let findings = file.findings.raw.isEmpty ? [] : finish(file)
        arena.free(file.extent)
        for failure in file.failures { complain(failure) }
        reporting.withLock { settle(id, findings, &$0) }
    }

    private func finish(_ file: OpenFile) -> [Finding] {
        let bytes = UnsafeRawBufferPointer(rebasing: arena.bytes(file.extent)[..<file.count])
        let content = FileContent(entry: file.entry, bytes: bytes, lines: file.lines)
        let short = file.findings.secrets(in: content, with: builder).filter { $0.bytes.count < RunSecrets.minimum }
        if !short.isEmpty {
            open.withLock {
                $0.shortSecrets[file.entry.path, default: []].formUnion(short.map { Array(bytes[$0.bytes]) })
            }
        }
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
    func finishLate() {
        let (late, short) = open.withLock { open in
            defer { open.late = [:] }
            return (open.late, open.shortSecrets)
        }
        reporting.withLock { reporting in
            for id in reporting.held.keys.sorted() { pass(reporting.held[id] ?? [], &reporting) }
            reporting.held = [:]
        }
        for (path, findings) in late.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let finished = elsewhere.withContent(of: path) { content in
                findings.finish(
                    in: content, with: builder, hiding: content.map { hidden(in: $0, short[path] ?? []) } ?? [],
                    showsCode: false)
            }
            reporting.withLock { pass(finished, &$0) }
        }
    }

    /// The values themselves are looked for: where they stood in what was scanned says nothing about what is read now.
    private func hidden(in content: FileContent, _ short: Set<[UInt8]>) -> [SecretRange] {
        var found = secrets.ranges(in: content.bytes)
        if !short.isEmpty {
            var index = SecretIndex(minimum: 4, filterBits: 10)
            for value in short { value.withUnsafeBytes { index.insert($0) } }
            found += index.ranges(in: content.bytes)
        }
        return found.map { SecretRange(bytes: $0) }
    }

    /// At once, so that nothing that a plugin says later shows it.
    private func learn(_ secret: RawRegion, inFile id: UInt64?) {
        let file = open.withLock { open in
            id.flatMap { open.files[$0] }.map { ($0.entry.path, $0.extent, $0.count, $0.lines) }
        }
        guard let (path, extent, count, lines) = file, secret.path.isEmpty || secret.path == path else {
            return elsewhere.withContent(of: secret.path) { content in
                guard let content, let range = content.range(of: secret) else { return }
                secrets.learn(UnsafeRawBufferPointer(rebasing: content.bytes[range]))
            }
        }
        // It stays where it is: the scanner that marks the secret is not done with the file.
        let bytes = UnsafeRawBufferPointer(rebasing: arena.bytes(extent)[..<count])
        let range = secret.range(inFileOf: count) {
            if let lines { return lines }
            let counted = LineIndex(bytes)
            open.withLock { open in id.map { open.files[$0]?.lines = counted } }
            return counted
        }
        if let range { secrets.learn(UnsafeRawBufferPointer(rebasing: bytes[range])) }
    }
}

/// Why a scanner could not scan a file.
struct FileFailure: Sendable, Equatable {
    var scanner: String
    var reason: String
}
