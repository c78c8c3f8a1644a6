internal import Digest
internal import Glibc

/// A file of results in the making. It takes the place of the earlier one in a single step, or goes without a trace.
///
/// Nothing is forced to the disk: what a power cut leaves half written does not fit its digests, and is passed over.
final class ResultDraft {
    private static let chunk = 256 << 10

    /// Bytes of the file if it were published now.
    private(set) var size = ResultFile.headSize
    private let folder: ResultFolder
    private let owner: ResultOwner
    private let descriptor: OwnedDescriptor
    private let name: String
    private var isPublished = false
    private var records: [ResultRecord] = []
    private var keys: Set<[UInt8]> = []
    /// What is not written yet, and where it belongs.
    private var pending: [UInt8]
    private var offset: UInt64 = 0

    init(in folder: ResultFolder, of owner: ResultOwner) throws(ResultFault) {
        self.folder = folder
        self.owner = owner
        name = owner.fileName + "." + Hex.encode(SecureRandom.bytes(8)) + ResultFolder.draftSuffix
        let number = openat(
            folder.descriptor.number, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw .system("a file cannot be made") }
        descriptor = OwnedDescriptor(number)
        pending = [UInt8](repeating: 0, count: ResultFile.headSize)
        // Tells it from what a dead process has left; a lock that cannot be had costs the draft at worst.
        flock(number, LOCK_EX | LOCK_NB)
    }

    deinit {
        if !isPublished { unlinkat(folder.descriptor.number, name, 0) }
    }

    var count: Int { records.count }

    func holds(_ key: [UInt8]) -> Bool { keys.contains(key) }

    /// A second value for a key is passed over: it follows from the key.
    func add(_ key: [UInt8], _ value: [UInt8]) throws(ResultFault) {
        guard keys.insert(key).inserted else { return }
        let record = ResultRecord(key: key, value: value, offset: offset + UInt64(pending.count))
        append(record)
        pending += value
        pending += [UInt8](repeating: 0, count: -value.count & 7)
        if pending.count >= Self.chunk { try flush() }
    }

    /// Takes entries over from an earlier file; those that lie beside each other are copied together.
    func adopt(_ kept: [ResultRecord], from file: ResultFile) throws(ResultFault) {
        var run: [ResultRecord] = []
        var end: UInt64 = 0
        for record in kept.sorted(by: { $0.offset < $1.offset }) {
            if let first = run.first, record.offset != end || end - first.offset >= UInt64(Self.chunk) {
                try copy(run, to: end, from: file)
                run = []
            }
            run.append(record)
            end = record.offset + UInt64((record.length + 7) & ~7)
        }
        try copy(run, to: end, from: file)
    }

    private func copy(_ run: [ResultRecord], to end: UInt64, from file: ResultFile) throws(ResultFault) {
        guard let first = run.first else { return }
        guard let bytes = file.bytes(at: first.offset, Int(end - first.offset)) else {
            throw ResultFault("the earlier file cannot be read")
        }
        let start = offset + UInt64(pending.count)
        for var record in run {
            record.offset = start + (record.offset - first.offset)
            keys.insert(record.key)
            append(record)
        }
        pending += bytes
        try flush()
    }

    private func append(_ record: ResultRecord) {
        records.append(record)
        size += record.cost
    }

    /// Puts it in the place of the earlier file. Who has that one open keeps it.
    func publish() throws(ResultFault) {
        try flush()
        var index = ByteWriter(capacity: records.count * ResultRecord.size)
        records.sort { $0.key.lexicographicallyPrecedes($1.key) }
        for record in records { record.write(to: &index) }
        let head = ResultFile.head(of: owner, index: index.bytes, count: records.count, at: offset)
        pending = index.bytes
        try flush()
        offset = 0
        pending = head
        try flush()
        let place = folder.descriptor.number
        guard renameat(place, name, place, owner.fileName) == 0 else { throw .system("the file cannot be replaced") }
        isPublished = true
    }

    private func flush() throws(ResultFault) {
        var done = 0
        while done < pending.count {
            let count = pending.withUnsafeBytes { bytes in
                pwrite(
                    descriptor.number, bytes.baseAddress.map { $0 + done }, bytes.count - done,
                    off_t(offset) + off_t(done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system("the file cannot be written") }
            done += count
        }
        offset += UInt64(done)
        pending.removeAll(keepingCapacity: true)
    }
}
