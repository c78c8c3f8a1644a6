/// The comments that speak of findings in a text whose comments reach to the end of their line, behind `#` or `//`:
/// files that are checked without a syntax tree.
public struct LineComments {
    private let lines: LineTable
    private let suppressions: SuppressionComments

    public init(_ text: UnsafeBufferPointer<UInt8>) {
        lines = LineTable(text)
        suppressions = SuppressionComments(Self.comments(in: text), text: text, lines: lines)
    }

    public func suppression(of rule: String, at bytes: Range<Int>) -> Suppression? {
        guard !suppressions.isEmpty else { return nil }
        let last = max(bytes.lowerBound, bytes.upperBound - 1)
        return suppressions.suppression(of: rule, lines: lines.line(of: bytes.lowerBound)...lines.line(of: last))
    }

    /// Each from the sign that begins it. Signs inside quotes are taken for comments too; nobody writes one that speaks
    /// of findings there by accident.
    private static func comments(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var comments: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 10) ?? text.count
            if let sign = sign(in: text[start..<end]) { comments.append(sign..<end) }
            start = end + 1
        }
        return comments
    }

    private static func sign(in line: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        for index in line.indices {
            // `https://` is no comment, and neither is `name#part`.
            guard index == line.startIndex || line[index - 1] == 32 || line[index - 1] == 9 else { continue }
            if line[index] == UInt8(ascii: "#") || line[index...].starts(with: "//".utf8) { return index }
        }
        return nil
    }
}
