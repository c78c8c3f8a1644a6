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

let package = Package(
    name: "securescan",
    products: [
        .executable(name: "scanner-worker", targets: ["ScannerWorker"]),
    ],
    targets: [
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "ScannerAPI"),
        .target(name: "Digest", dependencies: ["CLibcrypto"], swiftSettings: strict),
        .target(name: "Model", swiftSettings: strict),
        .target(name: "WorkerProtocol"),
        .target(name: "CSupervision"),
        .target(
            name: "PluginHost", dependencies: ["ScannerAPI", "WorkerProtocol", "CSupervision", "Model", "Digest"],
            swiftSettings: strict),
        .executableTarget(name: "ScannerWorker", dependencies: ["ScannerAPI", "WorkerProtocol"]),
        .target(
            name: "Pipeline", dependencies: ["Targets", "PluginHost", "Model", "Digest"], swiftSettings: strict),
        .testTarget(
            name: "PipelineTests", dependencies: ["Pipeline", "PluginHost", "Model"], swiftSettings: strict),
        .target(name: "Reports", dependencies: ["Model"], swiftSettings: strict),
        .testTarget(name: "DigestTests", dependencies: ["Digest"], swiftSettings: strict),
        .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: strict),
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "Targets", dependencies: ["Model", "Digest", "CLibgit2", "CLinux"], swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "TargetsTests", dependencies: ["Targets", "Model", "TestSupport"], swiftSettings: strict),
    ],
    cLanguageStandard: .c11
)
