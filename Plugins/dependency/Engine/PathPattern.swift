/// A pattern as in .gitignore (git-scm.com/docs/gitignore), without negation: `*` stays within one part of a path, `**`
/// stands for any number of parts, and a pattern without `/` is about the last part alone.
struct PathPattern: Sendable {
    private let parts: [[UInt8]]
    private let isAnchored: Bool

    init(_ pattern: String) {
        var parts = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map(Array.init)
        isAnchored = pattern.utf8.dropLast().contains(UInt8(ascii: "/"))
        if pattern.utf8.last == UInt8(ascii: "/") { parts.append(Array("**".utf8)) }
        self.parts = parts
    }

    /// - Parameter path: its parts.
    func matches(_ path: [ArraySlice<UInt8>]) -> Bool {
        guard let last = path.last, let only = parts.first else { return false }
        if isAnchored { return PathPattern.matches(parts, path) }
        return parts.count == 1 ? PathPattern.matches(only[...], last) : PathPattern.matches(parts, path)
    }

    /// Parts, with `**` for any number of them. Only the last `**` is tried again, since it can take over whatever an
    /// earlier one could: work is bounded by the product of both lengths, whoever wrote the pattern.
    private static func matches(_ pattern: [[UInt8]], _ path: [ArraySlice<UInt8>]) -> Bool {
        var (p, t) = (0, 0)
        var star: (pattern: Int, path: Int)?
        while t < path.count {
            if p < pattern.count, pattern[p].elementsEqual("**".utf8) {
                star = (p + 1, t)
                p += 1
            } else if p < pattern.count, matches(pattern[p][...], path[t]) {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.path + 1)
                (p, t) = (last.pattern, last.path + 1)
            } else {
                return false
            }
        }
        return p == pattern.count
    }

    /// One part, with `*` for any bytes and `?` for one; the last `*` alone is tried again, so that work is bounded by the
    /// product of both lengths.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var (p, t) = (pattern.startIndex, text.startIndex)
        var star: (pattern: Int, text: Int)?
        while t < text.endIndex {
            if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
                star = (p + 1, t)
                p += 1
            } else if p < pattern.endIndex, pattern[p] == UInt8(ascii: "?") || pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                (p, t) = (last.pattern, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

extension [UInt8] {
    /// The parts of a path.
    var pathParts: [ArraySlice<UInt8>] { split(separator: UInt8(ascii: "/")) }
}
