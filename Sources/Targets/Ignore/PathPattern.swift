/// A pattern for names and paths as in `.gitignore` (https://git-scm.com/docs/gitignore), without negation: one without
/// a `/` is about a name wherever it is, and one that is about a folder is about all that is in it.
///
/// A match costs at most the length of the pattern times the square of the length of each beginning of the path, so
/// patterns may come from a target.
public struct PathPattern: Sendable, Equatable {
    public let text: String
    private let pattern: IgnorePattern

    /// Nil for a pattern that is empty, begins with `!` or `#`, or can match nothing, such as one with an open bracket.
    public init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0x0A), let pattern = IgnorePattern(line: Array(text.utf8)[...]),
            !pattern.isNegated
        else { return nil }
        self.text = text
        self.pattern = pattern
    }

    public func matches(_ path: [UInt8]) -> Bool {
        var end = path.startIndex
        var start = end
        while start < path.endIndex {
            end = path[start...].firstIndex(of: PathParts.slash) ?? path.endIndex
            if pattern.matches(path[..<end], name: path[start..<end], isFolder: end < path.endIndex) { return true }
            start = min(end + 1, path.endIndex)
        }
        return false
    }

    public static func == (a: PathPattern, b: PathPattern) -> Bool { a.text == b.text }
}
