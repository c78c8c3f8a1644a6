/// Hands a text to libyaml piece by piece, and stops where libyaml would go wrong: it decodes a whole piece ahead, so
/// that a bad byte would cost what stands before it; it keeps a scalar, a tag or an anchor of any length; it compares
/// every `%TAG` directive with all before it.
struct YAMLInput {
    /// Bytes that may belong to one scalar, or pass as comments in one place.
    static let stretchLimit = 8 << 20
    /// `%` at the start of a line.
    static let directiveLimit = 100

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    /// Where the stretch began that libyaml has given no event for.
    private var mark = 0
    private var directives = 0
    /// Why no more is handed out.
    private(set) var refusal: String?

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    var endsInLine: Bool { bytes.last != UInt8(ascii: "\n") }

    /// libyaml has understood what it was given.
    mutating func advance() { mark = position }

    /// The bytes written, none at the end; nil when the text must not be read further.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard position < bytes.count else { return 0 }
        guard position - mark <= Self.stretchLimit else {
            refusal = "more than \(Self.stretchLimit >> 20) MiB without a value"
            return nil
        }
        let start = position
        check(upTo: min(bytes.count, start + buffer.count))
        guard position > start else { return nil }
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
        return position - start
    }

    /// Moves on as long as the characters are those of YAML.
    private mutating func check(upTo end: Int) {
        while position < end {
            let byte = bytes[position]
            var width = 1
            switch byte {
            case UInt8(ascii: "%"):
                if isLineStart { directives += 1 }
                guard directives <= Self.directiveLimit else {
                    refusal = "more than \(Self.directiveLimit) directives"
                    return
                }
            case 0x20..<0x7F, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
            case 0x80...: width = checkCharacter()
            default: width = refuse("a control character is not allowed")
            }
            guard width > 0, position + width <= end else { return }
            position += width
        }
    }

    private var isLineStart: Bool {
        position == 0 || bytes[position - 1] == UInt8(ascii: "\n") || bytes[position - 1] == UInt8(ascii: "\r")
    }

    /// How many bytes the character beyond ASCII has; 0 when it is none.
    private mutating func checkCharacter() -> Int {
        let width = bytes[position] >= 0xF0 ? 4 : bytes[position] >= 0xE0 ? 3 : 2
        let piece = bytes[position..<min(position + width, bytes.count)]
        guard let scalar = String(validating: piece, as: UTF8.self)?.unicodeScalars.first else {
            return refuse("a text is not valid UTF-8")
        }
        switch scalar.value {
        case 0x80..<0x85, 0x86..<0xA0, 0xFFFE, 0xFFFF: return refuse("a control character is not allowed")
        default: return width
        }
    }

    private mutating func refuse(_ reason: String) -> Int {
        refusal = reason
        return 0
    }
}
