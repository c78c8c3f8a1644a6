/// One line of `securescan db compare-versions`: `ecosystem<TAB>a<TAB>b`.
public enum VersionComparisonLine {
    /// "-1", "0" or "1" as `a` is lower than, equal to or higher than `b`; "?" when one of them is no version of the
    /// ecosystem, the ecosystem is not known, or the line has not three fields.
    ///
    /// The ecosystem is named as in OSV, with or without a release ("Debian:12"), or by its purl type, in any case.
    /// Distributions that order versions as Debian, Alpine or Red Hat do are known here by their own names.
    public static func answer(to line: String) -> String {
        var line = line[...].utf8
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 3, let ecosystem = ecosystem(named: String(Substring(fields[0]))),
            let a = Version(String(Substring(fields[1])), in: ecosystem),
            let b = Version(String(Substring(fields[2])), in: ecosystem)
        else { return "?" }
        return String(a.compared(to: b))
    }

    static func ecosystem(named name: String) -> Ecosystem? {
        let name = String(name.prefix { $0 != ":" }.drop { $0 == " " }).asciiLowercased()
        if let ecosystem = Ecosystem.allCases.first(where: { $0.rawValue.asciiLowercased() == name }) {
            return ecosystem
        }
        return Ecosystem(purlType: name) ?? relatives[name]
    }

    private static let relatives: [String: Ecosystem] = [
        "almalinux": .rpm, "alpaquita": .alpine, "azure linux": .rpm, "bioconductor": .cran, "chainguard": .alpine,
        "echo": .debian, "ghc": .hackage, "mageia": .rpm, "minimos": .alpine, "openeuler": .rpm, "opensuse": .rpm,
        "photon os": .rpm, "red hat": .rpm, "rocky linux": .rpm, "suse": .rpm, "ubuntu": .debian, "wolfi": .alpine,
    ]
}
