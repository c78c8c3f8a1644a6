internal import SecretsEngine

/// Fills the templates of examples: `{{alphabet:count}}`, and a few that have an inner structure. `{{}}` stands for
/// nothing and keeps two halves of a tell-tale word apart. Anything else in braces stays as it is.
enum Template {
    static func fill(_ text: String, seed: String) -> String {
        var random = SeededRandom(seed)
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            result += rest[..<open.lowerBound]
            let name = rest[open.upperBound..<close.lowerBound]
            result += made(String(name), &random) ?? "{{\(name)}}"
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    private static let digits = "0123456789"
    private static let small = "abcdefghijklmnopqrstuvwxyz"
    private static let large = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    private static let alphabets: [String: String] = [
        "digits": digits,
        "hex": digits + "abcdef",
        "HEX": digits + "ABCDEF",
        "base32": large + "234567",
        "lower": small + digits,
        "upper": large + digits,
        "letters": large + small,
        "base62": digits + large + small,
        "base64": digits + large + small + "+/",
        "base64url": digits + large + small + "-_",
        "bech32": "023456789ACDEFGHJKLMNPQRSTUVWXYZ",
    ]

    private static func made(_ name: String, _ random: inout SeededRandom) -> String? {
        switch name {
        case "": return ""
        case "jwt": return token(&random)
        case "uuid": return uuid(&random)
        case "snowflake": return base64url(random.text(1, "123456789") + random.text(17, digits))
        default: return counted(name, &random)
        }
    }

    private static func counted(_ name: String, _ random: inout SeededRandom) -> String? {
        let parts = name.split(separator: ":")
        guard parts.count == 2, let count = Int(parts[1]), (1...4096).contains(count) else { return nil }
        if parts[0] == "crc62" { return checked(random.text(count, alphabets["base62"] ?? "")) }
        if parts[0] == "lines" { return lines(count, &random) }
        return alphabets[String(parts[0])].map { random.text(count, $0) }
    }

    /// `count` characters and their checksum.
    private static func checked(_ body: String) -> String {
        body + String(decoding: Checksum.crc32Base62.checksum(of: Array(body.utf8)), as: UTF8.self)
    }

    /// The body of a PEM block (RFC 7468): lines of 64 characters of base64.
    private static func lines(_ count: Int, _ random: inout SeededRandom) -> String {
        let alphabet = alphabets["base64"] ?? ""
        return (0..<count).map { _ in random.text(64, alphabet) }.joined(separator: "\n")
    }

    private static func uuid(_ random: inout SeededRandom) -> String {
        [8, 4, 4, 4, 12].map { random.text($0, digits + "abcdef") }.joined(separator: "-")
    }

    /// A JSON Web Token with a real header and made-up claims and signature.
    private static func token(_ random: inout SeededRandom) -> String {
        let header = base64url(#"{"alg":"HS256","typ":"JWT"}"#)
        let claims = base64url(#"{"sub":"\#(random.text(12, digits))","iat":1516239022}"#)
        return "\(header).\(claims).\(random.text(43, alphabets["base64url"] ?? ""))"
    }

    private static func base64url(_ text: String) -> String {
        let alphabet = Array((large + small + digits + "-_").utf8)
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.utf8 {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                result.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { result.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return String(decoding: result, as: UTF8.self)
    }
}

/// A small generator (SplitMix64) whose numbers follow from a text.
struct SeededRandom {
    private var state: UInt64

    init(_ seed: String) {
        // FNV-1a
        state = seed.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func text(_ count: Int, _ alphabet: String) -> String {
        let letters = Array(alphabet.utf8)
        guard !letters.isEmpty else { return "" }
        return String(
            decoding: (0..<count).map { _ in letters[Int(next() % UInt64(letters.count))] }, as: UTF8.self)
    }
}
