extension LockfileFormat {
    /// The formats of the JVM, .NET, Dart, Elixir, Swift, C++, R, Julia and Haskell, of containers and workflows, and
    /// CycloneDX.
    static let others: [LockfileFormat] = [
        .gradleLockfile, .paketLock, .packagesLock, .depsJSON, .projectAssets, .mixLock, .cabalFreeze, .dockerfile,
        .packageResolved, .conanLock, .renvLock, .sbtLock,
        .pubspecLock, .podfileLock, .stackLock, .workflow, .juliaManifest, .versionCatalog,
    ]
}
