import Model
import SBOM
import Testing

/// A scan's components in one of the shapes that lockfiles and plugins bring about.
struct Fixture: Sendable, CustomTestStringConvertible {
    var name: String
    var components: [Component] = []
    var relations: [ComponentRelation] = []
    var vulnerabilities: [SBOMVulnerability] = []
    var scan = Fixture.scan()

    var testDescription: String { name }

    var inventory: SBOMInventory {
        SBOMInventory(components: components, relations: relations, vulnerabilities: vulnerabilities)
    }

    var subject: SBOMSubject {
        let tools = [("securescan", "1.4.0"), ("dependency", "1.4.0")]
        return SBOMSubject(scan, tools: tools.map { SBOMSubject.Tool(name: $0.0, version: $0.1) })
    }

    static func scan(_ id: String = "0B5D7C1E-5A7E-4C53-9C39-2B6A3B1D9F10", target: TargetSummary? = nil) -> Scan {
        var scan = Scan(
            id: id, request: ScanRequest(targetPath: "/srv/src/shop", scanTypes: ["dependency"]), status: .completed,
            createdAt: Timestamp(microseconds: 1_767_225_600_000_000))
        scan.completedAt = Timestamp(microseconds: 1_767_225_601_250_000)
        scan.target = target
        return scan
    }

    static func package(
        _ purl: String, _ name: String, _ version: String = "1.0.0", licenses: String = "",
        scope: ComponentScope = .required, direct: Bool = false, hashes: [String] = [], line: Int? = nil
    ) -> Component {
        Component(
            ref: purl, name: name, version: version, purl: purl, licenses: licenses, scope: scope, direct: direct,
            hashes: hashes, evidence: line.map { Region(path: "app/lock.file", lineStart: $0) }, scanner: "dependency")
    }

    static let all = [
        Fixture(name: "empty"), everyEcosystem, licences, scopes, hashes, bare, twins, cycle, advisories, hostile, long,
        Fixture(name: "git", components: [package("pkg:cargo/serde@1", "serde")], scan: scan("scan-7", target: git)),
    ]

    static let git = TargetSummary(
        kind: .git, commit: "9c3f1e0d5b7a4c2e8f6d0a1b3c5e7f9a2b4d6e80", branch: "main", dirty: true,
        remote: "https://robot:ghp_notatoken@git.example.com/shop/web.git?token=abc")
}

extension Fixture {
    static let everyEcosystem = Fixture(
        name: "ecosystems",
        components: [
            package("pkg:npm/%40angular/core@17.0.1", "@angular/core", direct: true, line: 12),
            package("pkg:npm/lodash@4.17.20", "lodash", line: 40),
            package("pkg:pypi/django@4.2.1", "Django", direct: true, hashes: ["sha256:" + digits(64)]),
            package("pkg:golang/github.com/gorilla/mux@v1.8.0", "github.com/gorilla/mux"),
            package(
                "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1?type=jar", "org.apache.logging.log4j:log4j-core"),
            package("pkg:cargo/rand@0.7.2", "rand"), package("pkg:gem/rails@7.1.0?platform=java", "rails"),
            package("pkg:composer/symfony/http-kernel@6.4.0", "symfony/http-kernel"),
            package("pkg:nuget/Newtonsoft.Json@12.0.3", "Newtonsoft.Json"), package("pkg:pub/http@1.1.0", "http"),
            package("pkg:hex/phoenix@1.7.0", "phoenix"),
            package("pkg:swift/github.com/apple/swift-nio@2.60.0", "swift-nio"),
            package("pkg:cocoapods/ShareKit@2.0#Twitter", "ShareKit/Twitter"),
            package("pkg:conan/openssl@3.0.3", "openssl"), package("pkg:conda/numpy@1.26?subdir=linux-64", "numpy"),
            package("pkg:cran/A3@1.0.0", "A3"), package("pkg:hackage/aeson@2.2", "aeson"),
            package("pkg:julia/Example@0.5?uuid=7876af07-990d-54b4-ab0e-23690620f79a", "Example"),
            package("pkg:docker/library/debian@sha256:\(digits(64))", "debian", "sha256:" + digits(64)),
            package("pkg:githubactions/actions/checkout@v4", "actions/checkout", "v4"),
            package("pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12", "curl"),
            package("pkg:rpm/fedora/curl@8.0?epoch=1", "curl"), package("pkg:apk/alpine/apk-tools@2.14", "apk-tools"),
        ])

