/// One line of a `.gitignore` (https://git-scm.com/docs/gitignore).
struct IgnorePattern: Sendable {
    private enum Matcher: Sendable {
        case exact([UInt8])
        /// `*.o`: what the name ends in.
        case suffix([UInt8])
        case glob(Glob)
    }

    private let matcher: Matcher
    /// Takes back what an earlier pattern ignored.
    let isNegated: Bool
    private let isFolderOnly: Bool
    /// Without a `/` the pattern is about the name, wherever it is.
    private let isAboutName: Bool

    /// Nil for a blank line, a comment, and a pattern that can match nothing.
    init?(line: ArraySlice<UInt8>) {
        var line = IgnorePattern.trimmed(line)
        guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { line = line.dropFirst() }
        isFolderOnly = line.last == PathParts.slash
        if isFolderOnly { line = line.dropLast() }
        isAboutName = !line.contains(PathParts.slash)
        if line.first == PathParts.slash { line = line.dropFirst() }
        guard !line.isEmpty, let matcher = IgnorePattern.matcher(line, isAboutName: isAboutName) else { return nil }
        self.matcher = matcher
    }

    /// `path` is relative to the folder of the `.gitignore`, `name` its last part.
    func matches(_ path: ArraySlice<UInt8>, name: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
        if isFolderOnly, !isFolder { return false }
        let text = isAboutName ? name : path
        switch matcher {
        case .exact(let wanted): return text.elementsEqual(wanted)
        case .suffix(let end): return text.count >= end.count && text.suffix(end.count).elementsEqual(end)
        case .glob(let glob): return glob.matches(text)
        }
    }

    private static func matcher(_ pattern: ArraySlice<UInt8>, isAboutName: Bool) -> Matcher? {
        let isSpecial: (UInt8) -> Bool = { "*?[\\".utf8.contains($0) }
        if !pattern.contains(where: isSpecial) { return .exact(Array(pattern)) }
        if isAboutName, pattern.first == UInt8(ascii: "*"), !pattern.dropFirst().contains(where: isSpecial) {
            return .suffix(Array(pattern.dropFirst()))
        }
        return Glob(pattern).map(Matcher.glob)
    }

    /// Without a carriage return and blanks at the end, unless a backslash keeps a blank.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        var end = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            let isEscape = line[index] == UInt8(ascii: "\\")
            index = min(index + (isEscape ? 2 : 1), line.endIndex)
            if isEscape || line[index - 1] != UInt8(ascii: " ") { end = index }
        }
        return line[..<end]
    }
}

/// The patterns of one folder, and those of the folders above it.
final class IgnoreRules: Sendable {
    /// Most lines of one file that count; a file with more is not one that a person keeps.
    private static let lineLimit = 100_000

    private let patterns: [IgnorePattern]
    /// Bytes of a path that lead to the folder of these patterns.
    private let baseCount: Int
    private let outer: IgnoreRules?

    init(_ text: [UInt8], baseCount: Int, outer: IgnoreRules?) {
        let text = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text[...]
        patterns = text.split(separator: UInt8(ascii: "\n")).prefix(IgnoreRules.lineLimit)
            .compactMap(IgnorePattern.init)
        self.baseCount = baseCount
        self.outer = outer
    }

    /// The last pattern that matches decides, an inner folder before an outer one.
    func ignores(_ path: [UInt8], nameFrom: Int, isFolder: Bool) -> Bool {
        var rules: IgnoreRules? = self
        while let current = rules {
            let relative = path[current.baseCount...]
            let decisive = current.patterns.last { $0.matches(relative, name: path[nameFrom...], isFolder: isFolder) }
            if let decisive { return !decisive.isNegated }
            rules = current.outer
        }
        return false
    }
}
