/// Values that are looked for in texts, all of them in one pass, however many there are: a radix tree, and before it a
/// filter that hardly any place of a text passes.
///
/// A value of several lines is looked for line by line, since lines are what logs and messages are cut into, and a long
/// line in parts, so that no text costs more than ``partLimit`` steps for each of its bytes.
struct SecretIndex {
    static let partLimit = 256
    /// Shorter lines of a longer value stand elsewhere by chance.
    static let partMinimum = 8

    /// A value is added to its parent's at `children`: `count` bytes of `labels` from `start`.
    private struct Node {
        var start: Int32
        var count: Int32
        /// A value ends here.
        var isEnd: Bool
    }

    /// Bytes of the shortest value that is looked for: 4 or 8. Shorter ones occur in words by chance.
    let minimum: Int
    /// Parts of values, each counted once.
    private(set) var count = 0
    private var labels: [UInt8] = []
    private var nodes = [Node(start: 0, count: 0, isEnd: false)]
    /// By parent and first byte.
    private var children: [UInt64: Int32] = [:]
    private var filter: [UInt64]
    private let filterBits: UInt64

    /// - Parameter filterBits: the filter has two to the power of this many bits, a few for each value.
    init(minimum: Int, filterBits: Int) {
        self.minimum = minimum
        self.filterBits = UInt64(filterBits)
        filter = Array(repeating: 0, count: (1 << filterBits) >> 6)
    }

    /// Bytes that the values take.
    var byteCount: Int { labels.count }

    mutating func insert(_ value: UnsafeRawBufferPointer) {
        insertLines(of: Array(value))
        // Texts are UTF-8, so what is not UTF-8 stands in them repaired.
        if String(validating: value, as: UTF8.self) == nil {
            insertLines(of: Array(String(decoding: value, as: UTF8.self).utf8))
        }
    }

    private mutating func insertLines(of value: [UInt8]) {
        let lines = value.split { $0 < 0x20 || $0 == 0x7F }
        let shortest = lines.count > 1 ? max(minimum, SecretIndex.partMinimum) : minimum
        for line in lines {
            let line = line.trimmed
            guard line.count >= shortest else { continue }
            var rest = line
            while !rest.isEmpty {
                // What is left at the end may be too short to be looked for by itself.
                let part = rest.count >= minimum ? rest.prefix(SecretIndex.partLimit) : line.suffix(minimum)
                insert(part: part)
                rest = rest.dropFirst(part.count)
            }
        }
    }

    private mutating func insert(part: ArraySlice<UInt8>) {
        part.withUnsafeBytes { mark($0) }
        var node: Int32 = 0
        var at = part.startIndex
        while at < part.endIndex {
            let key = SecretIndex.key(node, part[at])
            guard let child = children[key] else {
                children[key] = append(part[at...])
                count += 1
                return
            }
            let shared = sharedCount(child, part[at...])
            node = shared < nodes[Int(child)].count ? split(child, at: shared, key) : child
            at += Int(shared)
        }
        if !nodes[Int(node)].isEnd { count += 1 }
        nodes[Int(node)].isEnd = true
    }

    private mutating func append(_ label: ArraySlice<UInt8>) -> Int32 {
        nodes.append(Node(start: Int32(labels.count), count: Int32(label.count), isEnd: true))
        labels += label
        return Int32(nodes.count - 1)
    }

    /// Puts a node between `child` and its parent, after the first bytes of its label.
    private mutating func split(_ child: Int32, at count: Int32, _ key: UInt64) -> Int32 {
        let whole = nodes[Int(child)]
        let middle = Int32(nodes.count)
        nodes.append(Node(start: whole.start, count: count, isEnd: false))
        nodes[Int(child)].start += count
        nodes[Int(child)].count -= count
        children[key] = middle
        children[SecretIndex.key(middle, labels[Int(whole.start + count)])] = child
        return middle
    }

    private func sharedCount(_ child: Int32, _ part: ArraySlice<UInt8>) -> Int32 {
        let node = nodes[Int(child)]
        let label = labels[Int(node.start)..<Int(node.start + node.count)]
        return Int32(zip(label, part).prefix { $0 == $1 }.count)
    }

    private static func key(_ node: Int32, _ byte: UInt8) -> UInt64 { UInt64(node) << 8 | UInt64(byte) }
}

extension SecretIndex {
    /// The stretches of a text that show a value, or the beginning of one at its very end, where a text that was too
    /// long was cut. Joined, and in order.
    func ranges(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
        guard count > 0, text.count >= minimum else { return [] }
        var found: [Range<Int>] = []
        for start in 0...(text.count - minimum) where mayBegin(text, start) {
            let end = self.end(in: text, from: start)
            guard end > start else { continue }
            if let last = found.last, start <= last.upperBound {
                found[found.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                found.append(start..<end)
            }
        }
        return found
    }

    /// Where the longest value that begins here ends; `start` when none does.
    private func end(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var node: Int32 = 0
        var at = start
        var end = start
        while at < text.count, let child = children[SecretIndex.key(node, text[at])] {
            let label = nodes[Int(child)]
            let count = min(Int(label.count), text.count - at)
            guard matches(label.start, text, at, count) else { return end }
            at += count
            if at == text.count { return at }
            if label.isEnd { end = at }
            node = child
        }
        return end
    }

    private func matches(_ label: Int32, _ text: UnsafeRawBufferPointer, _ at: Int, _ count: Int) -> Bool {
        for offset in 0..<count where labels[Int(label) + offset] != text[at + offset] { return false }
        return true
    }

    private func mayBegin(_ text: UnsafeRawBufferPointer, _ at: Int) -> Bool {
        let bit = filterBit(text, at)
        return filter[bit >> 6] & 1 << UInt64(bit & 63) != 0
    }

    private mutating func mark(_ part: UnsafeRawBufferPointer) {
        let bit = filterBit(part, 0)
        filter[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    /// From the first bytes, as many as every value has (Fibonacci hashing).
    private func filterBit(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
        let head =
            minimum >= 8
            ? bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            : UInt64(bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
        return Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) >> (64 - filterBits))
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks at either end.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let blank = UInt8(ascii: " ")
        guard let last = lastIndex(where: { $0 != blank }) else { return [] }
        return self[...last].drop { $0 == blank }
    }
}
