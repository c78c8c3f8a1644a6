/// A repository to clone from.
struct RemoteURL: Equatable {
    enum Transport { case https, ssh, file }

    let transport: Transport
    /// What is connected to; without credentials, but for the user name of ssh, which is none.
    let address: String
    /// What people are shown, and what a clone is filed under: `address` without query and fragment.
    let display: String
    let user: String?
    let password: String?

    static let allowed = "https://, ssh://, file:// or user@host:path"

    /// Whether a target is meant as a URL, even one that is not allowed.
    static func isMeant(by text: String) -> Bool {
        if text.hasPrefix("/") || text.hasPrefix(".") { return false }
        return text.firstRange(of: "://") != nil || scpParts(text) != nil || text.hasPrefix("ext::")
    }

    init(_ text: String) throws(TargetError) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw TargetError(.badURL, "the URL holds blanks or control characters")
        }
        if let (user, host, _) = RemoteURL.scpParts(text) {
            guard !host.hasPrefix("-"), !user.hasPrefix("-") else { throw RemoteURL.refused(text) }
            self.init(transport: .ssh, address: text, display: text, user: user, password: nil)
            return
        }
        guard let end = text.firstRange(of: "://") else { throw RemoteURL.refused(text) }
        let scheme = text[..<end.lowerBound].lowercased()
        let (userInfo, rest) = RemoteURL.splitUserInfo(text[end.upperBound...])
        let parts = userInfo?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        let user = parts.first.map { RemoteURL.decoded($0) }
        let password = parts.count > 1 ? RemoteURL.decoded(parts[1]) : nil
        let path = rest.prefix { $0 != "?" && $0 != "#" }
        guard rest.first.map({ $0 != "-" }) ?? false else { throw RemoteURL.refused(text) }
        switch scheme {
        case "https":
            self.init(
                transport: .https, address: "https://\(rest)", display: "https://\(path)", user: user,
                password: password)
        case "ssh":
            let name = parts.first.map { "\($0)@" } ?? ""
            self.init(
                transport: .ssh, address: "ssh://\(name)\(rest)", display: "ssh://\(name)\(path)", user: user,
                password: password)
        case "file" where rest.hasPrefix("/"):
            self.init(transport: .file, address: "file://\(rest)", display: "file://\(rest)", user: nil, password: nil)
        default: throw RemoteURL.refused(text)
        }
    }

    private init(transport: Transport, address: String, display: String, user: String?, password: String?) {
        self.transport = transport
        self.address = address
        self.display = display
        self.user = user
        self.password = password
    }

    /// Where a `file://` URL leads on this machine; nil for other URLs.
    var folder: String? {
        transport == .file ? RemoteURL.decoded(address.dropFirst("file://".count)) : nil
    }

    /// Any text, fit to be shown: without query, fragment and user information, but for the user of ssh.
    static func withoutCredentials(_ text: String) -> String {
        let plain = text.prefix { $0 != "?" && $0 != "#" }
        guard let end = plain.firstRange(of: "://") else { return String(plain) }
        let scheme = plain[..<end.upperBound]
        let (userInfo, rest) = splitUserInfo(plain[end.upperBound...])
        let user = userInfo?.prefix { $0 != ":" } ?? ""
        return scheme == "ssh://" && !user.isEmpty ? "\(scheme)\(user)@\(rest)" : scheme + rest
    }

    private static func refused(_ text: String) -> TargetError {
        TargetError(
            .badURL, "the target \(withoutCredentials(text)) is not a URL that can be cloned: it takes \(allowed)")
    }

    /// `user@host:path`, without a `/` before the colon.
    private static func scpParts(_ text: String) -> (user: String, host: String, path: String)? {
        guard text.firstRange(of: "://") == nil, let at = text.firstIndex(of: "@"),
            let colon = text[at...].firstIndex(of: ":"), !text[..<colon].contains("/")
        else { return nil }
        let parts = (
            String(text[..<at]), String(text[text.index(after: at)..<colon]),
            String(text[text.index(after: colon)...])
        )
        return parts.0.isEmpty || parts.1.isEmpty || parts.2.isEmpty || parts.2.hasPrefix(":") ? nil : parts
    }

    /// What stands before the last `@` of the authority.
    private static func splitUserInfo(_ text: Substring) -> (userInfo: Substring?, rest: String) {
        let authority = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return (nil, String(text)) }
        return (authority[..<at], String(text[text.index(after: at)...]))
    }

    /// Percent escapes resolved (RFC 3986, 2.1).
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(PathParts.text(rest.prefix(2)), radix: 16)
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
