internal import Model

/// JSON that keeps every character and yet does nothing to a terminal or an editor that shows it: what is invisible or
/// turns the direction of text is written as an escape, which reads as the same character.
enum InertJSON {
    static func written(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter(reserving: 2048)
        body(&json)
        return escaped(json.take())
    }

    /// JSON has such bytes only in strings.
    static func escaped(_ json: [UInt8]) -> [UInt8] {
        guard json.contains(where: { $0 >= 0x80 }) else { return json }
        var result: [UInt8] = []
        result.reserveCapacity(json.count + 32)
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if scalar.isASCII || !isActive(scalar) {
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    result.append(
                        contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
                }
            }
        }
        return result
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        // Noncharacters, which not every reader takes.
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
