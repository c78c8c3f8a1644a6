internal import Digest
internal import Glibc
internal import WorkerProtocol

/// What a scan kept, opened for the next one and found to be whole.
///
/// A file is only ever replaced as a whole, so an open one does not change. Its values are checked one by one when they
/// are looked up.
struct ResultFile: Sendable {
    static let headSize = MemoryLayout<scw_results>.size
    private static let digestSize = 32

    let descriptor: OwnedDescriptor
    let size: UInt64
    let count: Int
    private let index: UInt64

    /// Reads the head and the index through.
    init(_ descriptor: OwnedDescriptor, of owner: ResultOwner) throws(ResultFault) {
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else { throw ResultFault("it cannot be examined") }
        size = UInt64(max(0, status.st_size))
        guard let head = Self.read(descriptor, at: 0, Self.headSize) else { throw ResultFault("it is too short") }
        do {
            (count, index) = try Self.parse(head, size: size, owner: owner)
        } catch let error as ResultFault {
            throw error
        } catch {
            throw ResultFault("it is damaged")
        }
        guard try digest(head) == Array(head.suffix(Self.digestSize)) else { throw ResultFault("it is damaged") }
    }

    private static func parse(
        _ head: [UInt8], size: UInt64, owner: ResultOwner
    ) throws -> (count: Int, index: UInt64) {
        var reader = ByteReader(head)
        guard try reader.raw(8) == Array(SCW_RESULTS_MAGIC.utf8) else { throw ResultFault("it is no file of results") }
        guard try reader.uint32() == SCW_RESULTS_VERSION else { throw ResultFault("another version wrote it") }
        let count = Int(try reader.uint32())
        let index = try reader.uint64()
        guard try reader.uint64() == size, count <= SCW_MAX_RESULTS, index % 8 == 0, index >= UInt64(headSize),
            index <= size, (size - index) / UInt64(ResultRecord.size) >= UInt64(count)
        else { throw ResultFault("it is damaged") }
        guard try reader.raw(digestSize) == owner.digest else { throw ResultFault("it belongs to something else") }
        return (count, index)
    }

    private func digest(_ head: [UInt8]) throws(ResultFault) -> [UInt8] {
        var hash = SHA256()
        hash.update(Array(head.dropLast(Self.digestSize)))
        let end = index + UInt64(count * ResultRecord.size)
        for start in stride(from: index, to: end, by: 1 << 20) {
            guard let part = Self.read(descriptor, at: start, Int(min(end - start, 1 << 20))) else {
                throw ResultFault("it cannot be read")
            }
            hash.update(part)
        }
        return hash.finish()
    }

    /// All entries in their order, nil for one that cannot be.
    func records() -> [ResultRecord?] {
        guard let bytes = Self.read(descriptor, at: index, count * ResultRecord.size) else { return [] }
        var reader = ByteReader(bytes)
        return (0..<count).map { _ in (try? ResultRecord(&reader, fileSize: size)) ?? nil }
    }

    /// Makes it the youngest of all files.
    func touch() { futimens(descriptor.number, nil) }

    /// Nil when there is less.
    func bytes(at offset: UInt64, _ count: Int) -> [UInt8]? { Self.read(descriptor, at: offset, count) }

    private static func read(_ descriptor: OwnedDescriptor, at offset: UInt64, _ count: Int) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            while done < count {
                let got = pread(
                    descriptor.number, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset) + off_t(done))
                if got < 0, errno == EINTR { continue }
                if got <= 0 { return }
                done += got
            }
        }
        return bytes.count == count ? bytes : nil
    }

    /// The head of a file with this index.
    static func head(of owner: ResultOwner, index: [UInt8], count: Int, at offset: UInt64) -> [UInt8] {
        var writer = ByteWriter(capacity: headSize)
        writer.append(contentsOf: Array(SCW_RESULTS_MAGIC.utf8))
        writer.write(UInt32(SCW_RESULTS_VERSION))
        writer.write(UInt32(count))
        writer.write(offset)
        writer.write(offset + UInt64(index.count))
        writer.append(contentsOf: owner.digest)
        var hash = SHA256()
        hash.update(writer.bytes)
        hash.update(index)
        writer.append(contentsOf: hash.finish())
        return writer.bytes
    }
}
