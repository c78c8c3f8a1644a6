extension LockfileFormat {
    /// The formats of the JVM, .NET, Dart, Elixir, Swift, C++, R, Julia and Haskell, of containers and workflows, and
    /// CycloneDX.
    static let others: [LockfileFormat] = [
        .pom, .gradleLockfile, .verificationMetadata, .versionCatalog, .sbtLock,
        .packagesLock, .packagesConfig, .depsJSON, .projectAssets, .paketLock, .projectFile,
        .pubspecLock, .mixLock, .packageResolved, .podfileLock, .conanLock, .renvLock, .juliaManifest, .stackLock,
        .cabalFreeze, .workflow, .dockerfile, .bomJSON, .bomXML,
    ]
}
