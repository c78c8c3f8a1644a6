/// Hackage (the Package Versioning Policy, Haskell's `Data.Version`): whole numbers joined by "."; with one beginning
/// the longer is higher, so "1.0" is lower than "1.0.0".
enum HackageOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        NumberList.write(text, separators: ".", to: &key)
    }
}
