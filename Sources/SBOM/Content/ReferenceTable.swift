internal import Model

/// Which `bom-ref` each component has: its purl or, without one, its ref; told apart where two would have the same.
///
/// Kept for as long as one document is written. Of a component whose `bom-ref` is its ref only two hashes of 64 bits
/// are kept, so that 100 000 components need a few megabytes. The hashes are seeded, so nobody can choose texts that
/// meet; that any two of a million meet by chance happens once in about 40 million documents, and costs one component.
struct ReferenceTable {
    private var given: Set<UInt64> = []
    private var known: Set<UInt64> = []
    private var differing: [UInt64: String] = [:]
    private var nextNumber: [UInt64: Int] = [:]

    /// - Parameter reserved: references that no component may get.
    init(reserved: [String]) { given = Set(reserved.map(Self.hash)) }

    /// The reference of a component, which is kept from now on; nil when its ref was there before.
    mutating func assign(ref: String, purl: String?) -> String? {
        let hash = Self.hash(ref)
        guard known.insert(hash).inserted else { return nil }
        let own = Self.fit(ref)
        let reference = unused(purl ?? own, else: own)
        if !reference.utf8.elementsEqual(ref.utf8) { differing[hash] = reference }
        return reference
    }

    /// The reference of the component with this ref; nil when there is none.
    func reference(to ref: String) -> String? {
        let hash = Self.hash(ref)
        if !differing.isEmpty, let reference = differing[hash] { return reference }
        return known.contains(hash) ? ref : nil
    }

    private mutating func unused(_ first: String, else second: String) -> String {
        if given.insert(Self.hash(first)).inserted { return first }
        if given.insert(Self.hash(second)).inserted { return second }
        let hash = Self.hash(second)
        var number = nextNumber[hash] ?? 2
        while !given.insert(Self.hash("\(second)~\(number)")).inserted { number += 1 }
        nextNumber[hash] = number + 1
        return "\(second)~\(number)"
    }

    /// Not empty, and not like a BOM-Link, which the schemas ask for.
    private static func fit(_ ref: String) -> String {
        let text = PlainText.line(ref)
        return text.isEmpty || text.hasPrefix("urn:cdx:") ? "ref:" + text : text
    }

    private static func hash(_ text: String) -> UInt64 {
        var hasher = Hasher()
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return UInt64(truncatingIfNeeded: hasher.finalize())
    }
}
