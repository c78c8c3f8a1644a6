/// Addresses that came with a target or an advisory.
enum WebAddress {
    /// The address when it can be followed from a report: http or https, printable ASCII, and nothing that ends an
    /// attribute or a Markdown link.
    static func safe(_ text: String) -> String? {
        let lowered = text.prefix(8).lowercased()
        guard lowered.hasPrefix("https://") || lowered.hasPrefix("http://"), text.utf8.count <= 2000,
            text.utf8.count > 8
        else { return nil }
        let forbidden = Set("\"'<>\\`(){}|^ ".utf8)
        return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !forbidden.contains($0) } ? text : nil
    }

    /// A relative path as a URI reference (RFC 3986): everything but letters, digits and `-._~/` is percent-encoded,
    /// so that no name can be taken for a scheme, a query or a host.
    static func reference(_ path: String) -> String {
        var path = path
        let isPlain = path.withUTF8 { $0.allSatisfy(isUnreserved) && $0.first != UInt8(ascii: "/") }
        if isPlain { return path }
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in path.utf8.drop(while: { $0 == UInt8(ascii: "/") }) {
            if isUnreserved(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A git remote as a URI; nil for a path of this machine and for what is no address. `git@host:path` is written as
    /// `ssh://git@host/path`.
    static func remote(_ text: String) -> String? {
        for scheme in ["https://", "http://", "ssh://", "git://"] where text.hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            let isPlain = rest.utf8.allSatisfy {
                isUnreserved($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@")
            }
            return isPlain && !rest.isEmpty ? text : nil
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].contains("/"), parts[0].contains("@"), !parts[1].isEmpty,
            parts[0].utf8.allSatisfy({ isUnreserved($0) || $0 == UInt8(ascii: "@") }),
            parts[1].utf8.allSatisfy(isUnreserved)
        else { return nil }
        return "ssh://\(parts[0])/\(parts[1].drop { $0 == "/" })"
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        if byte.isLetterOrDigit { return true }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): return true
        default: return false
        }
    }
}
