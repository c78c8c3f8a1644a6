/// One hash of a component in the form that both formats accept.
struct Checksum: Hashable {
    var algorithm: Algorithm
    /// Lower-case hexadecimal digits, as many as the algorithm gives.
    var digits: String

    struct Algorithm: Hashable {
        let cycloneDX: String
        let spdx: String
        let hexDigits: Int
    }

    /// Nil when the algorithm is none of both formats' or the digits are not those of one; a hash that nobody could
    /// compare would only make the document invalid.
    init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count < 256, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        guard let algorithm = Self.algorithm(text[..<colon]) else { return nil }
        let digits = bytes[bytes.index(after: colon)...]
        guard digits.count == algorithm.hexDigits, digits.allSatisfy(\.isHexDigit) else { return nil }
        self.algorithm = algorithm
        self.digits = digits.contains { $0 < 0x60 && $0 > 0x40 } ? Substring(digits).lowercased() : String(digits) ?? ""
    }

    private static func algorithm(_ name: Substring) -> Algorithm? {
        algorithms[String(name)] ?? algorithms[name.lowercased().filter { $0 != "-" && $0 != "_" }]
    }

    /// The hashes that can be written, each once and in a fixed order. A Python package has one for each of its wheels,
    /// hence a high limit.
    static func all(_ texts: [String]) -> [Checksum] {
        if texts.count < 2 { return texts.compactMap(Checksum.init) }
        let checksums = Set(texts.prefix(1024).compactMap(Checksum.init))
        return checksums.sorted { ($0.algorithm.cycloneDX, $0.digits) < ($1.algorithm.cycloneDX, $1.digits) }
    }

    private static let algorithms: [String: Algorithm] = [
        "md5": Algorithm(cycloneDX: "MD5", spdx: "MD5", hexDigits: 32),
        "sha1": Algorithm(cycloneDX: "SHA-1", spdx: "SHA1", hexDigits: 40),
        "sha256": Algorithm(cycloneDX: "SHA-256", spdx: "SHA256", hexDigits: 64),
        "sha384": Algorithm(cycloneDX: "SHA-384", spdx: "SHA384", hexDigits: 96),
        "sha512": Algorithm(cycloneDX: "SHA-512", spdx: "SHA512", hexDigits: 128),
        "sha3256": Algorithm(cycloneDX: "SHA3-256", spdx: "SHA3-256", hexDigits: 64),
        "sha3384": Algorithm(cycloneDX: "SHA3-384", spdx: "SHA3-384", hexDigits: 96),
        "sha3512": Algorithm(cycloneDX: "SHA3-512", spdx: "SHA3-512", hexDigits: 128),
        "blake2b256": Algorithm(cycloneDX: "BLAKE2b-256", spdx: "BLAKE2b-256", hexDigits: 64),
        "blake2b384": Algorithm(cycloneDX: "BLAKE2b-384", spdx: "BLAKE2b-384", hexDigits: 96),
        "blake2b512": Algorithm(cycloneDX: "BLAKE2b-512", spdx: "BLAKE2b-512", hexDigits: 128),
    ]
}
