/// Words that are looked for inside a value, all in one pass and in any letter case.
struct WordSet: Sendable {
    /// The words by their first byte.
    private let words: [[[UInt8]]]

    /// Bytes of a value that are looked at: what stands for a secret says so at its beginning.
    private static let reach = 256

    init(_ texts: [String]) {
        var words = [[[UInt8]]](repeating: [], count: 256)
        for text in texts {
            let word = text.utf8.map(lowered)
            if let first = word.first { words[Int(first)].append(word) }
        }
        self.words = words
    }

    func occurs(in value: UnsafeRawBufferPointer) -> Bool {
        let end = min(value.count, Self.reach)
        var start = 0
        while start < end {
            for word in words[Int(lowered(value[start]))] where Self.stands(word, value, start, end) { return true }
            start += 1
        }
        return false
    }

    /// True when the value begins with one of the words.
    func begins(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let first = value.first else { return false }
        return words[Int(lowered(first))].contains { Self.stands($0, value, 0, value.count) }
    }

    private static func stands(_ word: [UInt8], _ value: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
        guard word.count <= end - start else { return false }
        var index = 1
        while index < word.count {
            if lowered(value[start + index]) != word[index] { return false }
            index += 1
        }
        return true
    }
}
