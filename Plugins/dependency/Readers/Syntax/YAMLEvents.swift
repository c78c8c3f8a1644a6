internal import CLibyaml

/// The events of a YAML text as libyaml reads them, one at a time. Anchors and tags are passed over, aliases are named
/// and never followed.
final class YAMLEvents {
    enum Event {
        case documentStart, documentEnd, mapping, sequence, end, scalar, alias, streamEnd
    }

    /// An event costs libyaml up to a microsecond, and brackets need but a byte for each: this bounds the time.
    static let limit = 6_000_000

    private(set) var current = Event.documentEnd
    /// Of the start of the current event, from 1.
    private(set) var line = 1
    /// Why there are no more events.
    private(set) var problem = ""
    private var input: YAMLInput
    private var count = 0
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)

    /// The bytes must outlive the events.
    init(_ bytes: UnsafeRawBufferPointer) {
        input = YAMLInput(bytes)
        parser.initialize(to: yaml_parser_t())
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input(
            parser,
            { this, buffer, size, given in
                guard let this, let buffer, let given else { return 0 }
                let events = Unmanaged<YAMLEvents>.fromOpaque(this).takeUnretainedValue()
                let count = events.input.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
                given.pointee = count ?? 0
                return count == nil ? 0 : 1
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    /// Moves to the next event; false when there is none because of `problem`, at `line`.
    func advance() -> Bool {
        guard problem.isEmpty else { return false }
        yaml_event_delete(event)
        count += 1
        guard count <= Self.limit else { return fail("more than \(Self.limit) keys and values", parser.pointee.mark) }
        guard parser.pointee.read_handler != nil, yaml_parser_parse(parser, event) == 1 else { return fail() }
        input.advance()
        line = event.pointee.start_mark.line + 1
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: current = .scalar
        case YAML_MAPPING_START_EVENT: current = .mapping
        case YAML_SEQUENCE_START_EVENT: current = .sequence
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: current = .end
        case YAML_ALIAS_EVENT: current = .alias
        case YAML_DOCUMENT_START_EVENT: current = .documentStart
        case YAML_DOCUMENT_END_EVENT: current = .documentEnd
        case YAML_STREAM_START_EVENT: return advance()
        default: current = .streamEnd
        }
        return true
    }

    private func fail() -> Bool {
        if let refusal = input.refusal { return fail(refusal, parser.pointee.mark) }
        guard let text = parser.pointee.problem else { return fail("memory is short", parser.pointee.mark) }
        let isOfReader = parser.pointee.error == YAML_READER_ERROR
        return fail(String(cString: text), isOfReader ? parser.pointee.mark : parser.pointee.problem_mark)
    }

    private func fail(_ what: String, _ mark: yaml_mark_t) -> Bool {
        problem = what
        // libyaml begins a line at the end of the text, also where none does.
        let isAtEnd = parser.pointee.eof == 1 && mark.index == parser.pointee.mark.index && mark.column == 0
        line = max(1, isAtEnd && input.endsInLine ? mark.line : mark.line + 1)
        return false
    }

    /// Of the current scalar.
    var text: String { String(decoding: content, as: UTF8.self) }

    /// Whether the current scalar has neither quotes nor a block to itself.
    var isPlain: Bool { event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

    /// Whether the current scalar is this word.
    func isWord(_ word: StaticString) -> Bool {
        content.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private var content: UnsafeBufferPointer<UInt8> {
        let scalar = event.pointee.data.scalar
        return UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    }
}
