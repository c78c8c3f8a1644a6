import Packages
import Testing

struct PackageURLTests {
    @Test(arguments: [
        "pkg:npm/foobar@12.3.1", "pkg:npm/%40angular/animation@12.3.1", "pkg:pypi/django@1.11.1",
        "pkg:golang/google.golang.org/genproto#googleapis/api/annotations", "pkg:cargo/rand@0.7.2",
        "pkg:golang/github.com/gorilla/mux@v1.8.0%2Bincompatible", "pkg:gem/ruby-advisory-db-check@0.12.4",
        "pkg:gem/jruby-launcher@1.1.2?platform=java", "pkg:composer/laravel/laravel@5.5.0",
        "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?classifier=sources&repository_url=https://repo.example/a",
        "pkg:nuget/EnterpriseLibrary.Common@6.0.1304", "pkg:pub/characters@1.2.0", "pkg:hex/acme/foo@2.3.0",
        "pkg:swift/github.com/Alamofire/Alamofire@5.4.3", "pkg:swift/github.com/vapor/vapor",
        "pkg:cocoapods/GoogleUtilities@7.5.2#NSData%2Bzlib",
        "pkg:conan/cctz@2.3", "pkg:conan/bincrafters/cctz@2.3?channel=stable",
        "pkg:conan/cctz@2.3?channel=stable&user=bincrafters", "pkg:conan/cctz@2.3?user=bincrafters",
        "pkg:cran/rJava@1.0-4",
        "pkg:hackage/AC-HalfInteger@1.2.1", "pkg:julia/Dates@1.9.0?uuid=ade2ca70-3891-5945-98fb-dc099432e06a",
        "pkg:github/actions/checkout@v4",
        "pkg:github/package-url/purl-spec@244fd47e07d1004f0aed9c#everybody/loves/dogs",
        "pkg:docker/customer/dockerimage@sha256:244fd47e07d1004f0aed9c?repository_url=gcr.io",
        "pkg:oci/debian@sha256:244fd47e07d10?arch=amd64&repository_url=docker.io/library/debian&tag=latest",
        "pkg:conda/absl-py@0.4.1?build=py36h06a4308_0&channel=main&subdir=linux-64&type=tar.bz2",
        "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie", "pkg:apk/alpine/curl@7.83.0-r0?arch=x86",
        "pkg:rpm/fedora/curl@7.50.3-1.fc25?arch=i386&distro=fedora-25", "pkg:rpm/opensuse/NetworkManager@1",
        "pkg:generic/openssl@1.1.10g?checksum=sha1:ad9503c3e994a4f%2Csha256:41bf9088b3a1e6c1ef1d",
        "pkg:generic/a%20b@1%2F2?k=a%26b%3Dc#x%20y", "pkg:generic/%C3%A9t%C3%A9@%0A%00", "pkg:generic/na%2Fme",
    ])
    func canonicalTextIsKept(text: String) throws {
        #expect(try PackageURL(parsing: text).text == text)
    }

    @Test(arguments: [
        ("PKG:NPM/Foo@1", "pkg:npm/foo@1"), ("pkg://npm/foo", "pkg:npm/foo"), ("pkg:///npm//foo/", "pkg:npm/foo"),
        ("pkg:npm/@babel/core", "pkg:npm/%40babel/core"), ("pkg:npm/@babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0"),
        ("pkg:npm/core@2.0.1#/googleapis/api//annotations/", "pkg:npm/core@2.0.1#googleapis/api/annotations"),
        ("pkg:npm/foo#a/./b/../c", "pkg:npm/foo#a/b/c"), ("pkg:npm/foo#..", "pkg:npm/foo"),
        ("pkg:pypi/Flask_SQL.Alchemy@1", "pkg:pypi/flask-sql-alchemy@1"), ("pkg:PyPI/a@1#", "pkg:pypi/a@1"),
        ("pkg:github/Package-URL/Purl-Spec", "pkg:github/package-url/purl-spec"),
        ("pkg:Composer/Laravel/Laravel@5", "pkg:composer/laravel/laravel@5"),
        ("pkg:golang/github.com/BurntSushi/toml@v1", "pkg:golang/github.com/burntsushi/toml@v1"),
        ("pkg:Maven/a.B/C@1?type=pom&Repository_URL=r", "pkg:maven/a.B/C@1?repository_url=r&type=pom"),
        ("pkg:deb/Debian/Curl@1", "pkg:deb/debian/curl@1"), ("pkg:rpm/Fedora/Curl@1", "pkg:rpm/fedora/Curl@1"),
        ("pkg:pub/My-App@1", "pkg:pub/my_app@1"), ("pkg:npm/foo@1?a=&b=2", "pkg:npm/foo@1?b=2"),
        ("pkg:npm/foo@1?", "pkg:npm/foo@1"), ("pkg:npm/foo@", "pkg:npm/foo"), ("pkg:npm/fo%6f@%31", "pkg:npm/foo@1"),
        ("pkg:docker/a@sha256%3a00", "pkg:docker/a@sha256:00"), ("pkg:npm/foo@1+b", "pkg:npm/foo@1%2Bb"),
        ("pkg:docker/foo@1?u=a/b%2Fc:d", "pkg:docker/foo@1?u=a/b/c:d"),
        ("pkg:github/a/b@refs/heads/main", "pkg:github/a/b@refs%2Fheads%2Fmain"),
        ("pkg:githubactions/Actions/Checkout@v4", "pkg:githubactions/actions/checkout@v4"),
    ])
    func otherSpellingsBecomeCanonical(text: String, canonical: String) throws {
        let url = try PackageURL(parsing: text)
        #expect(url.text == canonical)
        #expect(try PackageURL(parsing: url.text).text == canonical)
    }

