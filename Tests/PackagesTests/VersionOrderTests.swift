import Packages
import Testing

/// Orders as the specifications of the ecosystems state them.
struct VersionOrderTests {
    struct Case: CustomTestStringConvertible {
        let ecosystem: Ecosystem
        let versions: String

        init(_ ecosystem: Ecosystem, _ versions: String) {
            self.ecosystem = ecosystem
            self.versions = versions
        }

        var testDescription: String { "\(ecosystem.rawValue): \(versions.prefix(60))" }
        var list: [String] { versions.split(separator: " ").map(String.init) }
    }

    @Test(arguments: ascending)
    func everyVersionIsLowerThanAllAfterIt(example: Case) throws {
        let versions = try example.list.map { text in
            (text: text, version: try #require(Version(text, in: example.ecosystem), "\(text)"))
        }
        for (index, a) in versions.enumerated() {
            for b in versions[(index + 1)...] {
                #expect(a.version < b.version, "\(a.text) < \(b.text)")
                #expect(!(b.version < a.version), "\(b.text) < \(a.text)")
            }
        }
    }

    @Test(arguments: equal)
    func spellingsOfOneVersionAreEqual(example: Case) throws {
        let versions = try example.list.map { try #require(Version($0, in: example.ecosystem), "\($0)") }
        for (text, version) in zip(example.list, versions) { #expect(version == versions[0], "\(text)") }
    }

    @Test(arguments: rejected)
    func whatTheEcosystemDoesNotAllowIsNoVersion(example: Case) {
        for text in example.list { #expect(Version(text, in: example.ecosystem) == nil, "\(text)") }
    }

    static let ascending = [
        Case(.pypi, "1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456"),
        Case(.pypi, "1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456"),
        Case(.pypi, "2013.10 2014.04 1!1.0 1!1.1 1!2.0 2!0.1"),
        Case(.pypi, "0.9 0.9.1 0.10 1.0 1.0.1 1.1"),
        Case(.npm, "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0"),
        Case(.npm, "1.0.0 2.0.0 2.1.0 2.1.1"),
        Case(.crates, "0.1.0-a 0.1.0-a.b 0.1.0-b 0.1.0 0.1.1 0.2.0 1.0.0"),
        Case(.hex, "1.0.0-dev 1.0.0-rc.0 1.0.0-rc.10 1.0.0 1.10.0"),
        Case(.swift, "1.9.9 1.10.0-beta 1.10.0"),
        Case(.githubActions, "v1 v2.0.1 v2.1 v3-beta v3 v4.1.1"),
        Case(.pub, "1.0.0-dev 1.0.0 1.0.0+1 1.0.0+2 1.0.0+10 1.0.0+a 1.0.1"),
        Case(.julia, "3.0.8-rc1 3.0.8 3.0.8+0 3.0.8+1 3.0.9"),
        Case(.go, "v0.0.0-20190101000000-abcdefabcdef v0.0.0-20200101000000-0123456789ab v0.0.1 v1.2.3-pre"),
        Case(.go, "v1.2.3-pre.0.20190101000000-abcdefabcdef v1.2.3 v1.2.4-0.20190101000000-abcdefabcdef v1.2.4 v2.0.0"),
        Case(.go, "go1.20 1.21beta1 go1.21rc2 1.21.0 go1.21.3"),
        Case(.maven, "1-alpha 1-beta 1-milestone 1-rc 1-snapshot 1 1-sp 1-abc 1-xyz 1-1 1-2 1.1 1.2 1.10"),
        Case(.maven, "1.0-alpha-1 1.0-alpha-2 1.0-alpha-10 1.0-beta-1 1.0-SNAPSHOT 1.0 1.0-1 1.0.1-SNAPSHOT 1.0.1"),
        Case(.maven, "2.0.0.Beta1 2.0.0.CR1 2.0.0.Final 2.0.0.SP1 2.0.1"),
        Case(.maven, "31.0-android 31.0-jre 31.0.1-android 31.1-jre"),
        Case(.rubygems, "1.0.a 1.0.a.2 1.0.b1 1.0.rc1 1.0 1.0.1.pre 1.0.1 1.10"),
        Case(.rubygems, "1.a.b 1.a.0.b 1.a.0.0.b 1.a 1.a.0.0.1 1.a.0.1 1.a.1 1"),
        Case(.rubygems, "1.0.0-rc1 1.0.0 1.0.0.1"),
        Case(.cocoapods, "1.0.0-alpha.1 1.0.0-beta.1 1.0.0 1.0.1"),
        Case(
            .packagist, "dev-main 1.0-dev 1.0-alpha 1.0-alpha2 1.0-beta 1.0-beta2 1.0-beta10 1.0-RC1 1.0 1.0-p1"),
        Case(.packagist, "0.9 0.x-dev 1.9 1.10 1.10.0.1 1.10.x-dev 1.11 1.x-dev 2 2020.01.01 2020.12.31"),
        Case(.packagist, "1.0.0-beta1-dev 1.0.0-beta1 1.0.0"),
        Case(.nuget, "1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc 1.0.0 1.0.0.1 1.0.1"),
        Case(.debian, "1.0~~ 1.0~~a 1.0~ 1.0~rc1 1.0 1.0-1 1.0a 1.0aa 1.0b 1.0+a 1.0.0 1.0.1"),
        Case(.debian, "2:0.1 2:1.0-1 2:1.0-1+b1 2:1.0-1.1 2:1.0-2 2:1.0-10 3:0.0.1"),
        Case(.debian, "7.6-0 7.6p2-4 1:1.0"),
        Case(
            .alpine,
            "1.0_alpha 1.0_alpha1 1.0_beta 1.0_pre 1.0_rc 1.0_rc1 1.0 1.0-r0 1.0-r1 1.0_git1 1.0_p1 1.0a 1.0b 1.0.1"),
        Case(.alpine, "1.00 1.01 1.02 1.1 1.9 1.10"),
        Case(.alpine, "1_alpha_pre 1_alpha 1_cvs 1_svn 1_git 1_hg 1_p"),
        Case(.rpm, "1.0~rc1 1.0 1.0^git1 1.0^git2 1.0a 1.0.1~ 1.0.1"),
        Case(.rpm, "1.0a 1.0b 1.0.1 1.0.9 1.0.10 2"),
        Case(.rpm, "9:0-1 9:1.0 9:1.0-1.el7 9:1.0-1.el8 9:1.0-2 10:0.1"),
        Case(.cran, "0.9 1.0 1.0.0 1.0-1 1.0-2 1.0.10 1.1"),
        Case(.hackage, "0.9 1 1.0 1.0.0 1.0.1 1.1 1.10"),
        Case(
            .conan,
            "1.0-alpha.1 1.0-rc.1 1.0 1.0+build1 1.0.1 1.1 1.1.1a 1.1.1w 1.1.2 1.9 1.10 cci.20200101 cci.20210101"),
        Case(.conda, "0.4 0.4.1.rc 0.4.1 0.5a1 0.5b3 0.5C1 0.5 0.9.6 0.960923 1.0 1.1dev1 1.1_ 1.1a1 1.1.0dev1 1.1.a1"),
        Case(.conda, "1.1.0rc1 1.1.0 1.1.0post1 1.1post1 1996.07.12 1!0.4.1 1!3.1.1.6 2!0.4.1"),
        Case(.conda, "1.0.1_ 1.0.1a 1.0.1b 1.0.1 1.0.1post.a 1.0.1post.b 1.0.1post.z 1.0.1post.za 1.0.2"),
        Case(.conda, "1.0.0+a 1.0 1.0+1 1.0+1.2 1.0.1"),
        Case(.docker, "1.24 1.25-alpha 1.25rc1 1.25-rc2-alpine 1.25 1.25.1-alpine 1.25.10 2"),
    ]

    static let equal = [
        Case(.pypi, "1.0 1 1.0.0 v1.0 1.0.0.0 01.0"),
        Case(.pypi, "1.0a1 1.0.alpha1 1.0-A.1 1.0_alpha_1 1a1"),
        Case(.pypi, "1.0rc1 1.0c1 1.0.pre1 1.0-preview-1 1.0RC1"),
        Case(.pypi, "1.0.post1 1.0-1 1.0.rev1 1.0r1 1.0-post-1"),
        Case(.pypi, "1.0+ubuntu.1 1.0+UBUNTU-1 1.0+ubuntu_1 1.0.0+ubuntu.01"),
        Case(.pypi, "1.0.dev0 1.0dev 1.0-dev 1.0.DEV0"),
        Case(.npm, "1.0.0 v1.0.0 =1.0.0 =v1.0.0 1.0 1 1.0.0+build.1"),
        Case(.crates, "1.2.0 1.2 1.2.0+a 1.2.0+b"),
        Case(.hex, "1.2.0 1.2.0+a"),
        Case(.go, "v2.0.0 2.0.0 v2.0.0+incompatible 2"),
        Case(.go, "1.21.0-rc.2 go1.21rc2 1.21rc2"),
        Case(.githubActions, "v4 4 v4.0.0"),
        Case(.maven, "1 1.0 1.0.0 1-ga 1.0.final 1-0 1.0.Final 1.RELEASE 1-ga-0 1."),
        Case(.maven, "1-rc1 1-cr1 1rc1 1.0-RC-1 1.rc1 1-rc-1-0"),
        Case(.maven, "1-a1 1-alpha-1 1a1 1.0-ALPHA1"),
        Case(.rubygems, "1 1.0 1.0.0"),
        Case(.rubygems, "1.0.a 1.a 1.a.0"),
        Case(.rubygems, "1.0-rc 1.0.pre.rc 1.pre.rc"),
        Case(.packagist, "1.0 v1.0 1 1.0.0.0 1.0.0-stable 1.0+meta 1.0-stable2 1.0-stable-dev"),
        Case(.packagist, "1.0-beta1 1.0b1 1.0.0-Beta.1 1.0_beta-1"),
        Case(.packagist, "1.0-patch1 1.0pl1 1.0p1"),
        Case(.nuget, "1.0 1.0.0 1.0.0.0 1.0.0+sha 01.0"),
        Case(.nuget, "1.0.0-RC.1 1.0.0-rc.1"),
        Case(.debian, "1.0 0:1.0 1.0-0 1.00"),
        Case(.debian, "1.a0 1.a 1.a00"),
        Case(.rpm, "1.0 0:1.0 (none):1.0 1_0 1.00 1..0"),
        Case(.rpm, "1.0-1 1.0-01"),
        Case(.cran, "1.0-1 1.0.1 1-0-01"),
        Case(.conan, "1 1.0 1.0.0"),
        Case(.conda, "1.0 1 1.0.0 0!1 1.00"),
        Case(.conda, "1.0a1 1.0A1 1.0a1.0 1.0a01"),
        Case(.conda, "1.0-1 1.0_1 1.0.1"),
        Case(.docker, "1.25 v1.25 1.25.0 1.25-alpine 1.25-bookworm-perl"),
    ]

    static let rejected = [
        Case(.pypi, "1.0-bulbasaur 2004d 1.0+ 1..0 .1 1.0. 1!  a 1.0+a+b 1.0+a..b -1"),
        Case(.npm, "1.x * latest 1.2.3.4 1.2.3- 1.2.3-a..b 1.2.3-a_b 1.2.3+ 1. .1 ^1.0 ~1.0 1.0.0beta vv1 v"),
        Case(.crates, "1.x 1.2.3.4 1.0.0-ä"),
        Case(.go, "master v1.2.3.4 go go1.21foo1 1.21rc v1.2.3-"),
        Case(.githubActions, "main v1.x 8f4b7f84864484a7bf31766abe9204da3cbe65b3"),
        Case(.maven, "(1.0] 1.0,2.0 ${v}"),
        Case(.rubygems, "a 1..0 1.0. 1._ 1.0-ä >=1"),
        Case(.packagist, "main 1.0-foo 1-2 x-dev dev- 1.0-beta-foo ^1.0 1.x 1.0@dev"),
        Case(.nuget, "1.0.0.0.0 1.0.* 1.0.0-a_b a"),
        Case(.debian, "a1 1:a :1 a:1 1:2:a_b 1.0- 1_0 1.0/1"),
        Case(.alpine, "a 1. 1.0_foo 1.0-r 1.0-1 1.0ab 1.0_alpha- 1.0~xyz"),
        Case(.rpm, "~ . a:1 : 1.0/2 1:"),
        Case(.cran, "1.a 1. .1 1..2 1_0"),
        Case(.hackage, "1-0 1.a 1."),
        Case(.conan, "latest 1..0 1. 1.0- 1.0+"),
        Case(.conda, "1..0 1.0+a_ a-b_c 1!2!3 !1 1.0+ 1.0+1+2 a!1 1.0@"),
        Case(.docker, "latest alpine jammy-20240101 1a2b3c4d 1.2.3.4.5 sha256:00 1.0@"),
    ]
}
