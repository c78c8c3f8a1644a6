internal import PluginSDK

/// True when the part before the first dot decodes to a JSON object with a text "alg", as RFC 7515 section 4.1 asks.
func isJSONWebToken(_ value: UnsafeRawBufferPointer) -> Bool {
    let header = value.prefix(while: { $0 != UInt8(ascii: ".") })
    guard header.count < value.count, header.count <= 1024, let decoded = base64Decoded(header) else { return false }
    let json = decoded.withUnsafeBytes { try? JSON(parsing: $0) }
    return json?["alg"]?.string != nil
}

/// True when the part before the first dot is a number of 17 to 20 digits in base64, as Discord's ids are.
func isDiscordToken(_ value: UnsafeRawBufferPointer) -> Bool {
    guard let id = base64Decoded(value.prefix(while: { $0 != UInt8(ascii: ".") })) else { return false }
    return (17...20).contains(id.count) && id.allSatisfy(isDigit)
}

/// Decodes base64 and base64url (RFC 4648), with or without padding; nil for anything else.
func base64Decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for character in text {
        guard character != UInt8(ascii: "=") else { break }
        guard let value = base64Value(character) else { return nil }
        bits = bits << 6 | value
        count += 6
        if count >= 8 {
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
    }
    return bytes
}

private func base64Value(_ character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
}
