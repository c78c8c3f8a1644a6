internal import CLibyaml

/// Why a YAML text cannot be read further.
struct YAMLFailure: Error {
    let reason: String
    let offset: Int
}

/// Reads the documents of a text into trees. Aliases count as the copies they stand for, so that a few lines cannot
/// become gigabytes of work.
struct YAMLReader {
    static let mostNodes = 300_000
    static let deepest = 120
    /// Of text that aliases repeat.
    static let mostRepeatedBytes = 64 << 20

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let offsets: CharacterOffsets
    private var event = yaml_event_t()
    private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
    private var count = 0
    private var repeatedBytes = 0

    /// Every complete document in order; the failure is of what follows them.
    static func read(_ bytes: UnsafeRawBufferPointer) -> (documents: [YAMLNode], failure: YAMLFailure?) {
        if let failure = YAMLText.problem(of: bytes) { return ([], failure) }
        let start = YAMLText.start(of: bytes)
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else {
            return ([], YAMLFailure(reason: "memory is short", offset: 0))
        }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let text = UnsafeRawBufferPointer(rebasing: bytes[start...])
        yaml_parser_set_input_string(parser, text.bindMemory(to: UInt8.self).baseAddress, text.count)
        var reader = YAMLReader(parser: parser, offsets: CharacterOffsets(text, from: start))
        defer { yaml_event_delete(&reader.event) }
        var documents: [YAMLNode] = []
        do throws(YAMLFailure) {
            while let document = try reader.document() { documents.append(document) }
            return (documents, nil)
        } catch {
            return (documents, error)
        }
    }

    private init(parser: UnsafeMutablePointer<yaml_parser_t>, offsets: CharacterOffsets) {
        self.parser = parser
        self.offsets = offsets
    }

    private var start: Int { offsets.byte(event.start_mark.index) }
    private var end: Int { offsets.byte(event.end_mark.index) }

    private mutating func advance() throws(YAMLFailure) {
        yaml_event_delete(&event)
        guard yaml_parser_parse(parser, &event) == 1 else {
            let reason = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
            throw YAMLFailure(reason: reason, offset: offsets.byte(parser.pointee.problem_mark.index))
        }
    }

    /// Nil at the end of the text.
    private mutating func document() throws(YAMLFailure) -> YAMLNode? {
        anchors.removeAll()
        repeat { try advance() } while event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_END_EVENT
        guard event.type == YAML_DOCUMENT_START_EVENT else { return nil }
        try advance()
        return try node(depth: 0)
    }

    private mutating func node(depth: Int) throws(YAMLFailure) -> YAMLNode {
        let start = start
        try charge(1, start)
        guard depth < Self.deepest else {
            throw YAMLFailure(reason: "nested deeper than \(Self.deepest)", offset: start)
        }
        let before = count
        var anchor: String?
        let content: YAMLNode.Content
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            anchor = Self.text(scalar.anchor)
            let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            content = .scalar(value, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_START_EVENT:
            anchor = Self.text(event.data.sequence_start.anchor)
            content = try sequence(depth)
        case YAML_MAPPING_START_EVENT:
            anchor = Self.text(event.data.mapping_start.anchor)
            content = try mapping(depth)
        case YAML_ALIAS_EVENT: return try alias(start)
        default: throw YAMLFailure(reason: "a value is missing", offset: start)
        }
        let node = YAMLNode(content, start..<max(start, end))
        if let anchor { anchors[anchor] = (node, count - before + 1) }
        return node
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private mutating func charge(_ nodes: Int, _ offset: Int) throws(YAMLFailure) {
        count += nodes
        guard count <= Self.mostNodes else {
            let reason = "more than \(Self.mostNodes) values, those of aliases included"
            throw YAMLFailure(reason: reason, offset: offset)
        }
    }

    private mutating func alias(_ start: Int) throws(YAMLFailure) -> YAMLNode {
        let name = Self.text(event.data.alias.anchor) ?? ""
        guard let (node, size) = anchors[name] else {
            throw YAMLFailure(reason: "the alias *\(name.prefix(60)) names nothing before it", offset: start)
        }
        try charge(size, start)
        repeatedBytes += node.range.count
        guard repeatedBytes <= Self.mostRepeatedBytes else {
            throw YAMLFailure(reason: "aliases repeat more than \(Self.mostRepeatedBytes >> 20) MiB", offset: start)
        }
        return node
    }

    private mutating func sequence(_ depth: Int) throws(YAMLFailure) -> YAMLNode.Content {
        var nodes: [YAMLNode] = []
        try advance()
        while event.type != YAML_SEQUENCE_END_EVENT {
            nodes.append(try node(depth: depth + 1))
            try advance()
        }
        return .sequence(nodes)
    }

    private mutating func mapping(_ depth: Int) throws(YAMLFailure) -> YAMLNode.Content {
        var entries: [YAMLEntry] = []
        var merged: [YAMLEntry] = []
        try advance()
        while event.type != YAML_MAPPING_END_EVENT {
            let key = try node(depth: depth + 1)
            // A brace pair as a key is what unquoted template text looks like to YAML.
            guard let text = key.text else {
                throw YAMLFailure(reason: "a key is no text", offset: key.range.lowerBound)
            }
            try advance()
            let value = try node(depth: depth + 1)
            try advance()
            if text == "<<" {
                let sources = value.isMapping ? [value] : value.elements
                merged += sources.flatMap(\.entries)
                try charge(merged.count, key.range.lowerBound)
            } else {
                entries.append(YAMLEntry(key: text, keyRange: key.range, value: value))
            }
        }
        return .mapping(Self.merge(entries, merged))
    }

    /// A mapping's own keys win over merged ones, and earlier merged ones over later.
    private static func merge(_ entries: [YAMLEntry], _ merged: [YAMLEntry]) -> [YAMLEntry] {
        guard !merged.isEmpty else { return entries }
        var seen = Set(entries.map(\.key))
        return entries + merged.filter { seen.insert($0.key).inserted }
    }
}
