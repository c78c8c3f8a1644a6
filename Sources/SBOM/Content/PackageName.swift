/// A component's name in the two parts that CycloneDX has for it.
struct PackageName: Equatable {
    /// The purl's namespace; empty when there is none.
    var group: String
    var name: String

    /// - Parameters:
    ///   - name: as the plugin gave it, whole or without the namespace.
    ///   - purl: well-formed, or nil.
    init(_ name: String, purl: String?) {
        (group, self.name) = ("", name)
        guard let path = purl?.utf8.dropFirst(4).prefix(while: { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }),
            let slash = path.firstIndex(of: UInt8(ascii: "/"))
        else { return }
        let parts = path[path.index(after: slash)...].split(separator: UInt8(ascii: "/"))
        guard let last = parts.last else { return }
        if parts.count > 1 { group = PlainText.line(parts.dropLast().map(Self.decoded).joined(separator: "/")) }
        // The purl of some ecosystems is in lower case; people know the package by the plugin's spelling.
        let isWhole = !group.isEmpty && name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
        guard name.isEmpty || isWhole else { return }
        let own = PlainText.line(Self.decoded(last.prefix { $0 != UInt8(ascii: "@") }))
        if !own.isEmpty { self.name = own }
    }

    private static func decoded(_ text: Substring.UTF8View) -> String {
        guard text.contains(UInt8(ascii: "%")) else { return String(Substring(text)) }
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.prefix(2).allSatisfy(\.isHexDigit), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
