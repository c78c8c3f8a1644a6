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

/// A plugin library exports `scanner_plugin_entry` and nothing else.
let oneExport: [LinkerSetting] = [
    .unsafeFlags(["-Xlinker", "--version-script=\(Context.packageDirectory)/Plugins/exports.map"])
]

let package = Package(
    name: "securescan",
    products: [
        .library(name: "secrets", type: .dynamic, targets: ["SecretsPlugin"]),
        .library(name: "example-swift", type: .dynamic, targets: ["ExampleSwiftPlugin"]),
        .library(name: "example-c", type: .dynamic, targets: ["ExampleCPlugin"]),
    ],
    targets: [
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CVectorscan", pkgConfig: "libhs", providers: [.apt(["libvectorscan-dev"])]),
        .target(name: "ScannerAPI"),
        .target(name: "Digest", dependencies: ["CLibcrypto"], swiftSettings: strict),
        .target(name: "Model", swiftSettings: strict),
        .target(name: "PluginSDK", dependencies: ["ScannerAPI"], swiftSettings: strict),
        .target(name: "PluginTestKit", dependencies: ["PluginSDK", "ScannerAPI"], swiftSettings: strict),
        .target(
            name: "SecretsEngine", dependencies: ["PluginSDK", "CVectorscan", "CPCRE2"],
            path: "Plugins/secrets/Engine", swiftSettings: strict),
        .target(
            name: "SecretsPlugin", dependencies: ["SecretsEngine", "PluginSDK", "ScannerAPI"],
            path: "Plugins/secrets/Plugin", swiftSettings: strict, linkerSettings: oneExport),
        .target(
            name: "SecretsAuthoring", dependencies: ["PluginSDK", "SecretsEngine"], path: "Plugins/secrets/Authoring",
            swiftSettings: strict),
        .executableTarget(
            name: "secrets-rules", dependencies: ["SecretsAuthoring", "SecretsEngine"],
            path: "Plugins/secrets/Compiler", swiftSettings: strict),
        .target(
            name: "ExampleSwiftPlugin", dependencies: ["PluginSDK", "ScannerAPI"], path: "Examples/plugin-swift",
            exclude: ["plugin.json"], swiftSettings: strict, linkerSettings: oneExport),
        .target(
            name: "ExampleCPlugin", dependencies: ["ScannerAPI"], path: "Examples/plugin-c", exclude: ["plugin.json"],
            publicHeadersPath: ".",
            linkerSettings: oneExport),
        .testTarget(
            name: "PluginSDKTests", dependencies: ["PluginSDK", "PluginTestKit", "ScannerAPI"], swiftSettings: strict),
        .testTarget(
            name: "SecretsTests", dependencies: ["PluginSDK", "PluginTestKit", "SecretsAuthoring", "SecretsEngine"],
            swiftSettings: strict),
    ],
    cLanguageStandard: .c11
)
