#if canImport(Glibc)
    internal import Glibc
#endif

/// An IPv4 or IPv6 address; an IPv4 address in the form of an IPv6 one (`::ffff:10.0.0.1`) counts as IPv4.
struct IPAddress: Sendable, Hashable {
    /// 4 or 16.
    let bytes: [UInt8]

    /// Nil for anything but the numbers of one address: no port, no brackets, no zone.
    init?(_ text: String) {
        var buffer = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &buffer) == 1 {
            bytes = Array(buffer[..<4])
        } else if inet_pton(AF_INET6, text, &buffer) == 1 {
            let isMapped = buffer[..<10].allSatisfy { $0 == 0 } && buffer[10] == 0xFF && buffer[11] == 0xFF
            bytes = isMapped ? Array(buffer[12...]) : buffer
        } else {
            return nil
        }
    }

    /// As it is written usually (RFC 5952).
    var text: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Addresses that begin with the same bits, as `10.0.0.0/8`; without a length, one address.
public struct AddressBlock: Sendable, Hashable {
    let address: IPAddress
    let length: Int

    /// As `10.0.0.0/8`.
    public var text: String { address.text + (length == address.bytes.count * 8 ? "" : "/\(length)") }

    /// Nil for anything but the numbers of an address, and the length of the beginning that counts.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else { return nil }
        let whole = address.bytes.count * 8
        guard let length = parts.count == 1 ? whole : Int(parts[1]), (0...whole).contains(length) else { return nil }
        self.address = address
        self.length = length
    }

    func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        return zip(address.bytes, other.bytes).enumerated().allSatisfy { index, pair in
            let bits = min(8, max(0, length - index * 8))
            return (pair.0 ^ pair.1) & ~UInt8(truncatingIfNeeded: 0xFF >> bits) == 0
        }
    }
}

/// Finds out where a request comes from when it comes through proxies.
struct TrustedProxies: Sendable {
    let blocks: [AddressBlock]

    /// Each proxy adds at the right of `X-Forwarded-For` whom it was called by, and what stands further left may be
    /// invented: the first from the right that is no trusted proxy is the client. From others the header means nothing.
    func client(peer: String, forwarded: String?) -> String {
        guard !blocks.isEmpty, let forwarded, let address = IPAddress(peer), trusts(address) else { return peer }
        var client = peer
        for entry in forwarded.split(separator: ",").reversed() {
            let text = TrustedProxies.withoutPort(entry)
            guard let address = IPAddress(text) else { return client }
            client = text
            if !trusts(address) { return client }
        }
        return client
    }

    private func trusts(_ address: IPAddress) -> Bool { blocks.contains { $0.contains(address) } }

    /// `[2001:db8::1]:443` and `192.0.2.1:443` are seen too.
    private static func withoutPort(_ entry: Substring) -> String {
        let text = entry.filter { !$0.isWhitespace }
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        return text.count(where: { $0 == ":" }) == 1 ? String(text.prefix { $0 != ":" }) : text
    }
}
