/// Whole numbers joined by separators, where of two lists with one beginning the longer is higher.
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
