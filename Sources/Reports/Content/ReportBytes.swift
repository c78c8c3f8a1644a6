/// What a writer of text has written and not handed over yet.
struct ReportBytes {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        taken.reserveCapacity(bytes.count)
        swap(&taken, &bytes)
        return taken
    }

    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ number: Int) { raw(String(number)) }

    mutating func raw(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    /// Text for HTML and XML, between tags and in quoted attributes. It must be safe already: see ``SafeText``.
    mutating func markup(_ text: String) {
        escaped(text) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            case UInt8(ascii: "'"): "&#39;"
            default: nil
            }
        }
    }

    /// Copies runs of bytes that stand for themselves whole, since nearly all texts are one.
    mutating func escaped(_ text: String, _ replacement: (UInt8) -> StaticString?) {
        var text = text
        text.withUTF8 { source in
            var start = 0
            for index in source.indices {
                guard let other = replacement(source[index]) else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
                raw(other)
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
        }
    }
}