    @Test(arguments: [
        "", "pkg:", "pkg:npm", "pkg:npm/", "pkg:/", "npm/foo@1", "EnterpriseLibrary.Common@6.0.1304",
        "pkg:EnterpriseLibrary.Common@6.0.1304", "pkg:n&g?inx/nginx@0.8.9", "pkg:3nginx/nginx", "pkg:nginx:a/nginx",
        "pkg:n+x/nginx", "pkg:-a/b", "pkg%3Amaven/org.apache.commons/io", "pkg:maven/@1.3.4", "pkg:cran/@0.9.1",
        "pkg:npm/a@1?in%20production=true", "pkg:npm/a@1?1a=b", "pkg:npm/a@1?=b", "pkg:npm/a@1?a=1&A=2",
        "pkg:npm/a%", "pkg:npm/a%4", "pkg:npm/a%zz", "pkg:npm/%FF%FE", "pkg:npm/a@%C3", "pkg:npm/a?k=%80",
        "pkg:cran/A3", "pkg:swift/Alamofire@5.4.3", "pkg:julia/Dates@1.9.0",
        "pkg:conan/bincrafters/cctz@2.3", "pkg:conan/cctz@2.3?channel=stable", "pkg:maven/io@1", "pkg:github/a",
        "pkg:pypi/a/b@1", "pkg:cargo/a/b@1", "pkg:nuget/a/b", "http://example.com/a", "pkgs:npm/a", "pk:npm/a",
    ])
    func whatIsNoPackageURLIsRefused(text: String) {
        #expect(throws: PackageURLError.self) { try PackageURL(parsing: text) }
    }

    @Test func textBeyondTheLimitIsRefused() throws {
        let longest = "pkg:npm/" + String(repeating: "a", count: PackageURL.lengthLimit - 8)
        #expect(try PackageURL(parsing: longest).name.count == PackageURL.lengthLimit - 8)
        #expect(throws: PackageURLError.self) { try PackageURL(parsing: longest + "a") }
    }

    @Test(
        arguments: [
            (.npm, "@angular/core", "17.0.0", "pkg:npm/%40angular/core@17.0.0"),
            (.npm, "left-pad", "", "pkg:npm/left-pad"),
            (.pypi, "Zope.Interface", "6.0", "pkg:pypi/zope-interface@6.0"),
            (.go, "gopkg.in/yaml.v3", "v3.0.1", "pkg:golang/gopkg.in/yaml.v3@v3.0.1"),
            (.go, "github.com/a/b/v2", "v2.0.0", "pkg:golang/github.com/a/b/v2@v2.0.0"),
            (.go, "stdlib", "1.21.0", "pkg:golang/stdlib@1.21.0"),
            (.crates, "serde_json", "1", "pkg:cargo/serde_json@1"),
            (.maven, "org.slf4j:slf4j-api", "2.0", "pkg:maven/org.slf4j/slf4j-api@2.0"),
            (.packagist, "monolog/monolog", "3", "pkg:composer/monolog/monolog@3"),
            (.swift, "https://github.com/apple/swift-nio.git", "2.0.0", "pkg:swift/github.com/apple/swift-nio@2.0.0"),
            (.githubActions, "actions/checkout", "v4", "pkg:github/actions/checkout@v4"),
            (.githubActions, "github/codeql-action/init", "v3", "pkg:github/github/codeql-action@v3#init"),
            (.docker, "ghcr.io/org/app", "1", "pkg:docker/ghcr.io/org/app@1"),
            (.docker, "nginx", "1", "pkg:docker/nginx@1"),
            (.debian, "curl", "7.50.3-1", "pkg:deb/debian/curl@7.50.3-1"),
            (.alpine, "musl", "1-r0", "pkg:apk/alpine/musl@1-r0"),
            (.cocoapods, "ShareKit/Twitter", "2.0", "pkg:cocoapods/ShareKit@2.0#Twitter"),
            (.rpm, "curl", "1-1", "pkg:rpm/curl@1-1"), (.nuget, "Serilog", "3", "pkg:nuget/Serilog@3"),
            (.rubygems, "rails", "7", "pkg:gem/rails@7"), (.hex, "Jason", "1", "pkg:hex/jason@1"),
            (.pub, "http", "1", "pkg:pub/http@1"), (.conda, "numpy", "1", "pkg:conda/numpy@1"),
            (.npm, "a;rm -rf\n/b", "$(x)", "pkg:npm/a%3Brm%20-rf%0A%2Fb@%24%28x%29"),
        ] as [(Ecosystem, String, String, String)])
    func packagesOfAnEcosystemHaveTheirURL(ecosystem: Ecosystem, name: String, version: String, text: String) throws {
        let url = PackageURL(ecosystem, name: name, version: version)
        #expect(url.text == text)
        #expect(url.ecosystem == ecosystem)
        #expect(try PackageURL(parsing: text).text == text)
    }

