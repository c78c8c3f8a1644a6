// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: Swift 6 mode, warnings are errors, imports are internal unless said otherwise, and a name is
/// visible only through an import of the very module that declares it.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// Every C target: all common warnings, as errors.
let strictC: [CSetting] = [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]

/// A Swift module and the only ones it may import.
func module(
    _ name: String, _ imports: Target.Dependency..., path: String? = nil, exclude: [String] = [],
    embedding files: [String] = []
) -> Target {
    .target(
        name: name, dependencies: imports, path: path, exclude: exclude,
        resources: files.map { .embedInCode($0) }, swiftSettings: strict)
}

func tests(_ name: String, _ imports: Target.Dependency...) -> Target {
    .testTarget(name: name, dependencies: imports, swiftSettings: strict)
}

/// A plugin library exports `scanner_plugin_entry` and nothing else.
let oneExport: [LinkerSetting] = [
    .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/Plugins/exports.map"])
]

/// Where scripts/grammars puts the parsers of source code.
let grammars = "\(Context.packageDirectory)/.build/grammars"

/// A plugin written in Swift; it sees the SDK and nothing of the host.
func plugin(_ name: String, _ imports: Target.Dependency..., path: String, exclude: [String] = []) -> Target {
    .target(
        name: name, dependencies: ["PluginSDK", "ScannerAPI"] + imports, path: path, exclude: exclude,
        swiftSettings: strict, linkerSettings: oneExport)
}

/// A plugin written in C; it sees the ABI's header alone.
func pluginInC(_ name: String, path: String, exclude: [String] = []) -> Target {
    .target(
        name: name, dependencies: ["ScannerAPI"], path: path, exclude: exclude, publicHeadersPath: ".",
        cSettings: strictC, linkerSettings: oneExport)
}

