/// A severity in 32 bits: the word in the lowest byte, ten times the score in the next, each plus one; 0 for neither.
enum PackedSeverity {
    static func stated(_ stated: Advisory.Stated?) -> UInt32 {
        stated.map { pack($0.severity, $0.tenths) } ?? 0
    }

    static func shown(_ advisory: Advisory) -> UInt32 {
        guard let score = CVSS.score(ofAny: advisory.vectors) else { return stated(advisory.stated) }
        return pack(score.severity, score.tenths)
    }

    private static func pack(_ severity: AdvisorySeverity, _ tenths: Int?) -> UInt32 {
        UInt32(severity.rawValue + 1) | UInt32(tenths.map { min(100, max(0, $0)) + 1 } ?? 0) << 8
    }

    static func unpack(_ packed: UInt32) -> Advisory.Stated? {
        guard let severity = AdvisorySeverity(rawValue: Int(packed & 0xFF) - 1) else { return nil }
        let tenths = Int(packed >> 8 & 0xFF)
        return Advisory.Stated(tenths: tenths == 0 || tenths > 101 ? nil : tenths - 1, severity: severity)
    }
}
