/// The file that a reader reads.
struct SourceFile {
    /// More is not read; the inventory is then partial and says so.
    static let sizeLimit = 64 << 20

    let bytes: UnsafeRawBufferPointer
    let surroundings: Surroundings

    var lines: TextLines { TextLines(bytes) }

    /// A file of the target by its path relative to the folder of this one; nil when it is outside of the target or
    /// cannot be had.
    func open(_ relative: String) -> [UInt8]? {
        surroundings.resolve(relative).flatMap(surroundings.open)
    }
}

extension Surroundings {
    /// A path relative to the target from one relative to the folder of the file that is read, or of `file`; nil when
    /// it is absolute or leaves the target.
    func resolve(_ relative: String, from file: String? = nil) -> String? {
        guard !relative.isEmpty, !relative.utf8.starts(with: "/".utf8), relative.utf8.count <= 4096 else { return nil }
        var parts = (file ?? path).pieces(at: UInt8(ascii: "/")).dropLast()
        for part in relative.pieces(at: UInt8(ascii: "/")) where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}

extension LockfileFormat {
    /// A format whose reader fills a builder.
    init(
        _ id: String, _ patterns: [String],
        filling fill: @escaping @Sendable (_ file: SourceFile, _ inventory: inout InventoryBuilder) -> Void
    ) {
        self.init(id: id, patterns: patterns) { bytes, surroundings in
            var inventory = InventoryBuilder()
            let read = UnsafeRawBufferPointer(rebasing: bytes.prefix(SourceFile.sizeLimit))
            if read.count < bytes.count {
                inventory.notes.add(
                    0, "the file is larger than \(SourceFile.sizeLimit >> 20) MiB; the inventory is partial")
            }
            fill(SourceFile(bytes: read, surroundings: surroundings), &inventory)
            return inventory.finish()
        }
    }
}
