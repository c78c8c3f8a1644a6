internal import Glibc

/// Who can be behind an address, from anyone to nobody who should be talked to.
enum AddressClass: Int, Comparable, Sendable {
    case anyone
    /// This machine, its networks, and ranges that the public internet does not route.
    case inside
    /// Link-local, where clouds keep credentials, and what is no address of one host.
    case never

    static func < (a: AddressClass, b: AddressClass) -> Bool { a.rawValue < b.rawValue }

    /// Nil for a family other than IPv4 and IPv6.
    init?(_ address: UnsafePointer<sockaddr>) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                withUnsafeBytes(of: address.pointee.sin_addr) { AddressClass(v4: Array($0)) }
            }
        case AF_INET6:
            self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                withUnsafeBytes(of: address.pointee.sin6_addr) { AddressClass(v6: Array($0)) }
            }
        default: return nil
        }
    }

    /// Nil for text that is no IPv4 or IPv6 address; brackets and a zone are understood.
    init?(text: String) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        let address = String(bare.prefix { $0 != "%" })
        var (v4, v6) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, address, &v4) == 1 {
            self = withUnsafeBytes(of: v4) { AddressClass(v4: Array($0)) }
        } else if inet_pton(AF_INET6, address, &v6) == 1 {
            self = withUnsafeBytes(of: v6) { AddressClass(v6: Array($0)) }
        } else {
            return nil
        }
    }

    /// IPv4 (RFC 6890 and the IANA registry of special-purpose addresses).
    private init(v4 bytes: [UInt8]) {
        let address = bytes.reduce(0) { $0 << 8 | UInt32($1) }
        let ranges = AddressClass.v4Ranges
        self = ranges.first { address >> (32 - $0.bits) == $0.prefix >> (32 - $0.bits) }?.kind ?? .anyone
    }

    /// IPv6 (RFC 4291, and those for the ways to carry an IPv4 address, which then counts).
    private init(v6 bytes: [UInt8]) {
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        let last = AddressClass(v4: Array(bytes[12...]))
        switch (groups[0], groups[1]) {
        case _ where groups[..<7].allSatisfy { $0 == 0 } && groups[7] <= 1:
            self = groups[7] == 1 ? .inside : .never
        // ::a.b.c.d, ::ffff:a.b.c.d (RFC 4291) and ::ffff:0:a.b.c.d (RFC 2765)
        case (0, 0) where groups[2...5].allSatisfy { $0 == 0 || $0 == 0xFFFF }: self = last
        // NAT64 (RFC 6052), and its range for local use (RFC 8215)
        case (0x64, 0xFF9B): self = groups[2...5].allSatisfy { $0 == 0 } ? last : max(.inside, last)
        // 6to4 (RFC 3056)
        case (0x2002, _): self = AddressClass(v4: Array(bytes[2..<6]))
        // Teredo (RFC 4380): the server's address, and the client's with its bits turned
        case (0x2001, 0):
            self = max(AddressClass(v4: Array(bytes[4..<8])), AddressClass(v4: bytes[12...].map { ~$0 }))
        case (0x2001, 0xDB8): self = .inside
        case (0xFD00, 0xEC2) where groups[2...6].allSatisfy { $0 == 0 } && groups[7] == 0x254: self = .never
        case (0xFD20, 0xCE) where groups[2...6].allSatisfy { $0 == 0 } && groups[7] == 0x254: self = .never
        case (0xFE80...0xFEBF, _), (0xFF00..., _): self = .never
        default: self = groups[0] >> 13 == 1 ? .anyone : .inside
        }
    }

    private struct Range {
        let prefix: UInt32
        let bits: UInt32
        let kind: AddressClass

        init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ bits: UInt32, _ kind: AddressClass) {
            prefix = a << 24 | b << 16 | c << 8 | d
            self.bits = bits
            self.kind = kind
        }
    }

    /// The first that fits counts.
    private static let v4Ranges = [
        // Metadata of Alibaba, Oracle and Azure clouds, outside the link-local range.
        Range(100, 100, 100, 200, 32, .never), Range(192, 0, 0, 192, 32, .never), Range(168, 63, 129, 16, 32, .never),
        // "This network", link-local, multicast, reserved with broadcast.
        Range(0, 0, 0, 0, 8, .never), Range(169, 254, 0, 0, 16, .never), Range(224, 0, 0, 0, 4, .never),
        Range(240, 0, 0, 0, 4, .never),
        // Loopback, private (RFC 1918), carrier NAT (RFC 6598).
        Range(127, 0, 0, 0, 8, .inside), Range(10, 0, 0, 0, 8, .inside), Range(172, 16, 0, 0, 12, .inside),
        Range(192, 168, 0, 0, 16, .inside), Range(100, 64, 0, 0, 10, .inside),
        // Protocol assignments, documentation, benchmarks.
        Range(192, 0, 0, 0, 24, .inside), Range(192, 0, 2, 0, 24, .inside), Range(198, 51, 100, 0, 24, .inside),
        Range(203, 0, 113, 0, 24, .inside), Range(198, 18, 0, 0, 15, .inside),
    ]
}
