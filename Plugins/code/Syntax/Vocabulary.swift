/// A name or literal of a tree, as a number. Equal in one tree (or in the vocabulary the tree was made with) means
/// equal text; 0 is the empty text.
public struct Symbol: Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let empty = Symbol(rawValue: 0)
}

/// The words that rules speak of. Every tree made with a vocabulary gives them the same symbols, so that the matcher
/// compares numbers; the other words of a tree are numbered after them.
public struct Vocabulary: Sendable {
    public private(set) var words: [String] = []
    private(set) var table = SymbolTable()

    public init(_ words: some Sequence<String> = []) {
        _ = table.intern([], known: &self.words)
        for word in words { _ = add(word) }
    }

    public var count: Int { words.count }

    /// The symbol of a word, which is added when new.
    public mutating func add(_ word: String) -> Symbol {
        table.intern(Array(word.utf8), known: &words)
    }

    /// Nil for a word the vocabulary lacks.
    public func symbol(_ word: String) -> Symbol? {
        table.find(Array(word.utf8), known: words)
    }
}

/// An open-addressed hash table from bytes to symbols.
struct SymbolTable: Sendable {
    private var slots = [UInt32](repeating: .max, count: 256)
    private var hashes: [UInt32] = []

    /// Seeded anew in each process: a file cannot be written so that all its names collide.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    func find(_ bytes: [UInt8], known: [String]) -> Symbol? {
        bytes.withUnsafeBufferPointer { bytes in
            let hash = Self.hash(bytes)
            var at = Int(hash) & (slots.count - 1)
            while slots[at] != .max {
                let index = Int(slots[at])
                if hashes[index] == hash, Self.equal(known[index], bytes) { return Symbol(rawValue: slots[at]) }
                at = (at + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    mutating func intern(_ bytes: [UInt8], known: inout [String]) -> Symbol {
        bytes.withUnsafeBufferPointer { intern($0, known: &known) }
    }

    mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>, known: inout [String]) -> Symbol {
        let hash = Self.hash(bytes)
        var at = Int(hash) & (slots.count - 1)
        while slots[at] != .max {
            let index = Int(slots[at])
            if hashes[index] == hash, Self.equal(known[index], bytes) { return Symbol(rawValue: slots[at]) }
            at = (at + 1) & (slots.count - 1)
        }
        let symbol = UInt32(hashes.count)
        hashes.append(hash)
        known.append(String(decoding: bytes, as: UTF8.self))
        slots[at] = symbol
        if hashes.count * 2 > slots.count { rehash() }
        return Symbol(rawValue: symbol)
    }

    private mutating func rehash() {
        slots = [UInt32](repeating: .max, count: slots.count * 2)
        for (index, hash) in hashes.enumerated() {
            var at = Int(hash) & (slots.count - 1)
            while slots[at] != .max { at = (at + 1) & (slots.count - 1) }
            slots[at] = UInt32(index)
        }
    }

    private static func equal(_ word: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var word = word
        return word.withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }
}
