import Digest

/// The keys and values of the program's settings files.
public struct SettingsFiles: Sendable {
    private var known: [String: [String]] = [:]

    /// Files above this many bytes are data, not settings.
    public static let largest = 256 << 10

    public init() {}

    public static func isSettings(_ path: String) -> Bool {
        [".properties", ".ini", ".cfg", ".conf", ".env"].contains { path.hasSuffix($0) }
    }

    /// `key=value` and `key: value` lines; of other syntax nothing.
    public mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.count <= Self.largest else { return }
        for line in text.split(separator: 10) {
            let trimmed = line.drop { $0 == 32 || $0 == 9 }
            guard let first = trimmed.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!"),
                first != UInt8(ascii: ";"),
                let sign = trimmed.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
            else { continue }
            let key = Self.text(trimmed[..<sign])
            let value = Self.text(trimmed[trimmed.index(after: sign)...])
            guard !key.isEmpty, known.count < 20_000 else { continue }
            if known[key, default: []].count < 8, !known[key, default: []].contains(value) {
                known[key, default: []].append(value)
            }
        }
    }

    private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        var part = bytes.drop { $0 == 32 || $0 == 9 }
        while let last = part.last, last == 32 || last == 9 || last == 13 { part = part.dropLast() }
        return String(decoding: part, as: UTF8.self)
    }

    func update(_ hash: inout SHA256) {
        for (key, values) in known.sorted(by: { $0.key < $1.key }) { hash.update("\(key)=\(values)\0") }
    }

    public func values(_ key: String) -> [String] { known[key] ?? [] }
}
