internal import Digest
public import Model

/// What a document is about: the scan, its target, and the tools that looked at it.
public struct SBOMSubject: Sendable, Equatable {
    /// A program that took part.
    public struct Tool: Sendable, Equatable {
        public var name: String
        public var version: String

        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// UUID of the document in lower case: the scan's id, or derived from it when that is none.
    public let uuid: String
    public let timestamp: Timestamp
    /// What people call the target: the last part of the remote's path or of the target's. Not a path of the machine
    /// that scanned, which is nobody's business who gets the document.
    public let name: String
    /// The commit; empty when there is none.
    public let version: String
    public let tools: [Tool]
    /// More about the target, by name.
    let properties: [(name: String, value: String)]

    /// - Parameter tools: the program itself first, then the plugins that ran.
    public init(_ scan: Scan, tools: [Tool]) {
        uuid = Self.uuid(of: scan.id)
        timestamp = scan.completedAt ?? scan.createdAt
        let remote = scan.target?.remote.map(Self.withoutCredentials)
        let target = Self.withoutCredentials(scan.request.targetPath)
        let name = remote.flatMap(Self.lastPart) ?? Self.lastPart(of: target) ?? "target"
        self.name = PlainText.line(name)
        version = PlainText.line(scan.target?.commit ?? "").cut(toScalars: 1024)
        self.tools = tools.map {
            Tool(name: PlainText.line($0.name), version: PlainText.line($0.version).cut(toScalars: 1024))
        }
        let found = [
            ("securescan:branch", scan.target?.branch), ("securescan:commit", scan.target?.commit),
            ("securescan:dirty", scan.target?.dirty.map { $0 ? "true" : "false" }),
            ("securescan:ref", scan.request.ref), ("securescan:remote", remote), ("securescan:scan", scan.id),
        ]
        properties = found.compactMap { name, value in
            value.flatMap { $0.isEmpty ? nil : (name, PlainText.line($0)) }
        }
    }

    public static func == (a: SBOMSubject, b: SBOMSubject) -> Bool {
        a.uuid == b.uuid && a.timestamp == b.timestamp && a.name == b.name && a.version == b.version
            && a.tools == b.tools && a.properties.elementsEqual(b.properties, by: ==)
    }

    /// What is no UUID is hashed into one of version 8 (RFC 9562, section 5.8).
    private static func uuid(of id: String) -> String {
        let lowered = id.lowercased()
        let groups = lowered.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        if groups.map(\.count) == [8, 4, 4, 4, 12], groups.joined().allSatisfy(\.isHexDigit) { return lowered }
        var hash = SHA256()
        hash.update("securescan:sbom:" + id)
        var bytes = Array(hash.finish().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hex.encode(bytes[$0]) }.joined(separator: "-")
    }

    /// The last part of a path or URL without `.git`; nil when there is none.
    private static func lastPart(of path: String) -> String? {
        let isScheme = path.contains("://")
        let parts = path.split { $0 == "/" || $0 == ":" && !isScheme }
        guard var last = parts.last, !isScheme || parts.count > 2 else { return nil }
        if last.hasSuffix(".git") { last.removeLast(4) }
        return last.isEmpty || last == "." || last == ".." ? nil : String(last)
    }

    /// Drops what stands before the host and a query, either of which may hold a password or a token. The user of an
    /// ssh address is no secret and stays.
    private static func withoutCredentials(_ address: String) -> String {
        let head = address.firstRange(of: "://").map { address[..<$0.upperBound] } ?? ""
        var rest = address[head.endIndex...]
        if !head.isEmpty { rest = rest.prefix { $0 != "?" && $0 != "#" } }
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return String(head + rest) }
        let user = authority[..<at].prefix { $0 != ":" }
        let keepsUser = head.lowercased() == "ssh://" || head.isEmpty && user.endIndex == at
        return String(head) + (keepsUser ? user + "@" : "") + rest[rest.index(after: at)...]
    }
}
