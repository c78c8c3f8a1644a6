internal import Model

/// What a JSON value may be: the one source both for checking what clients send and for describing it to them.
indirect enum Schema: Sendable {
    case text(TextRule)
    case integer(ClosedRange<Int>)
    case number
    case boolean
    /// One of the words, which may depend on what is loaded at the moment.
    case choice(@Sendable () -> [String])
    case list(of: Schema, atLeast: Int)
    /// An object with these members; others are ignored.
    case object([Property])
    /// An object whose keys are free, or limited to the words given.
    case dictionary(of: Schema, keys: (@Sendable () -> [String])?)
    case nullable(Schema)
    /// A schema that is described under a name of its own.
    case named(String, Schema)
    case anything

    static func choice(_ words: [String]) -> Schema { .choice({ words }) }
    static func list(of element: Schema) -> Schema { .list(of: element, atLeast: 0) }
    static func text(_ length: ClosedRange<Int>, _ format: TextFormat = .plain) -> Schema {
        .text(TextRule(length: length, format: format))
    }
    /// Text of any length, for what the server sends.
    static let string = Schema.text(TextRule(length: 0...Int.max, format: .plain))
    static let count = Schema.integer(0...Int.max)
    static let timestamp = Schema.text(TextRule(length: 0...Int.max, format: .dateTime))
    static let uuid = Schema.text(TextRule(length: 36...36, format: .uuid))
}

/// One member of an object.
struct Property: Sendable {
    let name: String
    let schema: Schema
    let isRequired: Bool
    let summary: String
    /// What it may look like, for people; see ``Schema/writeExample(_:to:)``.
    let example: JSONValue?
    /// Whether it stands in the example of the body that it belongs to, which is sent as it is by who tries the API.
    let isTypical: Bool

    init(
        _ name: String, _ schema: Schema, required: Bool = false, _ summary: String = "", example: JSONValue? = nil,
        typical: Bool = true
    ) {
        self.name = name
        self.schema = schema
        isRequired = required
        self.summary = summary
        self.example = example
        isTypical = typical
    }
}

/// Bounds of a text, in Unicode scalars, and what it must look like. A NUL is never accepted.
struct TextRule: Sendable {
    let length: ClosedRange<Int>
    let format: TextFormat
}

enum TextFormat: String, Sendable {
    case plain, uuid
    case dateTime = "date-time"
    /// An absolute http or https URL.
    case webURL = "uri"
    /// A host name or address.
    case host = "hostname"

    /// Why the text is not of this format, nil when it is.
    func objection(to text: String) -> String? {
        switch self {
        case .webURL:
            guard let scheme = ["http://", "https://"].first(where: text.lowercased().hasPrefix) else {
                return "URL must be http(s)"
            }
            let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
            if authority.isEmpty { return "URL must name a host" }
            return TextFormat.hasOddCharacters(text) ? "URL must not contain spaces or control characters" : nil
        case .host:
            let isHost = text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || ".-_:[]".utf8.contains(byte)
            }
            return isHost ? nil : "Host must be a name or an address, without scheme and path"
        case .dateTime:
            return Timestamp(iso8601: text) == nil ? "Input should be a time such as 2026-01-31T09:05:00Z" : nil
        case .plain, .uuid: return nil
        }
    }

    private static func hasOddCharacters(_ text: String) -> Bool {
        text.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
    }
}
