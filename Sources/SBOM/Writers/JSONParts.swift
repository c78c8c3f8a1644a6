internal import Model

/// JSON whose outermost levels stay open while the contents are written; between them all is `JSONWriter`'s.
struct JSONParts: ~Copyable {
    private var written: [UInt8] = []
    var json = JSONWriter()

    init() {}

    var pending: Int { written.count + json.bytes.count }

    /// Appends punctuation and keys; what is written next is the first at its level, so no comma comes before it.
    mutating func punctuate(_ text: StaticString) {
        written += json.take()
        json = JSONWriter()
        text.withUTF8Buffer { written += $0 }
    }

    mutating func take() -> [UInt8] {
        if written.isEmpty { return json.take() }
        var taken: [UInt8] = []
        swap(&taken, &written)
        taken += json.take()
        return taken
    }
}
