internal import Digest
internal import Model

/// Findings that a project knows and does not count, by their fingerprints. The file is made to be committed: sorted,
/// an entry in each line, and without anything of the code; what stands for a secret is its keyed hash.
public struct Baseline: Sendable, Equatable, Codable {
    public struct Entry: Sendable, Equatable, Codable {
        public var fingerprint: String
        /// For people; what a finding is known by is its fingerprint alone.
        public var rule: String
        public var path: String
        public var severity: String
        /// As `2026-01-31`: when it was taken in.
        public var date: String
        public var reason: String

        public init(
            fingerprint: String, rule: String, path: String, severity: String, date: String, reason: String
        ) {
            self.fingerprint = fingerprint
            self.rule = rule
            self.path = path
            self.severity = severity
            self.date = date
            self.reason = reason
        }
    }

    /// Where a project has it, beside `.securescan.yml`.
    public static let fileName = ".securescan-baseline.json"
    /// Of the file, in bytes.
    public static let byteLimit = 64 << 20
    private static let version: Int64 = 1

    /// Tells under which key secrets were hashed; empty when the file does not say.
    public var keyID: String
    /// By path, rule and fingerprint.
    public private(set) var entries: [Entry]

    public init(keyID: String, entries: [Entry]) {
        self.keyID = keyID
        self.entries = entries.sorted { a, b in
            if a.path != b.path { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
            if a.rule != b.rule { return a.rule.utf8.lexicographicallyPrecedes(b.rule.utf8) }
            return a.fingerprint < b.fingerprint
        }
    }

    /// A name for a key that tells nothing of it.
    public static func keyID(of key: [UInt8]) -> String {
        let code = Array("securescan baseline".utf8).withUnsafeBytes { HMAC.sha256(key: key, $0) }
        return Hex.encode(code.prefix(8))
    }

    /// The file, byte for byte the same for the same entries.
    public func render() -> [UInt8] {
        var bytes = Array("{\n\"securescan_baseline\":\(Baseline.version),\n\"key_id\":".utf8)
        var key = JSONWriter()
        key.value(keyID)
        bytes += key.take() + Array(",\n\"entries\":[".utf8)
        for (index, entry) in entries.enumerated() {
            var json = JSONWriter(reserving: 300)
            json.object { json in
                json.member("path", entry.path)
                json.member("rule", entry.rule)
                json.member("severity", entry.severity)
                json.member("date", entry.date)
                json.member("reason", entry.reason)
                json.member("fingerprint", entry.fingerprint)
            }
            bytes += Array((index == 0 ? "\n" : ",\n").utf8) + json.take()
        }
        return bytes + Array("\n]\n}\n".utf8)
    }

    /// - Parameter name: of the file, for messages.
    public init(reading bytes: [UInt8], named name: String) throws(PolicyRefusal) {
        guard bytes.count <= Baseline.byteLimit else {
            throw PolicyRefusal("\(name) is larger than a baseline may be (\(Baseline.byteLimit >> 20) MiB)")
        }
        let root: JSONValue
        do {
            root = try JSONReader.read(bytes)
        } catch {
            throw PolicyRefusal("\(name) is no JSON that can be read: \(error)")
        }
        guard case .object(let members) = root, members["securescan_baseline"] == .int(Baseline.version),
            case .array(let items)? = members["entries"]
        else {
            throw PolicyRefusal(
                "\(name) is no baseline of version \(Baseline.version); 'securescan baseline write' makes one")
        }
        var entries: [Entry] = []
        for (index, item) in items.enumerated() {
            guard let entry = Entry(item) else {
                throw PolicyRefusal(
                    "\(name): entry \(index + 1) must have a 'fingerprint' of 64 hexadecimal digits and a 'reason'")
            }
            entries.append(entry)
        }
        var keyID = ""
        if case .string(let text)? = members["key_id"] { keyID = text }
        self.init(keyID: keyID, entries: entries)
    }
}

extension Baseline.Entry {
    fileprivate init?(_ json: JSONValue) {
        guard case .object(let members) = json else { return nil }
        func text(_ name: String) -> String {
            if case .string(let text)? = members[name] { text } else { "" }
        }
        let fingerprint = text("fingerprint").lowercased()
        guard fingerprint.utf8.count == 64, fingerprint.utf8.allSatisfy(Baseline.Entry.isDigit),
            text("reason").contains(where: { !$0.isWhitespace })
        else { return nil }
        self.init(
            fingerprint: fingerprint, rule: text("rule"), path: text("path"), severity: text("severity"),
            date: text("date"), reason: text("reason"))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

/// Which baseline a scan goes by.
public enum BaselineChoice: Sendable, Equatable, Codable {
    /// The one beside `.securescan.yml`, where the target's own files count.
    case ofTarget
    case none
    case given(Baseline, name: String)
}

/// What a project decided about its scans cannot be used, so nothing was scanned.
public struct PolicyRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