    static let licences = Fixture(
        name: "licences",
        components: [
            "MIT", "mit", "(MIT)", "MIT OR Apache-2.0", "(mit and (bsd-3-clause or isc))", "GPL-2.0+", "Apache-2.0+",
            "GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-Shop-1", "SEE LICENSE IN LICENSE.md", "UNLICENSED",
            "NOASSERTION", "MIT/Apache-2.0", "MIT OR", "((((MIT", "<script>", "Lizenz \"für\" & alle", "OR", "  ",
            "MIT WITH MIT", String(repeating: "(", count: 20_000), String(repeating: "MIT OR ", count: 9000) + "MIT",
        ].enumerated().map { package("pkg:npm/l\($0.offset)@1", "l\($0.offset)", licenses: $0.element) })

    static let scopes = Fixture(
        name: "scopes",
        components: [
            package("pkg:npm/jest@29", "jest", scope: .development, direct: true),
            package("pkg:npm/jest-core@29", "jest-core", scope: .development),
            package("pkg:pypi/black@24", "black", scope: .development, direct: true),
            package("pkg:npm/fsevents@2", "fsevents", scope: .optional, direct: true),
            package("pkg:npm/bindings@1", "bindings", scope: .optional), package("pkg:npm/a@1", "a", direct: true),
        ],
        relations: [ComponentRelation(from: "pkg:npm/jest@29", to: "pkg:npm/jest-core@29")])

    static let hashes = Fixture(
        name: "hashes",
        components: [
            package(
                "pkg:pypi/wheel@1", "wheel",
                hashes: [
                    "sha512:" + digits(128), "sha256:" + digits(64), "SHA-256:" + digits(64).uppercased(),
                    "sha1:" + digits(40), "md5:" + digits(32), "sha384:" + digits(96), "blake3:" + digits(64),
                    "sha3-256:" + digits(64), "h1:abc=", "sha256:", "sha256:xyz", "sha256:" + digits(63), "", ":",
                    "md5",
                ])
        ])

    static let bare = Fixture(
        name: "bare",
        components: [
            Component(ref: "vendor/zlib", name: "zlib"), Component(ref: "", name: ""),
            Component(ref: "urn:cdx:x/1#y", type: "nonsense", name: "x"),
            Component(ref: "crypto", type: "cryptographic-asset", name: "key"),
            Component(ref: "securescan:target", type: "operating-system", name: "debian", version: "12"),
            Component(ref: "purl", name: "no purl", purl: "not a purl"),
            Component(ref: "place", name: "place", evidence: Region(path: "a\u{0}b.txt", lineStart: -4)),
        ])

    static let twins = Fixture(
        name: "twins",
        components: ["a", "b", "c", "pkg:npm/x@1", "pkg:npm/x@1~2"].map {
            Component(ref: $0, name: "x", version: "1", purl: "pkg:npm/x@1")
        } + ["\u{1}", "\u{2}", "\u{FFFE}", "é", "e\u{301}"].map { Component(ref: "control" + $0, name: $0) },
        relations: [ComponentRelation(from: "b", to: "a"), ComponentRelation(from: "control\u{2}", to: "pkg:npm/x@1")])

    static let cycle = Fixture(
        name: "cycle", components: ["a", "b", "c"].map { package("pkg:gem/\($0)@1", $0, direct: $0 == "a") },
        relations: [
            ("a", "b"), ("b", "c"), ("c", "a"), ("c", "c"), ("c", "b"), ("c", "b"), ("c", "gone"), ("gone", "a"),
        ].map {
            ComponentRelation(from: "pkg:gem/\($0.0)@1", to: "pkg:gem/\($0.1)@1")
        })

