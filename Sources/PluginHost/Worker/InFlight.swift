/// The files that a worker has and has not answered, in the order of submission.
///
/// Workers take files in order, so the oldest `threads` of them are the ones being scanned: their clocks run, whatever
/// the worker claims.
struct InFlight {
    private struct Entry {
        let file: ScanFile
        let sequence: UInt64
    }

    private let threads: Int
    private var entries: [UInt64: Entry] = [:]
    private var waiting: [UInt64] = []
    private var waitingStart = 0
    private var running: [(id: UInt64, since: UInt64)] = []
    private var nextSequence: UInt64 = 0
    /// Clocks run only while the scan is open.
    private var isOpen = false

    init(threads: Int) { self.threads = threads }

    var count: Int { entries.count }

    func file(_ id: UInt64) -> ScanFile? { entries[id]?.file }

    /// False when a file of this id is in flight already.
    mutating func add(_ file: ScanFile) -> Bool {
        guard entries[file.id] == nil else { return false }
        entries[file.id] = Entry(file: file, sequence: nextSequence)
        nextSequence += 1
        waiting.append(file.id)
        if isOpen && running.count < threads { promote() }
        return true
    }

    /// The file is answered. Nil when it is not in flight.
    mutating func remove(_ id: UInt64) -> ScanFile? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        if let index = running.firstIndex(where: { $0.id == id }) { running.remove(at: index) }
        if isOpen { promote() }
        return entry.file
    }

    mutating func open() {
        isOpen = true
        promote()
    }

    /// Everything that is left, oldest first.
    mutating func removeAll() -> [ScanFile] {
        defer {
            entries = [:]
            waiting = []
            waitingStart = 0
            running = []
        }
        return entries.values.sorted { $0.sequence < $1.sequence }.map(\.file)
    }

    /// When the file that has been scanned longest was begun.
    var oldestStart: UInt64? { running.map(\.since).min() }

    func longestRunning() -> ScanFile? {
        running.min { $0.since < $1.since }.flatMap { entries[$0.id]?.file }
    }

    /// The host itself was busy and did not listen: the time does not count.
    mutating func forgive(_ nanoseconds: UInt64) {
        for index in running.indices { running[index].since += nanoseconds }
    }

    private mutating func promote() {
        while running.count < threads && waitingStart < waiting.count {
            let id = waiting[waitingStart]
            waitingStart += 1
            if entries[id] != nil { running.append((id, MonotonicClock.now)) }
        }
        if waitingStart > 1024 || waitingStart == waiting.count {
            waiting.removeFirst(waitingStart)
            waitingStart = 0
        }
    }
}
