/// The patterns of a rule's `paths`: `*` within a name, `**` across folders, `?`; without a slash the pattern is for
/// any part of the path.
enum PathGlob {
    private enum Part {
        case byte(UInt8)
        /// `?`
        case one
        /// `*`
        case name
        /// `**`
        case path
        /// `**/`: no folder, or some; the part behind it stands for being in the middle of one.
        case folders, insideFolder
    }

    static func matches(_ pattern: String, _ path: String) -> Bool {
        var glob = Array(pattern.utf8)
        if glob.first == UInt8(ascii: "/") { glob.removeFirst() }
        if glob.last == UInt8(ascii: "/") { glob.append(UInt8(ascii: "*")) }
        if glob.contains(UInt8(ascii: "/")) {
            return matches(parts(glob), path.utf8) || matches(parts(Array("**/".utf8) + glob), path.utf8)
        }
        let parts = parts(glob)
        return path.split(separator: "/").contains { matches(parts, $0.utf8) }
    }

    private static func parts(_ glob: [UInt8]) -> [Part] {
        var parts: [Part] = []
        var rest = glob[...]
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "*") else {
                parts.append(first == UInt8(ascii: "?") ? .one : .byte(first))
                continue
            }
            let crosses = rest.first == UInt8(ascii: "*")
            rest = rest.drop { $0 == UInt8(ascii: "*") }
            if crosses, rest.first == UInt8(ascii: "/") {
                rest.removeFirst()
                parts += [.folders, .insideFolder]
            } else {
                parts.append(crosses ? .path : .name)
            }
        }
        return parts
    }

    /// Goes through the path once with all places of the pattern that it may have come to: whatever a pattern is like,
    /// it costs no more than its length for each byte.
    private static func matches(_ parts: [Part], _ path: some Sequence<UInt8>) -> Bool {
        var places = [Bool](repeating: false, count: parts.count + 1)
        places[0] = true
        skip(parts, &places)
        for byte in path {
            var next = [Bool](repeating: false, count: parts.count + 1)
            let isSlash = byte == UInt8(ascii: "/")
            for (index, part) in parts.enumerated() where places[index] {
                switch part {
                case .byte(let wanted): if byte == wanted { next[index + 1] = true }
                case .one: if !isSlash { next[index + 1] = true }
                case .name: if !isSlash { next[index] = true }
                case .path: next[index] = true
                case .folders: next[isSlash ? index : index + 1] = true
                case .insideFolder: next[isSlash ? index - 1 : index] = true
                }
            }
            skip(parts, &next)
            places = next
        }
        return places[parts.count]
    }

    /// What may stand for nothing.
    private static func skip(_ parts: [Part], _ places: inout [Bool]) {
        for (index, part) in parts.enumerated() where places[index] {
            switch part {
            case .name, .path: places[index + 1] = true
            case .folders: places[index + 2] = true
            case .byte, .one, .insideFolder: break
            }
        }
    }
}
