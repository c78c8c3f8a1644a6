/// CRAN (R's `package_version`): whole numbers joined by "." or "-", which mean the same; with one beginning the longer
/// is higher, so "1.0" is lower than "1.0.0".
enum CRANOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        NumberList.write(text, separators: ".-", to: &key)
    }
}

/// Hackage (the Package Versioning Policy, Haskell's `Data.Version`): whole numbers joined by "."; with one beginning
/// the longer is higher, so "1.0" is lower than "1.0.0".
enum HackageOrder: VersionOrder {
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool {
        NumberList.write(text, separators: ".", to: &key)
    }
}

enum NumberList {
    static func write(_ text: ByteText, separators: StaticString, to key: inout VersionKey) -> Bool {
        var cursor = VersionCursor(text)
        repeat {
            let digits = cursor.digits()
            guard !digits.isEmpty else { return false }
            key.append(1)
            key.append(number: digits)
        } while cursor.take(any: separators)
        key.append(0)
        return cursor.isAtEnd
    }
}
