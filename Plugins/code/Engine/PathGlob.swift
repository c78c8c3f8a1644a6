/// The patterns of a rule's `paths`: `*` within a name, `**` across folders, `?`; without a slash the pattern is for
/// any part of the path.
enum PathGlob {
    static func matches(_ pattern: String, _ path: String) -> Bool {
        var glob = Array(pattern.utf8)
        if glob.first == UInt8(ascii: "/") { glob.removeFirst() }
        if glob.last == UInt8(ascii: "/") { glob.append(UInt8(ascii: "*")) }
        let bytes = Array(path.utf8)
        if glob.contains(UInt8(ascii: "/")) {
            return matches(glob[...], bytes[...], 0) || matches(Array("**/".utf8)[...] + glob, bytes[...], 0)
        }
        return path.split(separator: "/").contains { matches(glob[...], Array($0.utf8)[...], 0) }
    }

    private static func matches(_ glob: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, _ depth: Int) -> Bool {
        guard depth < 64 else { return false }
        var glob = glob
        var path = path
        while let first = glob.first {
            if first == UInt8(ascii: "*") {
                let crosses = glob.dropFirst().first == UInt8(ascii: "*")
                var rest = glob.drop { $0 == UInt8(ascii: "*") }
                if crosses, rest.first == UInt8(ascii: "/") {
                    if matches(rest.dropFirst(), path, depth + 1) { return true }
                    rest = rest.dropFirst()
                    while let slash = path.firstIndex(of: UInt8(ascii: "/")) {
                        path = path[(slash + 1)...]
                        if matches(rest, path, depth + 1) { return true }
                    }
                    return false
                }
                while true {
                    if matches(rest, path, depth + 1) { return true }
                    guard let next = path.first, crosses || next != UInt8(ascii: "/") else { return false }
                    path = path.dropFirst()
                }
            }
            guard let next = path.first, first == next || (first == UInt8(ascii: "?") && next != UInt8(ascii: "/"))
            else { return false }
            glob = glob.dropFirst()
            path = path.dropFirst()
        }
        return path.isEmpty
    }
}