    @Test(arguments: [
        ("pkg:maven/org.slf4j/slf4j-api@2", "org.slf4j:slf4j-api"), ("pkg:npm/%40a/B@1", "@a/B"),
        ("pkg:golang/github.com/BurntSushi/toml@v1", "github.com/BurntSushi/toml"), ("pkg:composer/a/b@1", "a/b"),
        ("pkg:swift/github.com/a/b@1", "github.com/a/b"), ("pkg:github/actions/cache@v3#save", "actions/cache/save"),
        ("pkg:deb/debian/curl@1", "curl"), ("pkg:cargo/serde@1", "serde"), ("pkg:hex/acme/foo@1", "foo"),
    ])
    func nameIsTheOneOfOSV(text: String, name: String) throws {
        #expect(try PackageURL(parsing: text).packageName == name)
    }

    @Test func partsAreDecoded() throws {
        let url = try PackageURL(parsing: "pkg:generic/a%20b/c%2Fd@1%402?Key=1#x%23y")
        #expect(url.namespace == "a b")
        #expect(url.name == "c/d")
        #expect(url.version == "1@2")
        #expect(url.qualifiers == ["key": "1"])
        #expect(url.subpath == "x#y")
        #expect(url.ecosystem == nil)
    }

    @Test(
        arguments: Ecosystem.allCases,
        ["/", "//a", "a/", "a//b", ":", "a:", "@", "@/", "@a/", "a/b/", "..", "\u{0}", "é"])
    func oddNamesStillMakeOneURL(ecosystem: Ecosystem, name: String) throws {
        let url = PackageURL(ecosystem, name: name, version: "1", qualifiers: ["uuid": "u"])
        #expect(!url.name.isEmpty)
        #expect(url.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        guard let read = try? PackageURL(parsing: url.text) else { return }
        #expect(read.text == url.text)
    }

    @Test func qualifiersThatCannotBeAreLeftOut() {
        let qualifiers = ["Type": "pom", "type": "jar", "b a": "1", "1": "2", "": "3", "empty": "", "a.b-c_d": "ü&"]
        let url = PackageURL(.maven, name: "g:a", version: "1", qualifiers: qualifiers)
        #expect(url.text == "pkg:maven/g/a@1?a.b-c_d=%C3%BC%26&type=jar")
    }

    @Test func anyPartsSurviveTheirText() throws {
        var random = SeededGenerator(seed: 11)
        let alphabet = Array("ab/@?#%&=:+ ~.-_\n\u{0}é😃")
        func text() -> String {
            String(
                (0..<Int.random(in: 1...8, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
        }
        for _ in 0..<2000 {
            let parts = (text(), text(), text())
            var url = PackageURL(.rubygems, name: "n" + parts.0, version: parts.1, qualifiers: ["k": parts.2])
            url.type = "generic"
            let read = try PackageURL(parsing: url.text)
            #expect(read == url)
            #expect(url.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        }
    }

    @Test func mutatedTextIsReadWithoutHarm() {
        var random = SeededGenerator(seed: 12)
        let seed = Array("pkg:maven/org.a/b%20c@1.0?type=pom&x=%C3%A9#a/b".utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<3 {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                if random.happens(50) {
                    bytes.remove(at: index)
                } else {
                    bytes[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            guard let url = try? PackageURL(parsing: String(decoding: bytes, as: UTF8.self)) else { continue }
            #expect((try? PackageURL(parsing: url.text))?.text == url.text)
        }
    }
}
