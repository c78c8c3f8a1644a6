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

/// Every C target of ours: all common warnings, as errors.
let strictC: [CSetting] = [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]

let package = Package(
    name: "securescan",
    products: [
        .executable(name: "scanner-worker", targets: ["ScannerWorker"]),
        .library(name: "fixture-words", type: .dynamic, targets: ["WordsPlugin"]),
        .library(name: "fixture-misbehaving", type: .dynamic, targets: ["MisbehavingPlugin"]),
    ],
    targets: [
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "ScannerAPI"),
        .target(name: "Digest", dependencies: ["CLibcrypto"], swiftSettings: strict),
        .target(name: "Model", swiftSettings: strict),
        .target(name: "WorkerProtocol", cSettings: strictC),
        .target(name: "CSupervision", cSettings: strictC),
        .target(
            name: "PluginHost", dependencies: ["ScannerAPI", "WorkerProtocol", "CSupervision", "Model", "Digest"],
            swiftSettings: strict),
        .executableTarget(
            name: "ScannerWorker", dependencies: ["ScannerAPI", "WorkerProtocol"], cSettings: strictC),
        .target(
            name: "WordsPlugin", dependencies: ["ScannerAPI"], path: "Tests/Fixtures/WordsPlugin", cSettings: strictC),
        .target(
            name: "MisbehavingPlugin", dependencies: ["ScannerAPI"], path: "Tests/Fixtures/MisbehavingPlugin",
            cSettings: strictC),
        .target(
            name: "TestSupport", dependencies: ["Digest"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "PluginHostTests",
            dependencies: ["PluginHost", "CSupervision", "WorkerProtocol", "ScannerAPI", "Model", "Digest", "TestSupport"],
            swiftSettings: strict),
    ],
    cLanguageStandard: .c11
)
