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
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0")
    ],
    targets: [
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "ScannerAPI"),
        .target(name: "Digest", dependencies: ["CLibcrypto"], swiftSettings: strict),
        .target(name: "Model", swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: [
                "Model", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Store", "Model", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
    ],
    cLanguageStandard: .c11
)