/// A C library of the system: its Debian package and its name for pkg-config.
func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
    name: "securescan",
    products: [
        .executable(name: "securescan", targets: ["Host"]),
        .executable(name: "scanner-worker", targets: ["ScannerWorker"]),
        .library(name: "PluginSDK", targets: ["PluginSDK"]),
        .library(name: "PluginTestKit", targets: ["PluginTestKit"]),
        .library(name: "secrets", type: .dynamic, targets: ["SecretsPlugin"]),
        .library(name: "dependency", type: .dynamic, targets: ["DependencyPlugin"]),
        .library(name: "code", type: .dynamic, targets: ["CodePlugin"]),
        .library(name: "example-swift", type: .dynamic, targets: ["ExampleSwiftPlugin"]),
        .library(name: "example-c", type: .dynamic, targets: ["ExampleCPlugin"]),
        .library(name: "fixture-words", type: .dynamic, targets: ["WordsPlugin"]),
        .library(name: "fixture-misbehaving", type: .dynamic, targets: ["MisbehavingPlugin"]),
        .library(name: "fixture-stall", type: .dynamic, targets: ["StallPlugin"]),
        .library(name: "fixture-thrift", type: .dynamic, targets: ["ThriftPlugin"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // For tests alone.
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // The plugin ABI, and what the modules share.
        .target(name: "ScannerAPI"),
        module("Model"),
        module("Digest", "CLibcrypto"),
        system("CLibcrypto", "libcrypto", "libssl-dev"),

        // Packages, and what is known of their flaws.
        module("Packages"),
        module("Advisories", "Packages"),
        module("AdvisoryFeeds", "Advisories", "Packages", "CLibarchive", "CLibcurl", "Model"),
        system("CLibarchive", "libarchive", "libarchive-dev"),
        module("SBOM", "Model", "Digest", "CLibxml2"),
        system("CLibxml2", "libxml-2.0", "libxml2-dev"),

        // Standards, and what findings say about them. The C compiler embeds the data, which takes it no time.
        module("Compliance", "Model", "Digest", "CComplianceData", exclude: ["Frameworks", "Weaknesses"]),
        .target(name: "CComplianceData", cSettings: strictC),

        // Running plugins.
        module("PluginHost", "ScannerAPI", "WorkerProtocol", "CSupervision", "Model", "Digest"),
        .executableTarget(
            name: "ScannerWorker", dependencies: ["ScannerAPI", "WorkerProtocol"], cSettings: strictC),
        .target(name: "WorkerProtocol", cSettings: strictC),
        .target(name: "CSupervision", cSettings: strictC),

        // From a target to findings.
        module("Targets", "Model", "Digest", "CLibgit2", "CLinux"),
        system("CLibgit2", "libgit2", "libgit2-dev"),
        .systemLibrary(name: "CLinux"),
        module("Pipeline", "Targets", "PluginHost", "Compliance", "CLibyaml", "Model", "Digest"),
        module("Reports", "Compliance", "Model", "Digest", embedding: ["HTML/style.css", "HTML/filter.js"]),

        // The server.
        module("Store", "Model", "Digest", .product(name: "GRDB", package: "GRDB.swift")),
        module(
            "Engine", "Pipeline", "Store", "Compliance", "Model", "Digest", "CLinux",
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")),

        module(
            "Delivery", "Model", "Store", "Digest", "CLibcurl", .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")),
        system("CLibcurl", "libcurl", "libcurl4-openssl-dev"),

        module(
            "WebAPI", "Delivery", "SBOM", "Reports", "Store", "Compliance", "Model", "Digest",
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            embedding: ["Documentation/app.js", "Documentation/docs.html", "Documentation/style.css"]),
        module(
            "Settings", "WebAPI", "Delivery", "Engine", "Pipeline", "PluginHost", "Targets", "Compliance", "Model",
            "Digest", .product(name: "Logging", package: "swift-log"), .product(name: "Yams", package: "Yams")),
        module(
            "Commands", "Settings", "WebAPI", "Engine", "Store", "Reports", "SBOM", "AdvisoryFeeds", "Advisories",
            "Packages", "Pipeline", "PluginHost", "Compliance", "Model",
            .product(name: "ArgumentParser", package: "swift-argument-parser")),
        .executableTarget(
            name: "Host",
            dependencies: [
                "Commands", "Settings", "WebAPI", "Delivery", "Engine", "Store", "Reports", "Pipeline", "Compliance",
                "Model", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: strict),

        // Plugins, and what their authors write against.
        module("PluginSDK", "ScannerAPI"),
        module("PluginTestKit", "PluginSDK", "ScannerAPI"),
        plugin("ExampleSwiftPlugin", path: "Examples/plugin-swift", exclude: ["plugin.json"]),
        pluginInC("ExampleCPlugin", path: "Examples/plugin-c", exclude: ["plugin.json"]),
        plugin("SecretsPlugin", "SecretsEngine", path: "Plugins/secrets/Plugin"),
        module("SecretsEngine", "PluginSDK", "CVectorscan", "CPCRE2", path: "Plugins/secrets/Engine"),
        module("SecretsAuthoring", "PluginSDK", "SecretsEngine", path: "Plugins/secrets/Authoring"),
        .executableTarget(
            name: "secrets-rules", dependencies: ["SecretsAuthoring", "SecretsEngine"],
            path: "Plugins/secrets/Compiler", swiftSettings: strict),
        system("CVectorscan", "libhs", "libvectorscan-dev"),
        system("CPCRE2", "libpcre2-8", "libpcre2-dev"),

        plugin("DependencyPlugin", "DependencyEngine", path: "Plugins/dependency/Plugin"),
        module(
            "DependencyEngine", "PluginSDK", "Packages", "Advisories", "DependencyReaders",
            path: "Plugins/dependency/Engine"),
        module("DependencyReaders", "Packages", "CLibxml2", "CLibyaml", path: "Plugins/dependency/Readers"),
        system("CLibyaml", "yaml-0.1", "libyaml-dev"),
        .executableTarget(
            name: "advisory-db-builder", dependencies: ["AdvisoryFeeds"], path: "Plugins/dependency/AdvisoryBuilder",
            swiftSettings: strict),

        plugin("CodePlugin", "CodeScanner", path: "Plugins/code/Plugin"),
        module(
            "CodeScanner", "PluginSDK", "CodeEngine", "CodeInfrastructure", "CodeRules", "CodeSyntax",
            path: "Plugins/code/Scanner"),
        module(
            "CodeAuthoring", "PluginSDK", "CodeEngine", "CodeInfrastructure", "CodeRules", "CodeSyntax",
            path: "Plugins/code/Authoring"),
        .executableTarget(
            name: "code-rules", dependencies: ["CodeAuthoring"], path: "Plugins/code/RulesProgram",
            swiftSettings: strict),
        module("CodeInfrastructure", "CSyntaxReader", "CLibyaml", path: "Plugins/code/Infrastructure"),
        module(
            "CodeEngine", "CodeFlow", "CodeRules", "CodeParsing", "CodeSyntax", "Digest", path: "Plugins/code/Engine"),
        module("CodeFlow", "CodeSyntax", path: "Plugins/code/Flow"),
        module("CodeRules", "CodeParsing", "CodeSyntax", "CLibyaml", "CPCRE2", path: "Plugins/code/Rules"),
        module("CodeParsing", "CodeSyntax", "CSyntaxReader", path: "Plugins/code/Parsing"),
        module("CodeSyntax", path: "Plugins/code/Syntax"),
        .target(
            name: "CSyntaxReader", path: "Plugins/code/Reader",
            cSettings: strictC + [.define("_GNU_SOURCE"), .unsafeFlags(["-I\(grammars)/include"])],
            linkerSettings: [.unsafeFlags(["-L\(grammars)", "-lgrammars"])]),

        .executableTarget(
            name: "Benchmarks",
            dependencies: ["PluginHost", "ScannerAPI", "Store", "SBOM", "Reports", "Model", "Digest", "TestSupport"],
            path: "Benchmarks", exclude: ["load", "reference"], swiftSettings: strict),

        // Tests.
        module("TestSupport", "Digest", "CLibarchive", path: "Tests/TestSupport"),
        pluginInC("StallPlugin", path: "Tests/Fixtures/StallPlugin"),
        pluginInC("ThriftPlugin", path: "Tests/Fixtures/ThriftPlugin"),
        pluginInC("WordsPlugin", path: "Tests/Fixtures/WordsPlugin"),
        pluginInC("MisbehavingPlugin", path: "Tests/Fixtures/MisbehavingPlugin"),
        tests(
            "EngineTests", "Engine", "Store", "Pipeline", "PluginHost", "Targets", "Model", "TestSupport",
            .product(name: "Logging", package: "swift-log")),
        tests("EndToEnd", "TestSupport", "Store", "Model", "Digest"),
        tests("ABITests", "ScannerAPI"),
        tests("DigestTests", "Digest"),
        tests("ModelTests", "Model"),
        tests("ComplianceTests", "Compliance", "Model", "TestSupport"),
        tests(
            "PipelineTests", "Pipeline", "PluginHost", "Targets", "Compliance", "Model", "TestSupport"),
        tests(
            "PluginHostTests", "PluginHost", "CSupervision", "WorkerProtocol", "ScannerAPI", "Model", "Digest",
            "TestSupport"),
        tests("ReportsTests", "Reports", "Compliance", "Model", "TestSupport"),
        tests("PluginSDKTests", "PluginSDK", "PluginTestKit", "ScannerAPI"),
        tests("SecretsTests", "PluginSDK", "PluginTestKit", "SecretsAuthoring", "SecretsEngine"),
        tests("CodeParsingTests", "CodeParsing", "CodeSyntax"),
        tests("CodeFlowTests", "CodeFlow", "CodeSyntax"),
        tests("CodeRulesTests", "CodeRules", "CodeParsing", "CodeSyntax"),
        tests("CodeInfrastructureTests", "CodeInfrastructure"),
        tests("CodeScannerTests", "CodeScanner", "PluginSDK", "PluginTestKit", "ScannerAPI"),
        tests("CodeEngineTests", "CodeEngine", "CodeFlow", "CodeRules", "CodeParsing", "CodeSyntax"),
        tests("CodeAuthoringTests", "CodeAuthoring", "TestSupport"),
        tests(
            "DeliveryTests", "Delivery", "Store", "Model", "Digest", "TestSupport",
            .product(name: "Logging", package: "swift-log")),
        tests(
            "SettingsTests", "Settings", "WebAPI", "Delivery", "Engine", "Pipeline", "PluginHost", "Model",
            "TestSupport",
            .product(name: "Logging", package: "swift-log")),
        tests("PackagesTests", "Packages"),
        tests("AdvisoriesTests", "AdvisoryFeeds", "Advisories", "Packages", "CLibarchive", "CLibcurl", "TestSupport"),
        tests(
            "AdvisoryFeedsTests", "AdvisoryFeeds", "Advisories", "Packages", "Model", "CLibarchive", "CLibcurl",
            "TestSupport"),
        tests(
            "DependencyReadersTests", "DependencyReaders", "Advisories", "Packages",
            .product(name: "TOMLKit", package: "TOMLKit"), .product(name: "Yams", package: "Yams")),
        tests(
            "DependencyTests", "DependencyEngine", "DependencyReaders", "Advisories", "Packages", "PluginSDK",
            "PluginTestKit"),
        tests("SBOMTests", "SBOM", "Model", "CLibxml2", "TestSupport"),
        tests("StoreTests", "Store", "Model"),
        tests("TargetsTests", "Targets", "Model", "TestSupport"),
        tests(
            "WebAPITests", "WebAPI", "Reports", "Store", "Compliance", "Model", "TestSupport",
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "NIOCore", package: "swift-nio"), .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")),
    ],
    cLanguageStandard: .c11
)
