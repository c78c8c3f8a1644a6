/// `CVE-<year>-<number>` as one number, which sorts by year and number.
public struct CVEID: Sendable, Hashable, Comparable {
    let key: UInt64

    init(key: UInt64) { self.key = key }

    /// Nil for anything but a CVE id; at least four digits follow the year, at most twelve.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "cve", parts[1].utf8.count == 4,
            (4...12).contains(parts[2].utf8.count), let year = CVEID.number(parts[1].utf8),
            let number = CVEID.number(parts[2].utf8)
        else { return nil }
        key = year << 44 | number
    }

    private static func number(_ digits: some Sequence<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value &* 10 &+ UInt64(digit &- 48)
        }
        return value
    }

    public var text: String {
        let digits = String(key & (1 << 44 - 1))
        return "CVE-\(key >> 44)-" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    public static func < (a: CVEID, b: CVEID) -> Bool { a.key < b.key }
}
