internal import Model
internal import Targets

extension ScanPolicy {
    /// Reads what the job allows: the files of the target, and the baseline that was given.
    ///
    /// A file that is there and cannot be used stops the scan: without it more would be hidden, or less would fail,
    /// than its authors decided.
    ///
    /// - Parameter surroundings: where the files of the target are looked for, from it up to the top of its repository.
    init(for job: ScanJob, in surroundings: @autoclosure () throws -> Surroundings) throws {
        if case .given(let given, let name) = job.baseline { take(given, name, of: job) }
        guard job.usesTargetConfig else {
            // What is not used can be in whatever state.
            if let surroundings = try? surroundings() { tellUnused(job, in: surroundings) }
            return
        }
        let surroundings = try surroundings()
        if let found = try ScanPolicy.find(TargetConfig.fileName, in: surroundings) {
            try readConfig(found, in: surroundings)
        }
        guard job.baseline == .ofTarget else { return }
        if let found = try ScanPolicy.find(Baseline.fileName, in: surroundings), let file = try usable(found) {
            let bytes = try surroundings.tree.bytes(of: file, limit: Baseline.byteLimit)
            let name = PathText.display(file.path)
            take(try Baseline(reading: bytes, named: name), name, of: job)
        }
    }

    private mutating func take(_ given: Baseline, _ name: String, of job: ScanJob) {
        baselinePath = name
        baseline = Dictionary(given.entries.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
        guard !given.keyID.isEmpty, given.keyID != Baseline.keyID(of: job.secretKey) else { return }
        notes.append(
            "The baseline \(name) was written under another key, so findings of secrets are not known to it; share "
                + "SECURESCAN_HASH_KEY.")
    }

    /// The nearest file of that name.
    static func find(_ name: String, in surroundings: Surroundings) throws -> TreeEntry? {
        for folder in surroundings.foldersUpwards {
            let path = folder + (folder.isEmpty ? [] : [0x2F]) + Array(name.utf8)
            var found: TreeEntry?
            try surroundings.tree.walk(prefix: path) { entry in
                switch entry {
                case .file(let file) where file.path == path: found = entry
                case .skipped(let skipped, _) where skipped == path: found = entry
                default: break
                }
                return false
            }
            if let found { return found }
        }
        return nil
    }

    /// Nil, with a note, for a link, which is not followed.
    private mutating func usable(_ entry: TreeEntry) throws(PolicyRefusal) -> FileEntry? {
        switch entry {
        case .skipped(let path, let reason):
            throw PolicyRefusal("\(PathText.display(path)) cannot be used (\(reason.rawValue)); \(ScanPolicy.way)")
        case .file(let file) where file.mode & 0o170000 == 0o120000:
            notes.append("\(PathText.display(file.path)) was not used: it is a link, and links are not followed.")
            return nil
        case .file(let file): return file
        }
    }

    private mutating func readConfig(_ found: TreeEntry, in surroundings: Surroundings) throws {
        guard let file = try usable(found) else { return }
        let name = PathText.display(file.path)
        let (config, faults) = TargetConfig.read(
            try surroundings.tree.bytes(of: file, limit: TargetConfig.byteLimit))
        if let first = faults.first {
            let more = faults.count > 1 ? " (and \(faults.count - 1) more: securescan config validate)" : ""
            throw PolicyRefusal("\(name):\(first.line): \(first.reason)\(more); \(ScanPolicy.way)")
        }
        self.config = config
        configPath = name
        let folder = file.path.dropLast(TargetConfig.fileName.utf8.count)
        let target = surroundings.folder.isEmpty ? [] : surroundings.folder + [0x2F]
        prefix = Array(target.dropFirst(folder.count))
    }

    private static let way =
        "nothing was scanned; --no-target-config, or SECURESCAN_TARGET_CONFIG=0, goes without the target's own files"

    private mutating func tellUnused(_ job: ScanJob, in surroundings: Surroundings) {
        let names = [TargetConfig.fileName] + (job.baseline == .ofTarget ? [Baseline.fileName] : [])
        let unused = names.compactMap { name in
            (try? ScanPolicy.find(name, in: surroundings)).flatMap { $0 }.flatMap { entry -> String? in
                guard case .file(let file) = entry, file.mode & 0o170000 != 0o120000 else { return nil }
                // One with nothing but what a scanner reads for itself is not worth a note.
                if name == TargetConfig.fileName,
                    let bytes = try? surroundings.tree.bytes(of: file, limit: TargetConfig.byteLimit),
                    case let read = TargetConfig.read(bytes), read.config == TargetConfig(), read.faults.isEmpty
                {
                    return nil
                }
                return PathText.display(file.path)
            }
        }
        guard !unused.isEmpty else { return }
        notes.append(
            "\(unused.joined(separator: " and ")) was not used: what a target says about its own scan counts where the "
                + "operator says so (SECURESCAN_TARGET_CONFIG, or --target-config).")
    }
}

extension FileTree {
    /// The whole file, or one byte more than the limit of one that is larger.
    func bytes(of entry: FileEntry, limit: Int) throws -> [UInt8] {
        let room = Int(min(max(0, entry.size), Int64(limit) + 1))
        guard room > 0 else { return [] }
        return try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            count = try read(entry, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
