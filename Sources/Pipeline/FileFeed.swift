internal import Digest
internal import Model
internal import PluginHost
internal import Targets

/// Reads each file of a tree once and hands it to every scanner that wants it.
struct FileFeed {
    let tree: any FileTree
    let arena: ContentArena
    let ledger: FileLedger
    let scanners: [ScannerRun]
    let cancellation: Cancellation

    /// What was handed out and what was left out.
    struct Tally {
        var files = 0
        var bytes: Int64 = 0
        var skipped: [String: Int] = [:]

        mutating func skip(_ reason: SkipReason) { skipped[reason.rawValue, default: 0] += 1 }
    }

    /// Walks the whole tree; returns early, with what was done so far, when the run is cancelled or nobody listens.
    func run() throws -> Tally {
        var tally = Tally()
        try tree.walk(prefix: []) { step in
            if cancellation.isRequested || !scanners.contains(where: \.isActive) { return false }
            switch step {
            case .skipped(let path, let reason):
                tally.skip(reason)
                tell(of: path, reason)
            case .file(let entry): try hand(out: entry, &tally)
            }
            return true
        }
        return tally
    }

    private func hand(out entry: FileEntry, _ tally: inout Tally) throws {
        let takers = scanners.filter { $0.isActive && $0.worker.wants(path: entry.path, size: entry.size) }
        guard !takers.isEmpty else {
            // Left out by a scanner's own size limit, not by its patterns: that is worth counting.
            if scanners.contains(where: { $0.isActive && $0.worker.wants(path: entry.path, size: 0) }) {
                leaveOut(entry.path, .tooLarge, &tally)
            }
            return
        }
        guard let extent = arena.allocate(max(1, Int(entry.size))) else {
            return leaveOut(entry.path, .tooLarge, &tally)
        }
        let buffer = arena.bytes(extent)
        guard let count = try readable(entry, into: buffer) else {
            arena.free(extent)
            return leaveOut(entry.path, .unreadable, &tally)
        }
        let content = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        let listeners = listeners(for: content, among: takers, &tally)
        guard !listeners.isEmpty else { return arena.free(extent) }
        tally.files += 1
        tally.bytes += Int64(count)
        submit(entry, content, extent, to: listeners)
    }

    private func leaveOut(_ path: [UInt8], _ reason: SkipReason, _ tally: inout Tally) {
        tally.skip(reason)
        tell(of: path, reason)
    }

    /// A scanner that asked for a file by name misses it: what it reports is not whole, and says so.
    private func tell(of path: [UInt8], _ reason: SkipReason) {
        let why: String
        switch reason {
        case .tooLarge: why = "it is larger than a file may be (SECURESCAN_MAX_FILE_BYTES, or the scanner's own limit)"
        case .unreadable: why = "it cannot be read"
        default: return
        }
        for scanner in scanners
        where scanner.isActive && scanner.worker.namesPatterns && scanner.worker.wants(path: path, size: 0) {
            scanner.note("\(PathText.display(path)) was left out: \(why).")
        }
    }

    /// Nil when this one file cannot be read. A system that has run out of something would make every further file
    /// look unreadable, so that ends the scan instead.
    private func readable(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int? {
        do {
            return try tree.read(entry, into: buffer)
        } catch let error as TargetError where error.code == .system {
            throw error
        } catch {
            return nil
        }
    }

    /// Binary content goes only to scanners that asked for such files by name.
    private func listeners(
        for content: UnsafeRawBufferPointer, among takers: [ScannerRun], _ tally: inout Tally
    ) -> [ScannerRun] {
        switch ContentKind.of(content) {
        case .text: return takers
        case .lfsPointer:
            tally.skip(.lfsPointer)
            return []
        case .binary:
            let askers = takers.filter { $0.worker.namesPatterns }
            if askers.isEmpty { tally.skip(.binary) }
            return askers
        }
    }

    private func submit(
        _ entry: FileEntry, _ content: UnsafeRawBufferPointer, _ extent: ArenaExtent, to listeners: [ScannerRun]
    ) {
        let id = ledger.add(entry, extent: extent, count: content.count, scanners: listeners.count)
        let contentID = entry.contentID ?? SHA256.hex(content)
        let file = ScanFile(id: id, entry: entry, contentID: contentID, extent: extent, count: content.count)
        for scanner in listeners where !scanner.worker.submit(file) {
            ledger.finished(id, searchedForSecrets: false)
        }
    }
}
