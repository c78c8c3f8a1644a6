extension StringProtocol {
    /// The parts between spaces and tabulators.
    var words: [SubSequence] {
        var result: [SubSequence] = []
        var start: Index?
        for index in utf8.indices {
            if !utf8[index].isBlank {
                start = start ?? index
            } else if let from = start {
                result.append(self[from..<index])
                start = nil
            }
        }
        if let start { result.append(self[start...]) }
        return result
    }

    /// The parts between the places of a byte, which must be ASCII; empty ones are kept.
    func parts(at byte: UInt8) -> [SubSequence] {
        var result: [SubSequence] = []
        var start = startIndex
        for index in utf8.indices where utf8[index] == byte {
            result.append(self[start..<index])
            start = utf8.index(after: index)
        }
        result.append(self[start...])
        return result
    }

    /// Whether one of the bytes of `others` is in the text.
    func contains(anyOf others: StaticString) -> Bool {
        others.withUTF8Buffer { others in utf8.contains { others.contains($0) } }
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// Without a quote at both ends.
    var unquoted: SubSequence {
        let bytes = utf8
        guard let quote = bytes.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), bytes.count >= 2,
            bytes.last == quote
        else { return self[...] }
        return self[bytes.index(after: startIndex)..<bytes.index(before: endIndex)]
    }

    /// At most so many bytes from the start, cut between characters.
    func prefix(bytes limit: Int) -> SubSequence {
        guard utf8.count > limit else { return self[...] }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return self[..<end]
    }
}

extension Surroundings {
    /// The name of the file that is read, without its folder.
    var fileName: Substring {
        path.cutLast(at: UInt8(ascii: "/"))?.1 ?? path[...]
    }
}
