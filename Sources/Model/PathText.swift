/// How paths, which are bytes, are shown as text.
public enum PathText {
    /// Valid UTF-8 as it is; each byte that is not part of valid UTF-8 as `\xHH`, so that two paths never look alike.
    public static func display(_ path: [UInt8]) -> String {
        if let text = String(validating: path, as: UTF8.self) { return text }
        var text = ""
        var index = 0
        while index < path.count {
            let lengths = 1...min(4, path.count - index)
            let character = lengths.lazy.compactMap { String(validating: path[index..<index + $0], as: UTF8.self) }
                .first
            if let character {
                text += character
                index += character.utf8.count
            } else {
                text += "\\x" + (path[index] < 16 ? "0" : "") + String(path[index], radix: 16)
                index += 1
            }
        }
        return text
    }
}
