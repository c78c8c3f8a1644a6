#if canImport(Glibc)
    import Glibc
#endif

/// The one number that sums up a scan: `min(100, 20·ln(1 + Σw))`, with w = 15, 8, 3, 1, 0.2 from critical to info,
/// rounded to one decimal. 0 means nothing was found.
public enum RiskScore {
    public static func of(_ counts: SeverityCounts) -> Double {
        var weight = 15.0 * Double(counts.critical)
        weight += 8.0 * Double(counts.high)
        weight += 3.0 * Double(counts.medium)
        weight += Double(counts.low)
        weight += 0.2 * Double(counts.info)
        return (min(100, 20 * log(1 + weight)) * 10).rounded() / 10
    }
}
