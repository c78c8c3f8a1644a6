/// A pattern as in .gitignore (git-scm.com/docs/gitignore), without negation: `*` stays within one part of a path, `**`
/// stands for any number of parts, and a pattern without `/` is about the last part alone.
struct PathPattern: Sendable {
    private let parts: [[UInt8]]
    private let isAnchored: Bool

    init(_ pattern: String) {
        var parts = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map(Array.init)
        isAnchored = pattern.utf8.dropLast().contains(UInt8(ascii: "/"))
        // A folder, with all that is in it.
        if pattern.utf8.last == UInt8(ascii: "/"), !parts.isEmpty {
            parts.append(Array("**".utf8))
            if !isAnchored { parts.insert(Array("**".utf8), at: 0) }
        }
        self.parts = parts
    }

    /// - Parameter path: its parts.
    func matches(_ path: [ArraySlice<UInt8>]) -> Bool {
        guard let last = path.last, let only = parts.first else { return false }
        if isAnchored { return PathPattern.matches(parts[...], path[...]) }
        return parts.count == 1 ? PathPattern.matches(only[...], last) : PathPattern.matches(parts[...], path[...])
    }

    /// Only the last `**` is tried again, as with `*` below: patterns come from targets as well.
    private static func matches(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        var (p, t) = (pattern.startIndex, path.startIndex)
        var star: (pattern: Int, path: Int)?
        while t < path.endIndex {
            if p < pattern.endIndex, pattern[p].elementsEqual("**".utf8) {
                p += 1
                if p == pattern.endIndex { return true }
                star = (p, t)
            } else if p < pattern.endIndex, matches(pattern[p][...], path[t]) {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.path + 1)
                (p, t) = (last.pattern, last.path + 1)
            } else {
                return false
            }
        }
        return p == pattern.endIndex
    }

    /// One part, with `*` for any bytes and `?` for one; the last `*` alone is tried again, so that work is bounded by
    /// the product of both lengths.
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
