/// Texts, each written once, and lists of them.
struct TextPool {
    struct Reference {
        var first: UInt32
        var count: UInt32
    }

    private(set) var texts = SectionBytes()
    private(set) var lists = SectionBytes()
    private var known: [String: Reference] = [:]
    /// The offsets have no room for more.
    private(set) var isFull = false

    mutating func add(_ text: String) -> Reference {
        if text.isEmpty { return Reference(first: 0, count: 0) }
        if let reference = known[text] { return reference }
        let reference = addBytes(Array(text.utf8))
        known[text] = reference
        return reference
    }

    /// Adds bytes without looking whether they are there already.
    mutating func addBytes(_ bytes: [UInt8]) -> Reference {
        let start = texts.bytes.count
        guard start + bytes.count < Int(UInt32.max) else {
            isFull = true
            return Reference(first: 0, count: 0)
        }
        texts.append(bytes)
        return Reference(first: UInt32(start), count: UInt32(bytes.count))
    }

    mutating func addList(_ texts: [String]) -> Reference {
        let first = UInt32(clamping: lists.bytes.count / 8)
        for text in texts {
            let reference = add(text)
            lists.reference(reference)
        }
        return Reference(first: first, count: UInt32(clamping: texts.count))
    }
}

extension SectionBytes {
    mutating func reference(_ reference: TextPool.Reference) {
        u32(reference.first)
        u32(reference.count)
    }
}
