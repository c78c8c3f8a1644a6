/// The id of a plugin: reverse DNS in lower case, or a single word.
enum PluginIdentifier {
    static let rule = "lower-case letters, digits and hyphens in parts joined by dots, at most 128 characters"
    /// Ids of the scanners that come with the host: no other directory may take their place.
    static let reserved: Set<String> = ["code", "dependency", "secrets"]

    static func isValid(_ id: String) -> Bool {
        id.utf8.count <= 128 && id.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isWord)
    }

    /// Begins with a letter or digit, goes on with those and hyphens.
    static func isWord(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first != 0x2D else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x2D: true
            default: false
            }
        }
    }
}
