/// CRAN (R's `package_version`): whole numbers joined by "." or "-", which mean the same; with one beginning the longer
/// is higher, so "1.0" is lower than "1.0.0".
enum CRANOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        NumberList.write(text, separators: ".-", to: &key)
    }
}
