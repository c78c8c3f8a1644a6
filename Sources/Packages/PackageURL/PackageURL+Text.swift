extension PackageURL {
    /// The canonical text: ASCII only, qualifiers in the order of their keys.
    public var text: String {
        let rules = PackageURLType(type)
        var bytes = Array("pkg:".utf8)
        bytes += type.utf8
        bytes.append(UInt8(ascii: "/"))
        if !namespace.isEmpty {
            let isFolded = rules.foldsInText.contains(.namespace)
            PackageURL.encode(isFolded ? namespace.lowercased() : namespace, keeping: .separator, &bytes)
            bytes.append(UInt8(ascii: "/"))
        }
        PackageURL.encode(rules.foldsInText.contains(.name) ? name.lowercased() : name, &bytes)
        if !version.isEmpty {
            bytes.append(UInt8(ascii: "@"))
            PackageURL.encode(version, &bytes)
        }
        appendQualifiers(&bytes)
        if !subpath.isEmpty {
            bytes.append(UInt8(ascii: "#"))
            PackageURL.encode(subpath, keeping: .separator, &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func appendQualifiers(_ bytes: inout [UInt8]) {
        var separator = UInt8(ascii: "?")
        for (key, value) in qualifiers.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            bytes.append(separator)
            bytes += key.utf8
            bytes.append(UInt8(ascii: "="))
            // Addresses are kept readable, as in the examples of the specification.
            PackageURL.encode(value, keeping: .separator, &bytes)
            separator = UInt8(ascii: "&")
        }
    }

    private enum Slash {
        case encoded, separator
    }

    /// ECMA-427, 5.4: letters, digits, ".", "-", "_", "~" and ":" stand for themselves.
    private static func encode(_ text: String, keeping slash: Slash = .encoded, _ bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if isAlphanumeric(byte) || ".-_~:".utf8.contains(byte)
                || (byte == UInt8(ascii: "/") && slash == .separator)
            {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
