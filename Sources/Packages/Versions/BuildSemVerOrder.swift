/// As `SemVerOrder`, but builds of one version have an order too: Pub (package `pub_semver`: "1.0.0+1" is a patch of
/// "1.0.0") and Julia (`VersionNumber`: the builds of binary packages).
enum BuildSemVerOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        SemVer.write(text, to: &key, options: SemVer.Options(buildsCount: true))
    }
}