    static let advisories = Fixture(
        name: "advisories", components: everyEcosystem.components,
        vulnerabilities: [
            SBOMVulnerability(
                id: "GHSA-29mw-wpgm-hmr9", aliases: ["CVE-2020-28500", "no url", "CVE-2020-28500"], severity: .medium,
                score: 5.3, vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L", cwes: [1333, 0, -1, 1333, 400],
                description: "Slow on <hostile> \u{B} text.\nTwo lines.", recommendation: "Upgrade lodash to 4.17.21.",
                references: ["https://example.com/a b?x=[1]#y#z", "javascript:alert(1)", "https://u:p@example.com/"],
                affects: [.init(ref: "pkg:npm/lodash@4.17.20", version: "4.17.20")]),
            SBOMVulnerability(
                id: "GHSA-29mw-wpgm-hmr9", severity: .medium, recommendation: "Upgrade rand.",
                affects: [.init(ref: "pkg:cargo/rand@0.7.2"), .init(ref: "gone", version: "1")]),
            SBOMVulnerability(
                id: "CVE-2021-44228", severity: .critical, score: 10, vector: "CVSS:3.0/AV:N",
                affects: [.init(ref: "pkg:cargo/rand@0.7.2", version: String(repeating: "9", count: 3000))],
                analysis: .init(
                    state: .exploitable, staysUnfixed: true, detail: "we \u{0} know",
                    updatedAt: Timestamp(microseconds: 1_767_225_601_000_000))),
            SBOMVulnerability(id: "PYSEC-1", score: .nan, vector: "AV:N/AC:L/Au:N/C:P/I:P/A:P"),
            SBOMVulnerability(
                id: "RUSTSEC-2024-1", score: 9.96, vector: "CVSS:4.0/AV:N", analysis: .init(state: .falsePositive)),
            SBOMVulnerability(
                id: "own rule\u{7}", score: 1e-9, vector: "nonsense", analysis: .init(state: .notAffected)),
            SBOMVulnerability(id: ""),
        ])

    static let hostile = Fixture(
        name: "hostile",
        components: [
            "a\u{0}b", "tab\tnew\nline\r", "]]>", "<!--", "&amp;&#0;", "\u{FFFF}\u{FFFE}", "'\"`$(rm -rf /)",
            "\u{202E}gnp.exe",
            "ｆｕｌｌ", "😀", "\\u0000", "\u{7F}\u{85}\u{9B}31m", " ", "%", "[", "日本語",
        ].enumerated().map { index, text in
            Component(
                ref: "pkg:npm/\(text)@\(index)", type: text, name: text, version: text,
                purl: ["pkg:npm/\(text)@\(index)", "pkg:a//?\(text)#\(text)#", "pkg://h:x/\(text)%zz", text][index % 4],
                licenses: text, direct: true, hashes: ["\(text):\(text)"],
                evidence: Region(path: text, lineStart: .max),
                scanner: text)
        },
        vulnerabilities: [
            SBOMVulnerability(
                id: "<\u{0}>", aliases: ["\u{0}", "CVE-1\"", "CVE-"], description: "]]>\u{FFFF}",
                references: [
                    "https://[", "http://", "https://a:99999999/", "https://ü.example/", "HTTPS://A.example/%",
                ],
                affects: [.init(ref: "pkg:npm/[@14", version: "\n")])
        ],
        scan: scan(
            "\"><\u{0}",
            target: TargetSummary(kind: .git, commit: "]]>\u{1}", branch: "\u{0}", remote: "ssh://git@h/\u{7}")))

    static let long: Fixture = {
        let text = String(repeating: "ä\u{1}", count: 400_000)
        var fixture = Fixture(name: "long")
        fixture.components = [
            Component(ref: text, name: text, version: text, purl: "pkg:npm/" + text, licenses: text),
            Component(ref: text + "2", type: text, name: text, evidence: Region(path: text), scanner: text),
            package("pkg:npm/\(String(repeating: "x", count: 1_000_000))@1", "x"),
        ]
        fixture.vulnerabilities = [
            SBOMVulnerability(
                id: text, aliases: [text], vector: text, description: text, recommendation: text,
                references: ["https://example.com/" + text], affects: [.init(ref: text, version: text)])
        ]
        return fixture
    }()

    static func digits(_ count: Int) -> String { String(String(repeating: "0123456789abcdef", count: 8).prefix(count)) }
}
