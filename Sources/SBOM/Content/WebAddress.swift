/// Texts that the schemas want to be URIs (RFC 3986).
enum WebAddress {
    /// Longer ones are refused instead of cut, since the beginning of an address is another address.
    private static let limit = 16_384

    /// A web page's address; nil for other schemes, and for one with a user or password in it, which nobody else may
    /// see.
    static func page(_ text: String) -> String? {
        let lowered = text.prefix(8).lowercased()
        guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else { return nil }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        let host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard isHost(host) else { return nil }
        return escaped(scheme: scheme + String(decoding: host, as: UTF8.self), rest.dropFirst(host.count))
    }

    /// A package URL; nil for what is none.
    static func purl(_ text: String) -> String? {
        let bytes = text.utf8
        guard bytes.count <= limit else { return nil }
        guard bytes.starts(with: "pkg:".utf8) else { return nil }
        let path = bytes.dropFirst(4).drop { $0 == UInt8(ascii: "/") }
        let type = path.prefix { $0 != UInt8(ascii: "/") }
        guard let first = type.first, first.isLetter, path.count > type.count + 1,
            type.allSatisfy({ $0.isLetterOrDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E })
        else { return nil }
        let isCanonical = path.count + 4 == bytes.count && path.allSatisfy { $0.isLetterOrDigit || isPlain($0) }
        return isCanonical ? text : escaped(scheme: "pkg:", path)
    }

    /// A name with dots and perhaps a port.
    private static func isHost(_ host: Substring.UTF8View) -> Bool {
        let name = host.prefix { $0 != UInt8(ascii: ":") }
        let port = host.dropFirst(name.count).dropFirst()
        guard !name.isEmpty, name.count < 256, port.count < 6, port.allSatisfy(\.isDigit) else { return false }
        return name.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// Percent-encodes every byte that may not stand where it does; escapes that are whole stay.
    private static func escaped(scheme: String, _ rest: Substring.UTF8View) -> String? {
        guard scheme.utf8.count + rest.count <= limit else { return nil }
        var text: [UInt8] = Array(scheme.utf8)
        text.reserveCapacity(text.count + rest.count)
        var isFragment = false
        var index = rest.startIndex
        while index != rest.endIndex {
            let byte = rest[index]
            let following = rest.index(after: index)
            let mayStand: Bool
            switch byte {
            case UInt8(ascii: "%"): mayStand = isEscape(rest[following...])
            case UInt8(ascii: "#"):
                mayStand = !isFragment
                isFragment = true
            default: mayStand = byte.isLetterOrDigit || isPlain(byte)
            }
            if mayStand { text.append(byte) } else { text.appendEscape(byte) }
            index = following
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether two hexadecimal digits come first.
    private static func isEscape(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, let second = bytes.dropFirst().first else { return false }
        return first.isHexDigit && second.isHexDigit
    }

    /// What may stand anywhere after the scheme.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"),
            UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "&")...0x2C,
            UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"):
            true
        default: false
        }
    }
}

extension [UInt8] {
    fileprivate mutating func appendEscape(_ byte: UInt8) {
        let digits = Array("0123456789ABCDEF".utf8)
        append(UInt8(ascii: "%"))
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 15)])
    }
}
