import CodeSyntax

/// What is kept of a file from scan to scan: all that is said of it alone, and whether its data flow is to be followed.
struct FileRecord {
    let outcome: FileReader.Outcome

    /// Nil for what is not kept: texts that look like secrets stay out of files on the disk.
    init?(_ outcome: FileReader.Outcome) {
        if case .analyzed(let file) = outcome, file.holdsSecrets { return nil }
        self.outcome = outcome
    }

    var bytes: [UInt8] {
        var writer = RecordWriter()
        switch outcome {
        case .analyzed(let file):
            writer.add(0)
            writer.add(file.findings) { $0.add($1) }
            writer.add(file.declared) { $0.add($1) }
            writer.add(file.notes) { $0.add($1) }
            writer.add(file.mentioned) { $0.add($1) }
            writer.add(file.extended) { $0.add($1) }
            writer.add((file.needsFlow ? 1 : 0) | (file.takesInput ? 2 : 0) | (file.hasSinks ? 4 : 0))
            writer.add(file.sinkLanes) { $0.add(Int(bitPattern: UInt($1))) }
        case .skipped(let skip): writer.add(skip)
        }
        return writer.bytes
    }

    /// Nil when the bytes are damaged.
    init?(_ bytes: UnsafeRawBufferPointer, path: String, language: Language) {
        var reader = RecordReader(bytes)
        do {
            let kind = try reader.number()
            guard kind == 0 else {
                outcome = .skipped(try reader.skip(kind, language))
                return
            }
            var file = AnalyzedFile(path: path, language: language)
            file.findings = try reader.list { try $0.finding(defaultPath: path) }
            file.declared = try reader.list { try $0.text() }
            file.notes = try reader.list { try $0.text() }
            file.isWhole = false
            file.mentioned = try reader.list { try $0.text() }
            file.extended = try reader.list { try $0.text() }
            let flags = try reader.number()
            file.needsFlow = flags & 1 != 0
            file.takesInput = flags & 2 != 0
            file.hasSinks = flags & 4 != 0
            file.sinkLanes = try reader.list { UInt64(UInt(bitPattern: try $0.number())) }
            guard reader.isAtEnd else { return nil }
            outcome = .analyzed(file)
        } catch {
            return nil
        }
    }
}

extension RecordWriter {
    fileprivate mutating func add(_ skip: FileSkip) {
        switch skip {
        case .generated: add(1)
        case .minified: add(2)
        case .vendored: add(3)
        case .parserMissing: add(4)
        case .tooCostly(let why):
            add(5)
            add(why)
        }
    }
}

extension RecordReader {
    fileprivate mutating func skip(_ kind: Int, _ language: Language) throws -> FileSkip {
        switch kind {
        case 1: .generated
        case 2: .minified
        case 3: .vendored
        case 4: .parserMissing(language)
        case 5: .tooCostly(try text())
        default: throw Damage()
        }
    }
}
