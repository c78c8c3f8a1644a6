/// The rules by which an ecosystem orders its versions.
protocol VersionOrder {
    /// Appends what the text sorts by; false when it is no version. The text is not empty, has no white space and no
    /// control characters, and is not longer than `Version.lengthLimit`.
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool
}

extension Ecosystem {
    var versionOrder: any VersionOrder.Type {
        switch self {
        case .alpine: AlpineOrder.self
        case .cocoapods, .rubygems: RubyGemsOrder.self
        case .conan: ConanOrder.self
        case .conda: CondaOrder.self
        case .cran: CRANOrder.self
        case .crates, .githubActions, .hex, .npm, .swift: SemVerOrder.self
        case .debian: DebianOrder.self
        case .docker: DockerOrder.self
        case .go: GoOrder.self
        case .hackage: HackageOrder.self
        case .julia, .pub: BuildSemVerOrder.self
        case .maven: MavenOrder.self
        case .nuget: NuGetOrder.self
        case .packagist: ComposerOrder.self
        case .pypi: PEP440Order.self
        case .rpm: RPMOrder.self
        }
    }
}
