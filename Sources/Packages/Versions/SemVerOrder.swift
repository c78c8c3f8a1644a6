/// Semantic Versioning 2.0.0, clause 11, as npm, Cargo, Hex, Swift packages and GitHub Actions use it: three numbers,
/// then a pre-release, which is lower than the release; build metadata does not count.
///
/// Read as registries and OSV write it: "=" or "v" may stand in front, minor and patch may be missing and are then 0.
enum SemVerOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        SemVer.write(text, to: &key, options: SemVer.Options())
    }
}
