internal import CLibyaml

/// A value of a YAML text, with the line it begins in (from 1).
struct YAMLNode: Sendable {
    indirect enum Content: Sendable {
        case scalar(String)
        case list([YAMLNode])
        case mapping([(key: YAMLNode, value: YAMLNode)])
        /// A part that was asked to be passed over.
        case skipped
    }

    let content: Content
    let line: Int

    /// Nil for anything but a scalar.
    var text: String? {
        if case .scalar(let text) = content { return text }
        return nil
    }

    /// What it is, for a sentence.
    var kind: String {
        switch content {
        case .scalar(let text): text.isEmpty ? "empty" : "a single value"
        case .list: "a list"
        case .mapping, .skipped: "a mapping"
        }
    }
}

/// Reads one YAML document that may have been written to do harm: what is built is bounded, aliases are refused, and
/// keys stand once.
struct YAMLReader: ~Copyable {
    /// Values and keys of the parts that are built.
    static let mostNodes = 100_000
    static let deepest = 16
    /// Events of the whole text: one costs libyaml about a microsecond.
    private static let mostEvents = 1_000_000

    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    private let skipped: Set<String>
    private var events = 0
    private var nodes = 0

    /// - Parameter skipped: keys of the document whose values are passed over.
    static func read(_ bytes: [UInt8], skipping skipped: Set<String> = []) throws(ConfigFault) -> YAMLNode? {
        var result: Result<YAMLNode?, ConfigFault> = .success(nil)
        bytes.withUnsafeBufferPointer { buffer in
            var reader = YAMLReader(skipped: skipped)
            guard yaml_parser_initialize(reader.parser) == 1 else { return result = .failure(.init(1, "no memory")) }
            yaml_parser_set_encoding(reader.parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(reader.parser, buffer.baseAddress, buffer.count)
            do throws(ConfigFault) { result = .success(try reader.document()) } catch { result = .failure(error) }
        }
        return try result.get()
    }

    private init(skipped: Set<String>) {
        self.skipped = skipped
        parser.initialize(to: yaml_parser_t())
        event.initialize(to: yaml_event_t())
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    private var line: Int { event.pointee.start_mark.line + 1 }

    private mutating func advance() throws(ConfigFault) {
        yaml_event_delete(event)
        events += 1
        guard events <= Self.mostEvents else { throw ConfigFault(parser.pointee.mark.line + 1, "the file is too long") }
        guard yaml_parser_parse(parser, event) == 1 else {
            let reason = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
            throw ConfigFault(parser.pointee.problem_mark.line + 1, "this is not YAML that can be read: \(reason)")
        }
    }

    private mutating func document() throws(ConfigFault) -> YAMLNode? {
        repeat {
            try advance()
        } while event.pointee.type == YAML_STREAM_START_EVENT
            || event.pointee.type == YAML_DOCUMENT_START_EVENT
        guard event.pointee.type != YAML_STREAM_END_EVENT else { return nil }
        let root = try node(depth: 0)
        repeat { try advance() } while event.pointee.type == YAML_DOCUMENT_END_EVENT
        guard event.pointee.type == YAML_STREAM_END_EVENT else {
            throw ConfigFault(line, "a second document begins; there is one in a file")
        }
        return root
    }

    private mutating func node(depth: Int) throws(ConfigFault) -> YAMLNode {
        let line = line
        nodes += 1
        guard nodes <= Self.mostNodes else { throw ConfigFault(line, "more than \(Self.mostNodes) keys and values") }
        guard depth < Self.deepest else { throw ConfigFault(line, "nested deeper than \(Self.deepest)") }
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.pointee.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let text = String(decoding: bytes, as: UTF8.self)
            let isNull = scalar.style == YAML_PLAIN_SCALAR_STYLE && ["~", "null", "Null", "NULL"].contains(text)
            return YAMLNode(content: .scalar(isNull ? "" : text), line: line)
        case YAML_SEQUENCE_START_EVENT:
            var items: [YAMLNode] = []
            try advance()
            while event.pointee.type != YAML_SEQUENCE_END_EVENT {
                items.append(try node(depth: depth + 1))
                try advance()
            }
            return YAMLNode(content: .list(items), line: line)
        case YAML_MAPPING_START_EVENT: return YAMLNode(content: .mapping(try members(depth)), line: line)
        default: throw ConfigFault(line, "aliases (*name) are not supported here; write the value out")
        }
    }

    private mutating func members(_ depth: Int) throws(ConfigFault) -> [(key: YAMLNode, value: YAMLNode)] {
        var members: [(key: YAMLNode, value: YAMLNode)] = []
        var seen: Set<String> = []
        try advance()
        while event.pointee.type != YAML_MAPPING_END_EVENT {
            let key = try node(depth: depth + 1)
            guard let name = key.text else { throw ConfigFault(key.line, "a key must be a single value") }
            guard seen.insert(name).inserted else { throw ConfigFault(key.line, "'\(name)' is there twice") }
            try advance()
            if depth == 0, skipped.contains(name) {
                let line = line
                try pass()
                members.append((key, YAMLNode(content: .skipped, line: line)))
            } else {
                members.append((key, try node(depth: depth + 1)))
            }
            try advance()
        }
        return members
    }

    /// To the end of the value that begins here.
    private mutating func pass() throws(ConfigFault) {
        var open = 0
        while true {
            switch event.pointee.type {
            case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT: open += 1
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: open -= 1
            default: break
            }
            guard open > 0 else { return }
            try advance()
        }
    }
}
