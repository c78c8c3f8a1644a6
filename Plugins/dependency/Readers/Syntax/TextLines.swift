/// The lines of a text without copying it. Lines end with LF or CRLF; invalid UTF-8 is replaced where text is made.
struct TextLines: Sequence, IteratorProtocol {
    /// Longer lines are given with their first bytes only, and `isCut` says so.
    static let lengthLimit = 1 << 20

    struct Line {
        /// Without the line end.
        let bytes: UnsafeRawBufferPointer
        /// From 1.
        let number: Int
        let isCut: Bool

        var text: String { String(decoding: bytes, as: UTF8.self) }

        /// Spaces at the start; a tabulator is not counted.
        var indent: Int { bytes.firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count }

        /// Whether there is nothing but spaces and tabulators.
        var isEmpty: Bool { bytes.allSatisfy(\.isBlank) }
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var number = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func next() -> Line? {
        guard position < bytes.count else { return nil }
        let rest = bytes[position...]
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        var content = bytes[position..<end]
        position = end + 1
        number += 1
        if content.last == UInt8(ascii: "\r") { content.removeLast() }
        let isCut = content.count > Self.lengthLimit
        return Line(
            bytes: UnsafeRawBufferPointer(rebasing: content.prefix(Self.lengthLimit)), number: number, isCut: isCut)
    }
}
