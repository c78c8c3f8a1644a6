import Packages

/// Text that looks like versions of an ecosystem, with much in common, so that comparing gets beyond the first number.
struct VersionStrings {
    /// Parts of which one is taken each; the second list up to five times.
    let heads: [String]
    let parts: [String]
    let tails: [String]

    func next(_ random: inout SeededGenerator) -> String {
        var text = random.pick(heads)
        for _ in 0..<Int.random(in: 0...5, using: &random) { text += random.pick(parts) }
        return random.happens(40) ? text + random.pick(tails) : text
    }

    static func of(_ ecosystem: Ecosystem) -> VersionStrings {
        switch ecosystem {
        case .alpine: alpine
        case .cocoapods, .rubygems: gem
        case .conan: conan
        case .conda: conda
        case .cran, .hackage: numbers
        case .crates, .githubActions, .go, .hex, .julia, .npm, .pub, .swift: semver
        case .debian: debian
        case .docker: docker
        case .maven: maven
        case .nuget: nuget
        case .packagist: composer
        case .pypi: pep440
        case .rpm: rpm
        }
    }

    private static let long = ".123456789012345678901234567890"

    static let alpine = VersionStrings(
        heads: ["0", "1", "10"], parts: [".0", ".1", ".01", ".00", ".10", long],
        tails: [
            "a", "b", "_alpha", "_beta1", "_rc", "_rc2", "_p1", "_git20200101", "-r0", "-r1", "_pre1_p2-r3", "~ab12",
        ])
    static let gem = VersionStrings(
        heads: ["0", "1", "10"], parts: [".0", ".0", ".1", ".a", ".b", ".pre", ".rc1", ".10", long],
        tails: ["-a", "-1", ".beta", ".0"])
    static let conan = VersionStrings(
        heads: ["0", "1", "cci"], parts: [".0", ".1", ".1a", ".10", ".a", long],
        tails: ["-rc.1", "-beta", "+b1", "-a+2", "-0"])
    static let conda = VersionStrings(
        heads: ["0", "1", "1!0", "1!1", "a"],
        parts: [".0", ".0", ".1", ".dev", ".a", "post1", "a1", "dev0", "_b", ".1post", "*", ".0a", long],
        tails: ["+1", "+a.0", "_", ".post1", "+0"])
    static let numbers = VersionStrings(
        heads: ["0", "1", "00"], parts: [".0", ".1", ".10", "-1", "-0", long], tails: [".01"])
    static let semver = VersionStrings(
        heads: ["0.0.0", "1.0.0", "v1.0.0", "1.0", "1", "1.0.10", "=1.2.3"],
        parts: ["-a", "-1", "-0", "-a.1", ".1", ".b", ".a-b", "-rc.1", "-00", "-9"],
        tails: ["+1", "+b.2", "+incompatible"])
    static let debian = VersionStrings(
        heads: ["0", "1", "0:1", "1:0"], parts: [".0", "~", "~1", "+a", "a", "rc1", ".10", "-1", "+b1", "Z", long],
        tails: ["-0", "-1ubuntu2", "~bpo1"])
    static let docker = VersionStrings(
        heads: ["1", "v1", "0"], parts: [".0", ".1", ".10", long],
        tails: ["-alpine", "rc1", "-beta.2", "-rc.1-alpine", "-slim"])
    static let maven = VersionStrings(
        heads: ["0", "1", "10", "a"],
        parts: [
            ".0", "-0", ".1", "-1", "-alpha", ".beta", "m1", "-rc", "a1", "-x", ".x", ".ga", "-final", "..", "--", long,
        ],
        tails: ["-SNAPSHOT", ".Final", "-sp", "-jre", ".RELEASE"])
    static let nuget = VersionStrings(
        heads: ["0.0", "1.0.0", "1.0.0.0", "1", "1.0.0.1"], parts: ["-A", "-a", "-1", ".1", ".B", ".b", "-rc1"],
        tails: ["+x", "+Y.1"])
    static let composer = VersionStrings(
        heads: ["0", "1", "v1", "dev-main", "dev-fix", "2020"],
        parts: [".0", ".1", ".10", ".x", "-1", long],
        tails: ["-dev", "-alpha", "-alpha1", "b2", "-RC", "-rc1", "-patch1", "-p2-dev", ".x-dev", "-stable", "+m"])
    static let pep440 = VersionStrings(
        heads: ["0", "1", "1!0", "v1", "1.0"],
        parts: [".0", ".1", ".10", long],
        tails: [
            "a1", "b", "-rc.1", ".post1", "-1", ".dev0", "a1.dev2", "rc1.post1.dev3", "+a", "+1.b", ".post0+2", "-c2",
        ])
    static let rpm = VersionStrings(
        heads: ["0", "1", "0:1", "1:0", "(none):1"],
        parts: [".0", "~", "~1", "^", "^git1", "a", ".b", ".10", "_", "00", long],
        tails: ["-1", "-1.el7", "-0", "-2~a"])
}
