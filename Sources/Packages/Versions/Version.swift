/// A version of a package, to be compared with other versions of the same ecosystem; the order between versions of
/// different ecosystems means nothing.
///
/// Versions that the ecosystem takes for the same are equal however they are written ("1.0" and "1.0.0" of PyPI).
public struct Version: Comparable, Hashable, Sendable {
    /// Bytes of text that are read; longer text is no version anywhere.
    public static let lengthLimit = 512

    /// Compares byte for byte as the versions do: for storing versions where they have to be found by their order.
    /// At most `keyLimit` bytes.
    public let key: [UInt8]
    public static let keyLimit = 4 * lengthLimit + 64

    /// Nil when the text is no version in the ecosystem. White space around it is ignored.
    public init?(_ text: String, in ecosystem: Ecosystem) {
        guard text.utf8.count <= Version.lengthLimit else { return nil }
        var text = text
        guard let version = text.withUTF8({ Version(utf8: $0, in: ecosystem) }) else { return nil }
        self = version
    }

    /// As `init(_:in:)` for text in memory.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>, in ecosystem: Ecosystem) {
        guard let text = Version.trimmed(bytes) else { return nil }
        var key = VersionKey(capacity: text.count + 24)
        guard ecosystem.versionOrder.write(text, to: &key) else { return nil }
        self.key = key.bytes
    }

    public static func < (a: Version, b: Version) -> Bool { a.compared(to: b) < 0 }

    /// Negative when this one is lower, 0 when they are equal.
    public func compared(to other: Version) -> Int {
        let count = min(key.count, other.key.count)
        for index in 0..<count where key[index] != other.key[index] {
            return key[index] < other.key[index] ? -1 : 1
        }
        return (key.count > count ? 1 : 0) - (other.key.count > count ? 1 : 0)
    }

    /// Without white space around; nil when it is empty, too long, or has white space or control characters inside.
    private static func trimmed(_ bytes: ByteText) -> ByteText? {
        guard bytes.count <= lengthLimit else { return nil }
        var start = 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        guard start < end else { return nil }
        for index in start..<end where bytes[index] <= 0x20 || bytes[index] == 0x7F { return nil }
        return bytes.part(start..<end)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// The rules by which an ecosystem orders its versions.
protocol VersionOrder {
    /// Appends what the text sorts by; false when it is no version. The text is not empty, has no white space and no
    /// control characters, and is not longer than `Version.lengthLimit`.
    static func write(_ text: ByteText, to key: inout VersionKey) -> Bool
}

extension Ecosystem {
    var versionOrder: any VersionOrder.Type {
        switch self {
        case .alpine: AlpineOrder.self
        case .cocoapods, .rubygems: RubyGemsOrder.self
        case .conan: ConanOrder.self
        case .conda: CondaOrder.self
        case .cran: CRANOrder.self
        case .crates, .githubActions, .hex, .npm, .swift: SemVerOrder.self
        case .debian: DebianOrder.self
        case .docker: DockerOrder.self
        case .go: GoOrder.self
        case .hackage: HackageOrder.self
        case .julia, .pub: BuildSemVerOrder.self
        case .maven: MavenOrder.self
        case .nuget: NuGetOrder.self
        case .packagist: ComposerOrder.self
        case .pypi: PEP440Order.self
        case .rpm: RPMOrder.self
        }
    }
}
