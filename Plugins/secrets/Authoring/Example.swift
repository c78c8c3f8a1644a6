/// A text that a rule must find something in, or nothing.
///
/// No example holds a secret: the random part is a template such as `{{base62:36}}` and is made when the example is
/// used, the same each time. In a positive example the secret is set between `«` and `»`.
public struct Example: Sendable, Decodable {
    let text: String
    /// Path of the file the text stands in.
    public let path: String

    private enum CodingKeys: String, CodingKey { case text, path }

    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.text = text
            path = "src/settings.py"
        } else {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            text = try members.decode(String.self, forKey: .text)
            path = try members.decode(String.self, forKey: .path)
        }
    }

    /// The bytes with the templates filled in and the marks taken out, and the marked places. Equal seeds give equal
    /// bytes.
    public func filled(seed: String) -> (bytes: [UInt8], secrets: [Range<Int>]) {
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
        return (bytes, secrets)
    }
}
