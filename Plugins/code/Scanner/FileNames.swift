internal import PluginSDK

/// Files by the names that the analysis and people know them by, since a path may be any bytes and is no text then.
struct FileNames: Sendable {
    private var paths: [String: [UInt8]] = [:]

    /// The path itself, or one with bytes that are not UTF-8 written as `\xff`, so that different paths stay different.
    static func name(of path: [UInt8]) -> String {
        if let text = String(validating: path, as: UTF8.self) { return text }
        let digits = Array("0123456789abcdef".utf8)
        var name: [UInt8] = []
        for byte in path {
            name += byte < 0x80 ? [byte] : [0x5C, 0x78, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// Keeps what the name does not tell.
    mutating func remember(_ path: [UInt8], as name: String) {
        if !name.utf8.elementsEqual(path) { paths[name] = path }
    }

    /// By which the host knows the file.
    func path(_ name: String) -> [UInt8] { paths[name] ?? Array(name.utf8) }
}
