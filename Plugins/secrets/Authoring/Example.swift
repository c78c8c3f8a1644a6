/// A text that a rule must find something in, or nothing.
///
/// No example holds a secret: the random part is a template such as `{{base62:36}}` and is made when the example is
/// used, the same each time. In a positive example the secret is set between `«` and `»`.
public struct Example: Sendable, Decodable {
    let text: String
    /// Path of the file the text stands in.
    public let path: String

    private enum CodingKeys: String, CodingKey { case text, path }

    public init(_ text: String, path: String = "src/settings.py") {
        self.text = text
        self.path = path
    }

    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(text)
        } else {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            let text = try members.decode(String.self, forKey: .text)
            self.init(text, path: try members.decode(String.self, forKey: .path))
        }
    }

    /// An example as it is scanned: the templates filled in, the marks taken out, and the places they marked.
    public struct Filled: Sendable {
        public let bytes: [UInt8]
        public let secrets: [Range<Int>]
        public var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Equal seeds give equal bytes.
    public func filled(seed: String) -> Filled {
        var bytes: [UInt8] = []
        var secrets: [Range<Int>] = []
        var start = 0
        for byte in Template.fill(text, seed: seed).unicodeScalars {
            switch byte {
            case "«": start = bytes.count
            case "»": secrets.append(start..<bytes.count)
            default: bytes.append(contentsOf: Array(String(byte).utf8))
            }
        }
        return Filled(bytes: bytes, secrets: secrets)
    }
}
