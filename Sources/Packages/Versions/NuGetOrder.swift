/// NuGet: Semantic Versioning 2.0.0 with a fourth number, in which letters count the same in either case; metadata
/// after "+" does not count (NuGet documentation, "Package versioning").
enum NuGetOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        SemVer.write(text, to: &key, options: SemVer.Options(numbers: 4, isCaseless: true))
    }
}
