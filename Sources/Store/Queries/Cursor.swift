internal import FoundationEssentials
internal import Model

/// Where a listing goes on: base64url (RFC 4648, section 5) over four fields joined by a dot.
///
/// A cursor belongs to one kind of listing with one filter; `digest` tells whether that is the one it is used with.
/// It guards against mistakes, not against forgery: whatever it holds, only rows of the listing asked for are read.
struct Cursor: Equatable {
    /// `s` for scans, `f` for findings.
    var kind: Character
    /// Of the filter and what is listed.
    var digest: UInt64
    /// How many items the listing had when its first page was read.
    var total: Int
    /// Place of the last item handed out, in the words of the listing.
    var key: String

    /// Longer ones are not looked at.
    private static let longest = 512

    var text: String {
        let fields = "\(kind).\(String(digest, radix: 16)).\(total).\(key)"
        let base64 = Data(fields.utf8).base64EncodedString()
        let characters = base64.compactMap { character -> Character? in
            switch character {
            case "+": "-"
            case "/": "_"
            case "=": nil
            default: character
            }
        }
        return String(characters)
    }

    /// Throws `.badCursor` unless `text` was handed out for this kind and digest.
    static func parse(_ text: String, kind: Character, digest: UInt64) throws(StoreError) -> Cursor {
        guard text.utf8.count <= longest, let fields = decoded(text) else { throw foreign }
        let parts = fields.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == String(kind), UInt64(parts[1], radix: 16) == digest,
            let total = Int(parts[2]), total >= 0
        else { throw foreign }
        let cursor = Cursor(kind: kind, digest: digest, total: total, key: String(parts[3]))
        // One spelling only: what base64 and the numbers would also accept was never handed out.
        guard cursor.text == text else { throw foreign }
        return cursor
    }

    static let foreign = StoreError(
        .badCursor,
        "The cursor does not belong to this listing. Use the one from its `next` link, with the same filter.")

    private static func decoded(_ text: String) -> String? {
        var base64 = ""
        for character in text {
            switch character {
            case "-": base64.append("+")
            case "_": base64.append("/")
            default: base64.append(character)
            }
        }
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return Data(base64Encoded: base64).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// FNV-1a, 64 bits: the same in every run, which Swift's own hashes are not.
    static func digest(_ values: [String?]) -> UInt64 {
        let text = StoredValue.json { json in
            json.array { json in for value in values { json.value(value.map(JSONValue.string) ?? .null) } }
        }
        return text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
