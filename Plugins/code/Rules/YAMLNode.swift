import CLibyaml

/// A value of a YAML text, with the line it begins in (from 1).
struct YAMLNode: Sendable {
    indirect enum Content: Sendable {
        /// `isPlain`: neither quoted nor a block, so that `true` and `3` are meant as such.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    struct Entry: Sendable {
        let key: String
        let line: Int
        let value: YAMLNode
    }

    let content: Content
    let line: Int

    var text: String? {
        if case .scalar(let text, _) = content { return text }
        return nil
    }

    var sequence: [YAMLNode]? {
        if case .sequence(let nodes) = content { return nodes }
        return nil
    }

    var mapping: [Entry]? {
        if case .mapping(let entries) = content { return entries }
        return nil
    }

    subscript(_ key: String) -> YAMLNode? { mapping?.first { $0.key == key }?.value }
}

/// Why a YAML text cannot be read.
struct YAMLFailure: Error {
    let line: Int
    let reason: String
}

/// Reads one document into a tree. Aliases stand for copies of what they name; the copies count, so that a few lines
/// cannot become gigabytes.
struct YAMLReader {
    static let mostNodes = 500_000
    static let deepest = 64

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private var event = yaml_event_t()
    private var anchors: [String: YAMLNode] = [:]
    private var sizes: [String: Int] = [:]
    private var count = 0

    static func read(_ bytes: [UInt8]) throws(YAMLFailure) -> YAMLNode {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { throw YAMLFailure(line: 1, reason: "memory is short") }
        defer { yaml_parser_delete(parser) }
        var result: Result<YAMLNode, YAMLFailure> = .failure(YAMLFailure(line: 1, reason: "the file is empty"))
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            var reader = YAMLReader(parser: parser)
            do throws(YAMLFailure) { result = .success(try reader.onlyDocument()) } catch { result = .failure(error) }
            yaml_event_delete(&reader.event)
        }
        return try result.get()
    }

    private init(parser: UnsafeMutablePointer<yaml_parser_t>) {
        self.parser = parser
    }

    private var line: Int { Int(event.start_mark.line) + 1 }

    private mutating func advance() throws(YAMLFailure) {
        yaml_event_delete(&event)
        guard yaml_parser_parse(parser, &event) == 1 else {
            let reason = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
            throw YAMLFailure(line: Int(parser.pointee.problem_mark.line) + 1, reason: reason)
        }
    }

    private mutating func onlyDocument() throws(YAMLFailure) -> YAMLNode {
        let node = try document()
        repeat { try advance() } while event.type == YAML_DOCUMENT_END_EVENT
        guard event.type == YAML_STREAM_END_EVENT else {
            throw YAMLFailure(line: line, reason: "a second document begins here; a file has one")
        }
        return node
    }

    private mutating func document() throws(YAMLFailure) -> YAMLNode {
        repeat { try advance() } while event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_START_EVENT
        guard event.type != YAML_STREAM_END_EVENT else { throw YAMLFailure(line: 1, reason: "the file is empty") }
        return try node(depth: 0)
    }

    private mutating func node(depth: Int) throws(YAMLFailure) -> YAMLNode {
        count += 1
        guard count <= Self.mostNodes else {
            throw YAMLFailure(line: line, reason: "more than \(Self.mostNodes) values, those of aliases included")
        }
        guard depth < Self.deepest else { throw YAMLFailure(line: line, reason: "nested deeper than \(Self.deepest)") }
        let before = count
        let line = line
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
        case YAML_ALIAS_EVENT: return try alias(line)
        default: throw YAMLFailure(line: line, reason: "a value is missing")
        }
        let node = YAMLNode(content: content, line: line)
        if let anchor {
            anchors[anchor] = node
            sizes[anchor] = count - before + 1
        }
        return node
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private mutating func alias(_ line: Int) throws(YAMLFailure) -> YAMLNode {
        let name = Self.text(event.data.alias.anchor) ?? ""
        guard let node = anchors[name] else {
            throw YAMLFailure(line: line, reason: "the alias *\(name)* names nothing before it")
        }
        count += sizes[name] ?? 1
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
        var entries: [YAMLNode.Entry] = []
        var keys: Set<String> = []
        try advance()
        while event.type != YAML_MAPPING_END_EVENT {
            let line = line
            guard let key = try node(depth: depth + 1).text else {
                throw YAMLFailure(line: line, reason: "a key must be a text")
            }
            guard keys.insert(key).inserted else {
                throw YAMLFailure(line: line, reason: "the key \(key) is given twice")
            }
            try advance()
            entries.append(YAMLNode.Entry(key: key, line: line, value: try node(depth: depth + 1)))
            try advance()
        }
        return .mapping(entries)
    }
}
