import Packages
import Testing

struct EcosystemTests {
    @Test(arguments: Ecosystem.allCases)
    func isFoundByItsNames(ecosystem: Ecosystem) {
        #expect(Ecosystem(osvName: ecosystem.rawValue) == ecosystem)
        #expect(Ecosystem(osvName: ecosystem.rawValue + ":12") == ecosystem)
        #expect(Ecosystem(purlType: ecosystem.purlType) == ecosystem)
        #expect(Ecosystem(purlType: ecosystem.purlType.uppercased()) == ecosystem)
    }

    @Test func ofAnotherDistributionIsNotTaken() {
        #expect(Ecosystem(osvName: "Ubuntu:22.04") == nil)
        #expect(Ecosystem(osvName: "NPM") == nil)
        #expect(Ecosystem(osvName: "") == nil)
        #expect(Ecosystem(purlType: "generic") == nil)
    }

    @Test(
        arguments: [
            (.pypi, "Flask_SQLAlchemy", "flask-sqlalchemy"), (.pypi, "zope.interface", "zope-interface"),
            (.pypi, "A--B__C..-D", "a-b-c-d"), (.npm, "JSONStream", "JSONStream"), (.npm, "@Scope/Name", "@Scope/Name"),
            (.nuget, "Newtonsoft.Json", "newtonsoft.json"), (.packagist, "Symfony/HTTP-Kernel", "symfony/http-kernel"),
            (.go, "github.com/BurntSushi/toml", "github.com/BurntSushi/toml"), (.maven, "Org.X:Y", "Org.X:Y"),
            (.crates, "tokio_util", "tokio_util"), (.crates, "tokio-util", "tokio-util"),
            (.rubygems, "RedCloth", "RedCloth"),
            (.swift, "https://github.com/Apple/swift-nio.git", "github.com/apple/swift-nio"),
            (.swift, "git@github.com:vapor/vapor.git", "github.com/vapor/vapor"),
            (.swift, "ssh://git@github.com:22/vapor/vapor.git/", "github.com/vapor/vapor"),
            (.swift, "https://user:pw@example.com/a/b", "example.com/a/b"),
            (.swift, "github.com/vapor/vapor", "github.com/vapor/vapor"), (.swift, "", ""), (.swift, "://", ""),
            (.githubActions, "Actions/Checkout", "actions/checkout"), (.hex, "Phoenix", "phoenix"),
            (.pub, "HTTP", "http"),
            (.docker, "docker.io/library/nginx", "nginx"), (.docker, "ghcr.io/org/app", "ghcr.io/org/app"),
            (.cran, "Rcpp", "Rcpp"), (.hackage, "HTTP", "HTTP"), (.conda, "NumPy", "numpy"),
        ] as [(Ecosystem, String, String)])
    func namesHaveOneSpelling(ecosystem: Ecosystem, name: String, normal: String) {
        #expect(ecosystem.normalizedName(name) == normal)
        #expect(ecosystem.normalizedName(normal) == normal)
    }
}
