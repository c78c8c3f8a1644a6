internal import CComplianceData

/// The Common Weakness Enumeration (CWE, MITRE): entries with names, and the parents that the research view (CWE-1000)
/// gives them.
public struct WeaknessList: Sendable {
    /// Of CWE.
    public static let version = "4.14"
    public static let shared = WeaknessList()

    enum Kind: UInt8, Sendable {
        /// The most general weaknesses: nearly everything is below one, so that says nothing.
        case pillar = 0x50
        case weakness = 0x57
        /// Entries that group others, and stand in no hierarchy.
        case category = 0x43
    }

    private struct Entry {
        let kind: Kind
        let parents: [Int]
        let name: Range<Int>
    }

    private let entries: [Int: Entry]

    private init() {
        var entries: [Int: Entry] = [:]
        entries.reserveCapacity(1500)
        EmbeddedFile.weaknesses.withBytes { bytes in
            var reader = LineFields(bytes)
            while let id = reader.number() {
                let kind = reader.kind()
                let parents = reader.numbers()
                entries[id] = Entry(kind: kind, parents: parents, name: reader.rest())
            }
        }
        self.entries = entries
    }

    /// The number in `CWE-89`; nil for anything else.
    public static func number(_ text: String) -> Int? {
        guard text.hasPrefix("CWE-"), let number = Int(text.dropFirst(4)), number > 0, text == "CWE-\(number)" else {
            return nil
        }
        return number
    }

    public func contains(_ id: Int) -> Bool { entries[id] != nil }

    /// As CWE writes it; nil for an unknown one.
    public func name(of id: Int) -> String? {
        guard let entry = entries[id] else { return nil }
        return EmbeddedFile.weaknesses.withBytes { String(decoding: $0[entry.name], as: UTF8.self) }
    }

    func parents(of id: Int) -> [Int] { entries[id]?.parents ?? [] }

    /// The weakness and everything above it, nearest first, each once; without pillars, except when it is one itself.
    public func lineage(of id: Int) -> [Ancestor] {
        var found = [Ancestor(id: id, distance: 0)]
        var seen: Set<Int> = [id]
        var next = 0
        while next < found.count {
            let (child, distance) = (found[next].id, found[next].distance)
            next += 1
            for parent in parents(of: child) where seen.insert(parent).inserted && entries[parent]?.kind != .pillar {
                found.append(Ancestor(id: parent, distance: distance + 1))
            }
        }
        return found
    }

    /// One of a lineage.
    public struct Ancestor: Sendable, Equatable {
        public let id: Int
        /// Steps up from the weakness; 0 is itself.
        public let distance: Int
    }
}

/// Reads `id TAB kind TAB parents TAB name` lines. The file is our own: what is not of that form ends the reading.
private struct LineFields {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Digits and the byte after them.
    mutating func number() -> Int? {
        var (value, hasDigits) = (0, false)
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 0x30)
            hasDigits = true
            index += 1
        }
        guard hasDigits else { return nil }
        index += 1
        return value
    }

    mutating func kind() -> WeaknessList.Kind {
        defer { index += 2 }
        return index < bytes.count ? WeaknessList.Kind(rawValue: bytes[index]) ?? .weakness : .weakness
    }

    /// Numbers with a comma after each but the last, and a tab.
    mutating func numbers() -> [Int] {
        var found: [Int] = []
        while index < bytes.count, bytes[index] != 0x09 {
            guard let number = number() else { return found }
            found.append(number)
            if bytes[index - 1] == 0x09 { return found }
        }
        index += 1
        return found
    }

    /// The line's end, which is passed over.
    mutating func rest() -> Range<Int> {
        let start = index
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        defer { index += 1 }
        return start..<index
    }
}
