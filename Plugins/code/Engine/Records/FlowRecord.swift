/// What following the data of one file gave, and what it followed from.
struct FlowRecord {
    /// Of what the program declares and sets, which decides where names lead.
    var program: [UInt8]
    /// The other files that were looked into, with their contents' ids.
    var consulted: [(path: String, contentID: String)] = []
    var findings: [CodeFinding] = []
    /// Functions whose analysis hit a bound.
    var bounded: [String] = []

    init(program: [UInt8]) {
        self.program = program
    }

    var bytes: [UInt8] {
        var writer = RecordWriter()
        writer.add(program)
        writer.add(consulted) { writer, file in
            writer.add(file.path)
            writer.add(file.contentID)
        }
        writer.add(findings) { $0.add($1) }
        writer.add(bounded) { $0.add($1) }
        return writer.bytes
    }

    /// Nil when the bytes are damaged.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = RecordReader(bytes)
        do {
            program = try reader.data()
            consulted = try reader.list { reader in
                (path: try reader.text(), contentID: try reader.text())
            }
            findings = try reader.list { try $0.finding() }
            bounded = try reader.list { try $0.text() }
            guard reader.isAtEnd else { return nil }
        } catch {
            return nil
        }
    }
}
